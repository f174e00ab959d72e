"""Orders that call orders: who called whom, and what they tell each other."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("parent", sa.Text(), nullable=True))
    op.add_column("orders", sa.Column("root", sa.Text(), nullable=True))
    op.add_column("orders", sa.Column("called_by", sa.Text(), nullable=True))
    op.add_column("orders", sa.Column("reports", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.drop_constraint("uq_orders_channel_external_number_revision", "orders", type_="unique")
    op.create_index(
        "uq_orders_identity",
        "orders",
        ["channel", "external_number", "revision"],
        unique=True,
        postgresql_where=sa.text("parent IS NULL"),
    )
    op.create_index("ix_orders_root", "orders", ["root"], unique=False)
    op.create_table(
        "letters",
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("stimulus", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.PrimaryKeyConstraint("receiver", "id", name=op.f("pk_letters")),
    )
    op.create_index(
        "ix_letters_under_way",
        "letters",
        ["sent_at"],
        unique=False,
        postgresql_where=sa.text("delivered_at IS NULL"),
    )
    op.create_index("ix_letters_sender", "letters", ["sender"], unique=False)
