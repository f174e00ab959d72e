"""User tasks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "tasks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column(
            "candidate_groups", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column(
            "candidate_users", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("excluded", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("priority", sa.Integer(), server_default=sa.text("50"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_by", sa.Text(), nullable=True),
        sa.Column("on_behalf_of", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("outcomes", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("data", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("instance", sa.Integer(), nullable=False),
        sa.Column("escalation", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "notified_groups", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("proposal", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("result", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index(
        "ix_tasks_open_assignee",
        "tasks",
        ["assignee", "due"],
        unique=False,
        postgresql_where=sa.text("completed_at IS NULL"),
    )
    op.create_index(
        "ix_tasks_open_due", "tasks", ["due"], unique=False, postgresql_where=sa.text("completed_at IS NULL")
    )
    op.create_index(
        "ix_tasks_open_groups",
        "tasks",
        ["candidate_groups"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("completed_at IS NULL"),
    )
    op.create_index(
        "ix_tasks_open_users",
        "tasks",
        ["candidate_users"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("completed_at IS NULL"),
    )
    op.create_index("ix_tasks_order_number", "tasks", ["order_number"], unique=False)
