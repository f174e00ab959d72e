"""What was asked of customers, what they paid, and what they got back."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Index, Table, Text

from database.columns import Amount, Time, order_number
from database.metadata import metadata

# Append-only: what is outstanding is a sum, never a field that somebody could forget to update.
payments = Table(
    "payments",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    order_number(),
    Column("kind", Text, nullable=False),
    Column("amount", Amount, nullable=False),
    Column("currency", Text, nullable=False),
    Column("reference", Text),
    Column("reason", Text),
    Column("due", Time),
    Column("at", Time, nullable=False),
    CheckConstraint("kind in ('request', 'receipt', 'refund')", name="kind"),
    CheckConstraint("amount > 0", name="amount"),
)
Index("ix_payments_order_number", payments.c.order_number)
# A bank tells the same transfer more than once.
Index(
    "uq_payments_receipt",
    payments.c.order_number,
    payments.c.reference,
    unique=True,
    postgresql_where=payments.c.kind == "receipt",
)
