"""The port ``Oversight``, fulfilled by PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Engine, bindparam, func, select, update

from application.ports.oversight import Behind, Undetermined
from database.connection import reading
from database.tables import orders

_EVENTS = func.coalesce(orders.c.load["events"].as_integer(), 0)
QUIET = timedelta(seconds=20)  # longer than the take-over of a dead worker's order: give it time first


@dataclass(frozen=True, slots=True)
class SqlOversight:
    """Looks at the heads of all journals."""

    engine: Engine

    def behind(self) -> Sequence[Behind]:
        """As Oversight. An order that was never started has no head yet: it counts once it is quiet."""
        query = (
            select(orders.c.number, orders.c.head_hash, orders.c.closed_at, _EVENTS.label("events"))
            .where(
                orders.c.head_hash.is_distinct_from(orders.c.adopted_hash) | orders.c.head_hash.is_(None),
                func.coalesce(orders.c.adopted_at, orders.c.received_at) < datetime.now(UTC) - QUIET,
            )
            .order_by(_last_turn())
        )
        with reading(self.engine) as connection:
            rows = connection.execute(query).all()
        return [
            Behind(row.number, (row.head_hash or b"").hex(), row.closed_at is not None, row.events)
            for row in rows
        ]

    def looked_at(self, numbers: Sequence[str]) -> None:
        """As Oversight."""
        statement = update(orders).where(orders.c.number.in_(numbers)).values(swept_at=datetime.now(UTC))
        with self.engine.begin() as connection:
            connection.execute(statement)

    def undetermined(self) -> Sequence[Undetermined]:
        """As Oversight."""
        query = (
            select(orders.c.number, orders.c.undetermined)
            .where(orders.c.undetermined.is_not(None), orders.c.closed_at.is_(None))
            .order_by(_last_turn())
        )
        with reading(self.engine) as connection:
            return [Undetermined(row.number, row.undetermined) for row in connection.execute(query)]

    def adopted(self, heads: Sequence[Behind]) -> None:
        """As Oversight; an order that has moved on meanwhile is left alone."""
        if not heads:
            return
        statement = (
            update(orders)
            .where(orders.c.number == bindparam("order"), orders.c.head_hash == bindparam("head"))
            .values(adopted_hash=orders.c.head_hash)
        )
        rows = [{"order": item.number, "head": bytes.fromhex(item.head)} for item in heads]
        with self.engine.begin() as connection:
            connection.execute(statement, rows)

    def open_orders(self, numbers: Sequence[str]) -> Sequence[str]:
        """As Oversight."""
        query = select(orders.c.number).where(orders.c.number.in_(numbers), orders.c.closed_at.is_(None))
        with reading(self.engine) as connection:
            return list(connection.execute(query).scalars())

    def open_count(self) -> int:
        """As Oversight."""
        with reading(self.engine) as connection:
            query = select(func.count()).where(orders.c.closed_at.is_(None))
            return connection.execute(query).scalar_one()

    def all_open(self) -> Sequence[str]:
        """As Oversight."""
        with reading(self.engine) as connection:
            query = select(orders.c.number).where(_open_for_a_while()).order_by(_last_turn())
            return list(connection.execute(query).scalars())

    def near_limits(self) -> Mapping[str, str]:
        """As Oversight."""
        near = orders.c.near_limit.is_not(None) & orders.c.closed_at.is_(None)
        with reading(self.engine) as connection:
            rows = connection.execute(select(orders.c.number, orders.c.near_limit).where(near))
            return {row.number: row.near_limit for row in rows}

    def needs_engineer(self, problems: Mapping[str, str], unseen: Collection[str]) -> None:
        """As Oversight."""
        noted = select(orders.c.number).where(orders.c.needs_engineer.is_not(None))
        with self.engine.begin() as connection:
            healed = set(connection.execute(noted).scalars()) - problems.keys() - set(unseen)
            forget = update(orders).where(orders.c.number.in_(healed)).values(needs_engineer=None)
            connection.execute(forget)
            for number, problem in problems.items():
                seen = (orders.c.number == number) & orders.c.needs_engineer.is_distinct_from(problem)
                connection.execute(update(orders).where(seen).values(needs_engineer=problem))


def _last_turn() -> ColumnElement[datetime]:
    return func.coalesce(orders.c.swept_at, orders.c.received_at)


def _open_for_a_while() -> ColumnElement[bool]:
    return orders.c.closed_at.is_(None) & (orders.c.received_at < datetime.now(UTC) - QUIET)
