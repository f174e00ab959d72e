"""The port ``OrderBook``, fulfilled by PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, Text, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import insert

from application.ports.order_book import Entry, OrderToStart, ReceivedOrder
from application.ports.parties import Parties
from database.tables import order_numbers, orders

FIRST_NUMBER = 1_000  # so that numbers look alike from the first one on

# Statements are built once: building one anew costs more than sending it.
_KNOWN = select(orders.c.number, orders.c.content_hash, orders.c.head_seq).where(
    orders.c.channel == bindparam("channel"),
    orders.c.external_number == bindparam("external"),
    orders.c.revision == bindparam("revision"),
    orders.c.parent.is_(None),
)
_drawn = cast(FIRST_NUMBER + order_numbers.next_value(), Text)
_GIVEN = (
    *("channel", "external_number", "revision", "content_hash", "customer_id", "process", "version"),
    *("digest", "clock", "currency", "total", "placed_at", "created_by", "submitted_by", "priority"),
    *("language", "document"),
)
_ENTER = (
    insert(orders)
    .values({name: bindparam(name) for name in _GIVEN})
    .values(number=bindparam("prefix", type_=Text) + "-" + _drawn, status="received", received_at=func.now())
    .on_conflict_do_nothing()
    .returning(orders.c.number)
)


@dataclass(frozen=True, slots=True)
class SqlOrderBook:
    """``parties`` keeps personal data inside the same transaction."""

    engine: Engine
    parties: Callable[[Connection], Parties]

    def enter(self, order: ReceivedOrder) -> Entry:
        """As OrderBook. Of many at once, one inserts; the others wait for its commit and find it."""
        with self.engine.begin() as connection:
            known = _known(connection, order)
            if known is not None:
                return known
            number: str | None = connection.scalar(_ENTER, _row(order))
            if number is not None:
                self.parties(connection).put(number, order.parties)
                return Entry(number, new=True)
            known = _known(connection, order)
            assert known is not None, "only the order's identity can be taken"
            return known

    def to_start(self, number: str) -> OrderToStart | None:
        """As OrderBook."""
        with self.engine.connect() as connection:
            row = connection.execute(select(orders).where(orders.c.number == number)).one_or_none()
        return None if row is None else _to_start(row)


def _known(connection: Connection, order: ReceivedOrder) -> Entry | None:
    identity = {"channel": order.channel, "external": order.external_number, "revision": order.revision}
    row = connection.execute(_KNOWN, identity).one_or_none()
    if row is None:
        return None
    # Without a hash the personal data was erased: nobody can tell any more, and the identity is enough.
    same = row.content_hash in (None, order.content_hash)
    return Entry(row.number, new=False, same=same, recorded=row.head_seq > 0)


def _row(order: ReceivedOrder) -> dict[str, Any]:
    return {
        "prefix": order.prefix,
        "channel": order.channel,
        "external_number": order.external_number,
        "revision": order.revision,
        "content_hash": order.content_hash,
        "customer_id": order.customer,
        "process": order.process,
        "version": order.version,
        "digest": order.digest,
        "clock": order.clock,
        "currency": order.currency,
        "total": order.total,
        "placed_at": order.placed_at,
        "created_by": order.document.get("created_by") or order.actor["person"],
        "submitted_by": dict(order.actor),
        "priority": order.priority,
        "language": order.language,
        "document": dict(order.document),
    }


def _to_start(row: Row[Any]) -> OrderToStart:
    return OrderToStart(
        number=row.number,
        process=row.process,
        version=row.version,
        digest=row.digest,
        clock=row.clock,
        placed_at=row.placed_at,
        actor=row.submitted_by or {"person": row.created_by or "system", "groups": []},
        document=row.document,
        customer=row.customer_id,
        channel=row.channel,
        parent=row.parent,
        called_by=row.called_by,
        reports=row.reports,
    )
