"""What outside systems answered, by the key of the call."""

from sqlalchemy import Column, Index, Table, Text

from database.columns import Time, Values, order_number
from database.metadata import metadata

# An answer that was lost on its way to the order is given again from here, without asking the system again.
outside_answers = Table(
    "outside_answers",
    metadata,
    Column("key", Text, primary_key=True),
    order_number(),
    Column("service", Text, nullable=False),
    Column("answer", Values, nullable=False),
    Column("answered_at", Time, nullable=False),
)
Index("ix_outside_answers_order_number", outside_answers.c.order_number)
