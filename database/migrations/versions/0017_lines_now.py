"""The lines of an order as they are ordered now, once that is something else than was received."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("orders", sa.Column("lines", postgresql.JSONB(none_as_null=True), nullable=True))
