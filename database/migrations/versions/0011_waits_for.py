"""Which outside systems an order waits for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("orders", sa.Column("waits_for", postgresql.JSONB(none_as_null=True), nullable=True))
