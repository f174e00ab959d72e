"""Products, and the stock of them: how much there is, who has reserved it, and every movement."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from database.columns import Amount, Quantity, Time, Values, order_number
from database.metadata import metadata

products = Table(
    "products",
    metadata,
    Column("sku", Text, primary_key=True),
    Column("name", Values, nullable=False),
    Column("unit", Text, nullable=False),
    Column("price", Amount, nullable=False),
    Column("currency", Text, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("specification", Values, nullable=False),
    Column("substitutes", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    CheckConstraint("price >= 0", name="price"),
)

stock = Table(
    "stock",
    metadata,
    Column("sku", Text, ForeignKey("products.sku"), primary_key=True),
    Column("on_hand", Quantity, nullable=False, server_default=text("0")),
    Column("reserved", Quantity, nullable=False, server_default=text("0")),
    Column("location", Text),
    # The last line of defence against overselling; the statements never rely on it.
    CheckConstraint("reserved >= 0 and reserved <= on_hand", name="never_oversold"),
)

# What is reserved now. A line that has shipped or was cancelled has no row; the ledger remembers it.
reservations = Table(
    "reservations",
    metadata,
    order_number(primary_key=True),
    Column("line", Text, primary_key=True),
    Column("sku", Text, primary_key=True),
    Column("quantity", Quantity, nullable=False),
    CheckConstraint("quantity > 0", name="quantity"),
)

# Append-only: each movement with what it left behind.
stock_ledger = Table(
    "stock_ledger",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("at", Time, nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("order_number", Text),
    Column("line", Text),
    Column("sku", Text, nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("on_hand_after", Quantity, nullable=False),
    Column("reserved_after", Quantity, nullable=False),
    CheckConstraint("kind in ('reserve', 'release', 'issue', 'receive', 'take_back')", name="kind"),
)
Index("ix_stock_ledger_sku", stock_ledger.c.sku, stock_ledger.c.id)
Index("ix_stock_ledger_order_number", stock_ledger.c.order_number)

# The result of each call by its key, so that a call that comes twice moves nothing twice.
stock_calls = Table(
    "stock_calls",
    metadata,
    Column("key", Text, primary_key=True),
    Column("result", Values, nullable=False),
)
