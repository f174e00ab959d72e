"""Shipments, from the pick list to the customer's door, and the events on their way."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, Text

from database.columns import Time, Values, order_number
from database.metadata import metadata

shipments = Table(
    "shipments",
    metadata,
    Column("number", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    order_number(),
    Column("state", Text, nullable=False),
    Column("lines", Values, nullable=False),
    Column("ship_to", Text),
    Column("carrier", Text),
    Column("tracking_number", Text, unique=True),
    Column("created_at", Time, nullable=False),
    Column("shipped_at", Time),
    Column("delivered_at", Time),
    CheckConstraint(
        "state in ('picking', 'shipped', 'in_transit', 'delayed', 'delivered', 'damaged', 'lost',"
        " 'returned', 'recalled', 'cancelled')",
        name="state",
    ),
)
Index("ix_shipments_order_number", shipments.c.order_number)

shipment_events = Table(
    "shipment_events",
    metadata,
    Column("shipment", Text, ForeignKey("shipments.number"), primary_key=True),
    # The carrier's number of the event, or the key of the call that told us.
    Column("reference", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("at", Time, nullable=False),
    Column("place", Text),
)
