"""What we have told customers: the day that each line is promised for, and what they are billed."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Identity,
    Index,
    Table,
    Text,
    UniqueConstraint,
)

from database.columns import Amount, Time, Values, order_number
from database.metadata import metadata

# Append-only: the first row of a line is the original promise, the last one the current.
promises = Table(
    "promises",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("key", Text, nullable=False),
    order_number(),
    Column("line", Text, nullable=False),
    Column("promised", Date, nullable=False),
    Column("reason", Text),
    Column("at", Time, nullable=False),
    UniqueConstraint("key", "line"),
)
Index("ix_promises_order_number", promises.c.order_number, promises.c.line, promises.c.id)

invoices = Table(
    "invoices",
    metadata,
    Column("number", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    order_number(),
    Column("kind", Text, nullable=False),
    # The invoice that a credit note is about.
    Column("about", Text),
    Column("currency", Text, nullable=False),
    Column("net", Amount, nullable=False),
    Column("tax", Amount, nullable=False),
    Column("gross", Amount, nullable=False),
    Column("lines", Values, nullable=False),
    Column("due", Date),
    Column("issued_at", Time, nullable=False),
    CheckConstraint("kind in ('invoice', 'credit_note')", name="kind"),
)
Index("ix_invoices_order_number", invoices.c.order_number)
