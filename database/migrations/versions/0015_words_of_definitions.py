"""The names that definitions bring: stages, statuses, outside systems."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column(
        "process_definitions", sa.Column("words", postgresql.JSONB(none_as_null=True), nullable=True)
    )
