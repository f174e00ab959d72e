"""The orders: identity, where they stand, and the head of each one's journal."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    Sequence,
    Table,
    Text,
    text,
)

from database.columns import Amount, Time, Values
from database.metadata import metadata

order_numbers = Sequence("order_numbers", metadata=metadata)

orders = Table(
    "orders",
    metadata,
    Column("number", Text, primary_key=True),
    # An order that another one called: by whom, the order at the top of the family, and the call activity.
    # It has channel, external number and revision of its parent, and its input as document.
    Column("parent", Text),
    Column("root", Text),
    Column("called_by", Text),
    # Whether its parent waits for its end; otherwise it goes its own way.
    Column("reports", Boolean, nullable=False, server_default=text("false")),
    Column("channel", Text, nullable=False),
    Column("external_number", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    # Covers personal data too: cleared when that is erased, hence nullable.
    Column("content_hash", Text),
    Column("customer_id", Text),
    Column("process", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("stage", Text),
    # The journal's head: hash and number of the last record that was committed.
    Column("head_hash", LargeBinary),
    Column("head_seq", BigInteger, nullable=False, server_default=text("0")),
    # What the workflow is known to have adopted of it; behind for long means that it must be woken.
    Column("adopted_hash", LargeBinary),
    Column("adopted_at", Time),
    # When the sweep looked at it last: of those that seem behind, who waits longest comes first.
    Column("swept_at", Time),
    Column("clock", Text, nullable=False, server_default=text("'real'")),
    # Where a manual clock was moved to: that of the order at the top is its whole family's.
    Column("clock_time", Time),
    Column("currency", Text, nullable=False),
    Column("total", Amount, nullable=False),
    Column("placed_at", Time, nullable=False),
    Column("received_at", Time, nullable=False, server_default=text("now()")),
    Column("opened_at", Time),
    Column("closed_at", Time),
    Column("due", Time),
    # Deadlines that lie beyond what their calendars cover; null when there are none.
    Column("undetermined", Values),
    # The outside systems that it waits for, each with what was asked and since when; null when for none.
    Column("waits_for", Values),
    Column("open_incidents", Integer, nullable=False, server_default=text("0")),
    Column("needs_engineer", Text),
    # How much it carries, as of its last segment, and which limit it is near.
    Column("load", Values),
    Column("near_limit", Text),
    Column("created_by", Text),
    # Who submitted it and by which way, as wishes carry it: an order that was never started is started in
    # that name.
    Column("submitted_by", Values),
    Column("priority", Integer, nullable=False, server_default=text("50")),
    Column("language", Text, nullable=False),
    # As it was received: an order that lost its workflow starts with it again.
    Column("document", Values, nullable=False),
    # The lines as they are ordered now; null while they are those of the document. `total` is that of now.
    Column("lines", Values),
    CheckConstraint("clock in ('real', 'manual')", name="clock"),
)

_open = orders.c.closed_at.is_(None)
Index(
    "uq_orders_identity",
    orders.c.channel,
    orders.c.external_number,
    orders.c.revision,
    unique=True,
    postgresql_where=orders.c.parent.is_(None),
)
Index("ix_orders_root", orders.c.root)
Index("ix_orders_open_due", orders.c.due, postgresql_where=_open)
Index("ix_orders_open_status", orders.c.status, orders.c.stage, postgresql_where=_open)
Index("ix_orders_undetermined", orders.c.number, postgresql_where=orders.c.undetermined.is_not(None))
Index("ix_orders_customer_id", orders.c.customer_id)
Index("ix_orders_placed_at", orders.c.placed_at)
Index(
    "ix_orders_behind",
    orders.c.number,
    postgresql_where=orders.c.head_hash.is_distinct_from(orders.c.adopted_hash),
)
