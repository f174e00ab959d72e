"""Production orders with the capacity that they hold, and purchases from suppliers."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table, Text, text

from database.columns import Amount, Quantity, Time, Values, order_number
from database.metadata import metadata

production_orders = Table(
    "production_orders",
    metadata,
    Column("number", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    order_number(),
    Column("line", Text, nullable=False),
    Column("sku", Text, nullable=False),
    Column("work_center", Text, ForeignKey("work_centers.id"), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("good", Quantity, nullable=False, server_default=text("0")),
    Column("scrapped", Quantity, nullable=False, server_default=text("0")),
    Column("materials", Values, nullable=False),
    Column("begins", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("created_at", Time, nullable=False),
    CheckConstraint("state in ('scheduled', 'running', 'finished', 'cancelled')", name="state"),
    CheckConstraint("quantity > 0 and good >= 0 and scrapped >= 0", name="quantities"),
)
Index("ix_production_orders_order_number", production_orders.c.order_number)

# How many minutes of which day a production order has taken.
capacity_bookings = Table(
    "capacity_bookings",
    metadata,
    Column("production_order", Text, ForeignKey("production_orders.number"), primary_key=True),
    Column("work_center", Text, nullable=False),
    Column("day", Date, primary_key=True),
    Column("minutes", Integer, nullable=False),
    CheckConstraint("minutes > 0", name="minutes"),
)
Index("ix_capacity_bookings_day", capacity_bookings.c.work_center, capacity_bookings.c.day)

purchases = Table(
    "purchases",
    metadata,
    Column("number", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    order_number(),
    Column("line", Text, nullable=False),
    Column("sku", Text, nullable=False),
    Column("supplier", Text, ForeignKey("suppliers.id"), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("accepted", Quantity, nullable=False, server_default=text("0")),
    Column("rejected", Quantity, nullable=False, server_default=text("0")),
    Column("unit_cost", Amount, nullable=False),
    Column("currency", Text, nullable=False),
    Column("wanted", Date, nullable=False),
    Column("expected", Date),
    # The supplier's or the ERP's own number of it.
    Column("reference", Text),
    Column("state", Text, nullable=False),
    Column("created_at", Time, nullable=False),
    CheckConstraint("state in ('requested', 'ordered', 'confirmed', 'received', 'cancelled')", name="state"),
    CheckConstraint("quantity > 0 and accepted >= 0 and rejected >= 0", name="quantities"),
)
Index("ix_purchases_order_number", purchases.c.order_number)

# The result of each step by its key, so that one that comes twice counts once.
sourcing_calls = Table(
    "sourcing_calls",
    metadata,
    Column("key", Text, primary_key=True),
    Column("document", Text, nullable=False),
)

# Goods on their way to the shelf that no order has asked for: what a new order may be promised.
expected_receipts = Table(
    "expected_receipts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sku", Text, ForeignKey("products.sku"), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("day", Date, nullable=False),
    CheckConstraint("quantity > 0", name="quantity"),
)
Index("ix_expected_receipts_sku", expected_receipts.c.sku, expected_receipts.c.day)
