"""What went wrong and waits for somebody, and what people were refused."""

from sqlalchemy import BigInteger, Column, Identity, Index, Table, Text

from database.columns import Time, Values, order_number
from database.metadata import metadata

incidents = Table(
    "incidents",
    metadata,
    order_number(primary_key=True),
    # The record that raised it: on a manual clock one instance may fail twice at one time.
    Column("seq", BigInteger, primary_key=True),
    Column("instance", Text, nullable=False),
    Column("raised_at", Time, nullable=False),
    Column("element", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("resolved_at", Time),
    Column("resolved_by", Text),
    Column("resolution", Text),
)
Index("ix_incidents_open", incidents.c.raised_at, postgresql_where=incidents.c.resolved_at.is_(None))

# Temporal keeps no trace of a rejected update, so whoever was refused writes it here.
refusals = Table(
    "refusals",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    order_number(),
    Column("at", Time, nullable=False),
    Column("actor", Values, nullable=False),
    Column("action", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("text", Text, nullable=False),
)
Index("ix_refusals_order_number", refusals.c.order_number, refusals.c.at)
