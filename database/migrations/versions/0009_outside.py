"""Documents of the built-in ERP, and the answers of outside systems."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "erp_documents",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("promised", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('sale', 'purchase')", name=op.f("ck_erp_documents_kind")),
        sa.CheckConstraint(
            "state in ('received', 'sent', 'confirmed', 'refused', 'done', 'cancelled')",
            name=op.f("ck_erp_documents_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erp_documents")),
        sa.UniqueConstraint("key", name=op.f("uq_erp_documents_key")),
    )
    op.create_index("ix_erp_documents_order_number", "erp_documents", ["order_number"], unique=False)
    op.create_index("ix_erp_documents_reference", "erp_documents", ["kind", "reference", "id"], unique=False)
    op.create_index(
        "uq_erp_documents_alive",
        "erp_documents",
        ["kind", "reference"],
        unique=True,
        postgresql_where=sa.text("state NOT IN ('cancelled', 'refused')"),
    )
    op.create_table(
        "outside_answers",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("answer", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_outside_answers")),
    )
    op.create_index("ix_outside_answers_order_number", "outside_answers", ["order_number"], unique=False)
