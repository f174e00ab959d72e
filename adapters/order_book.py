"""The port ``OrderBook``, fulfilled by PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select
from sqlalchemy.dialects.postgresql import insert

from application.ports.order_book import Entry, OrderToStart, ReceivedOrder
from application.ports.parties import Parties
from database.tables import order_numbers, orders

FIRST_NUMBER = 1_000  # so that numbers look alike from the first one on


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
            number = _next_number(connection, order.prefix)
            statement = insert(orders).values(_row(number, order)).on_conflict_do_nothing()
            entered = connection.scalar(statement.returning(orders.c.number))
            if entered is not None:
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


def _next_number(connection: Connection, prefix: str) -> str:
    drawn = connection.execute(select(order_numbers.next_value())).scalar_one()
    return f"{prefix}-{FIRST_NUMBER + drawn}"


def _known(connection: Connection, order: ReceivedOrder) -> Entry | None:
    query = select(orders.c.number, orders.c.content_hash, orders.c.head_seq).where(
        orders.c.channel == order.channel,
        orders.c.external_number == order.external_number,
        orders.c.revision == order.revision,
        orders.c.parent.is_(None),
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    # Without a hash the personal data was erased: nobody can tell any more, and the identity is enough.
    same = row.content_hash in (None, order.content_hash)
    return Entry(row.number, new=False, same=same, recorded=row.head_seq > 0)


def _row(number: str, order: ReceivedOrder) -> dict[str, Any]:
    return {
        "number": number,
        "channel": order.channel,
        "external_number": order.external_number,
        "revision": order.revision,
        "content_hash": order.content_hash,
        "customer_id": order.customer,
        "process": order.process,
        "version": order.version,
        "digest": order.digest,
        "status": "received",
        "clock": order.clock,
        "currency": order.currency,
        "total": order.total,
        "placed_at": order.placed_at,
        "received_at": func.now(),
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
        reports=row.reports,
    )
