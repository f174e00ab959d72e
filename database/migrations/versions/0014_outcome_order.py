"""Outcomes of a user task in the order in which the definition lists them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("tasks", sa.Column("outcome_order", postgresql.ARRAY(sa.Text()), nullable=True))
