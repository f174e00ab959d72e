"""Where the manual clock of a family stands, at the order at its top."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("orders", sa.Column("clock_time", sa.DateTime(timezone=True), nullable=True))
