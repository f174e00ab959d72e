"""The port ``ReadModel``, fulfilled by PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, or_, select

from adapters.family_tree import in_family, read_family, read_whole_family
from adapters.order_list import order_statement, read_order
from adapters.task_list import read_task, task_by_name, task_statement
from application.ports.read_model import (
    Family,
    IncidentRow,
    OrderPage,
    OrderQuery,
    OrderRow,
    TaskQuery,
    TaskRow,
)
from database.connection import reading
from database.tables import customers, incidents, orders, parties, refusals, stimuli

if TYPE_CHECKING:
    from engine.interpreter import Record

PAGE_TASKS = 500  # an order's page shows that many; a process with more has a list of its own


@dataclass(frozen=True, slots=True)
class SqlReadModel:
    """Answers as the database stands at each question."""

    engine: Engine

    def orders(self, query: OrderQuery) -> Sequence[OrderRow]:
        """As ReadModel."""
        with reading(self.engine) as connection:
            return [read_order(row) for row in connection.execute(order_statement(query))]

    def order(self, number: str) -> OrderPage | None:
        """As ReadModel."""
        with reading(self.engine) as connection:
            found = connection.execute(order_statement(OrderQuery(), number)).one_or_none()
            if found is None:
                return None
            more = connection.execute(select(orders).where(orders.c.number == number)).one()
            return OrderPage(
                order=read_order(found),
                digest=more.digest,
                document=more.document,
                lines=more.document.get("lines", []) if more.lines is None else more.lines,
                parties=_parties(connection, number, more.customer_id),
                tasks=_tasks(connection, TaskQuery(number=number, closed=True, limit=PAGE_TASKS)),
                incidents=_incidents(connection, number, resolved=True),
                next_due=more.due,
                load=more.load,
                family=read_family(connection, number),
                head=_hash(more.head_hash),
            )

    def family(self, number: str) -> Family:
        """As ReadModel."""
        with reading(self.engine) as connection:
            return read_whole_family(connection, number)

    def numbers_like(self, number: str) -> Sequence[str]:
        """As ReadModel."""
        stem = number.strip().upper()[:-1]
        query = select(orders.c.number).where(orders.c.number.startswith(stem, autoescape=True))
        with reading(self.engine) as connection:
            return list(connection.scalars(query.order_by(orders.c.number).limit(5)))

    def tasks(self, query: TaskQuery) -> Sequence[TaskRow]:
        """As ReadModel."""
        with reading(self.engine) as connection:
            return _tasks(connection, query)

    def task(self, task: str) -> TaskRow | None:
        """As ReadModel."""
        with reading(self.engine) as connection:
            row = connection.execute(task_by_name(task)).first()
        return None if row is None else read_task(row)

    def incidents(self, number: str | None = None, *, resolved: bool = False) -> Sequence[IncidentRow]:
        """As ReadModel."""
        with reading(self.engine) as connection:
            return _incidents(connection, number, resolved=resolved)

    def records(self, number: str, after: int = -1) -> Sequence[Record]:
        """As ReadModel."""
        from adapters.record_rows import read_records

        with reading(self.engine) as connection:
            return read_records(connection, number, after)

    def digest(self, number: str) -> str | None:
        """As ReadModel."""
        with reading(self.engine) as connection:
            return connection.scalar(select(orders.c.digest).where(orders.c.number == number))

    def head(self, number: str) -> str:
        """As ReadModel."""
        with reading(self.engine) as connection:
            return _hash(connection.scalar(select(orders.c.head_hash).where(orders.c.number == number)))

    def stored_outcome(self, number: str, stimulus: str) -> Mapping[str, Any] | None:
        """As ReadModel."""
        query = select(stimuli.c.answer).where(
            stimuli.c.order_number == number, stimuli.c.stimulus_id == stimulus
        )
        with reading(self.engine) as connection:
            outcome: Mapping[str, Any] | None = connection.scalar(query)
            return outcome

    def refusals(self, number: str) -> Sequence[Mapping[str, Any]]:
        """As ReadModel."""
        columns = [refusals.c[name] for name in ("at", "actor", "action", "code", "text")]
        query = select(*columns).where(refusals.c.order_number == number).order_by(refusals.c.id)
        with reading(self.engine) as connection:
            return [dict(row._mapping) for row in connection.execute(query)]


def _hash(stored: bytes | None) -> str:
    from engine.interpreter import GENESIS

    return GENESIS if stored is None else stored.hex()


def _tasks(connection: Connection, query: TaskQuery) -> Sequence[TaskRow]:
    return [read_task(row) for row in connection.execute(task_statement(query))]


def _parties(
    connection: Connection, number: str, customer: str | None
) -> Mapping[str, Mapping[str, Any] | None]:
    """What is written on the order, and the known customer's own entry under the customer's number."""
    known = select(customers.c.party).where(customers.c.id == customer).scalar_subquery()
    query = select(parties.c.reference, parties.c.order_number, parties.c.data).where(
        or_(parties.c.order_number == number, parties.c.reference == known)
    )
    rows = connection.execute(query)
    return {row.reference if row.order_number else str(customer): row.data for row in rows}


def _incidents(connection: Connection, number: str | None, *, resolved: bool) -> Sequence[IncidentRow]:
    shown = (column for column in incidents.columns if column.name != "seq")
    query = select(*shown).order_by(incidents.c.raised_at, incidents.c.seq)
    if number is not None:
        query = query.where(in_family(incidents.c.order_number, number))
    if not resolved:
        query = query.where(incidents.c.resolved_at.is_(None))
    rows = (dict(row._mapping) for row in connection.execute(query))
    return [IncidentRow(**row | {"instance": int(row["instance"])}) for row in rows]
