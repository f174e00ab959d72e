"""What the sweep keeps: when it looked, and which deadlines no calendar reaches."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("orders", sa.Column("swept_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("orders", sa.Column("undetermined", postgresql.JSONB(none_as_null=True), nullable=True))
    op.create_index(
        "ix_orders_undetermined",
        "orders",
        ["number"],
        unique=False,
        postgresql_where=sa.text("undetermined IS NOT NULL"),
    )
