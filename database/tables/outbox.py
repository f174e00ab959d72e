"""Messages to customers: written with what they tell about, sent afterwards, once."""

from sqlalchemy import Column, Index, Table, Text

from database.columns import Time, Values, order_number
from database.metadata import metadata

outbox = Table(
    "outbox",
    metadata,
    Column("key", Text, primary_key=True),
    order_number(),
    Column("template", Text, nullable=False),
    Column("language", Text, nullable=False),
    # Whom it goes to: a reference into `parties`, so that the message itself holds no personal data.
    Column("party", Text),
    Column("data", Values, nullable=False),
    Column("created_at", Time, nullable=False),
    Column("sent_at", Time),
)
Index("ix_outbox_unsent", outbox.c.created_at, postgresql_where=outbox.c.sent_at.is_(None))
Index("ix_outbox_order_number", outbox.c.order_number)
