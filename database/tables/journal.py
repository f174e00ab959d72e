"""The journal: what was committed, segment by segment, and the records that are the truth about an order."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, Text, UniqueConstraint

from database.columns import Time, Values, order_number
from database.metadata import metadata

segments = Table(
    "segments",
    metadata,
    order_number(primary_key=True),
    # Unique under (order, hash before it): of two attempts at the same place the first commit wins.
    Column("hash_before", LargeBinary, primary_key=True),
    Column("hash_after", LargeBinary, nullable=False),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("stimuli", LargeBinary, nullable=False),
    Column("answers", LargeBinary, nullable=False),
    Column("committed_at", Time, nullable=False),
    Column("worker", Text, nullable=False),
    UniqueConstraint("order_number", "first_seq"),
)

# The answer to each stimulus that carried an id: a person's retry gets what was decided the first time.
stimuli = Table(
    "stimuli",
    metadata,
    order_number(primary_key=True),
    Column("stimulus_id", Text, primary_key=True),
    Column("answer", Values),
    Column("hash_after", LargeBinary, nullable=False),
)

records = Table(
    "records",
    metadata,
    order_number(primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("time", Time, nullable=False),
    Column("kind", Text, nullable=False),
    Column("element", Text),
    Column("instance", Text),
    Column("actor", Values),
    Column("reason", Text),
    Column("body", Values, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

# What each call of a service did, by its idempotency key.
effects = Table(
    "effects",
    metadata,
    Column("key", Text, primary_key=True),
    order_number(),
    Column("service", Text, nullable=False),
    Column("element", Text, nullable=False),
    Column("at", Time, nullable=False),
    Column("result", Values),
    Column("hash_after", LargeBinary),
)
Index("ix_effects_order_number", effects.c.order_number)
