"""The port `Production`, fulfilled by PostgreSQL."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, TextClause

from application.ports import (
    Capacity,
    Job,
    NoCapacityError,
    Origin,
    ProductionOrder,
    ProductionStateError,
    UnknownProductionOrderError,
)
from backoffice.calls import is_first
from backoffice.production import statements
from backoffice.production.capacity import CapacityLeft, WorkCenter


class SqlProduction:
    """Production inside the caller's transaction; a work centre stays locked until it ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def capacity(self, centers: Collection[str], since: date) -> Capacity:
        """As Production. Locks nothing: a schedule may find less."""
        return CapacityLeft(self._centers(statements.CENTERS, centers, since) if centers else {})

    def schedule(self, origin: Origin, job: Job) -> ProductionOrder:
        """As Production."""
        work = job.work
        centers = self._centers(statements.LOCK_CENTERS, {work.work_center}, work.earliest)
        if row := self._connection.execute(statements.BY_KEY, {"key": origin.key}).one_or_none():
            return _production_order(row)
        parts = CapacityLeft(centers).parts(work)
        if parts is None:
            raise NoCapacityError(work)
        return self._open(origin, job, parts)

    def find(self, order: str, number: str) -> ProductionOrder:
        """As Production."""
        return self._find(statements.FIND, order, number)

    def under_way(self, order: str, lines: Collection[str]) -> Sequence[ProductionOrder]:
        """As Production."""
        sought = {"order": order, "family": f"{order}.%", "lines": list(lines)}
        rows = self._connection.execute(statements.UNDER_WAY, sought)
        return [_production_order(row) for row in rows]

    def report(self, origin: Origin, number: str, good: Decimal, scrapped: Decimal) -> ProductionOrder:
        """As Production."""
        before = self._find(statements.FIND_AND_LOCK, origin.order, number)
        if not is_first(self._connection, origin, number):
            return before
        _check_alive(before)
        return self._change(statements.COUNT, number, good=good, scrapped=scrapped)

    def postpone(self, origin: Origin, number: str, ends: date) -> ProductionOrder:
        """As Production."""
        _check_alive(self._find(statements.FIND_AND_LOCK, origin.order, number))
        return self._change(statements.POSTPONE, number, ends=ends)

    def cancel(self, origin: Origin, number: str) -> ProductionOrder:
        """As Production."""
        before = self._find(statements.FIND_AND_LOCK, origin.order, number)
        if before.state in {"finished", "cancelled"}:
            return before
        self._connection.execute(statements.FREE, {"number": number, "since": origin.time.date()})
        return self._change(statements.CANCEL, number)

    def _centers(self, select: TextClause, wanted: Collection[str], since: date) -> dict[str, WorkCenter]:
        sought = {"centers": sorted(wanted)}
        rows = self._connection.execute(select, sought).all()
        days = self._by_center(statements.DAYS, sought)
        taken = self._by_center(statements.TAKEN, {**sought, "since": since})
        return {row.id: WorkCenter(row.week, days[row.id], taken[row.id]) for row in rows}

    def _by_center(self, select: TextClause, sought: Mapping[str, Any]) -> dict[str, dict[date, int]]:
        found: defaultdict[str, dict[date, int]] = defaultdict(dict)
        for row in self._connection.execute(select, sought):
            found[row.work_center][row.day] = row.minutes
        return found

    def _open(self, origin: Origin, job: Job, parts: Sequence[tuple[date, int]]) -> ProductionOrder:
        fields = {
            "key": origin.key,
            "order": origin.order,
            "line": job.line,
            "sku": job.sku,
            "work_center": job.work.work_center,
            "quantity": job.quantity,
            "materials": dict(job.materials),
            "begins": parts[0][0],
            "ends": parts[-1][0],
            "at": origin.time,
        }
        opened = _production_order(self._connection.execute(statements.OPEN, fields).one())
        days, minutes = zip(*parts, strict=True)
        booking = {"number": opened.number, "work_center": opened.work_center}
        self._connection.execute(statements.BOOK, {**booking, "days": list(days), "minutes": list(minutes)})
        return opened

    def _find(self, select: TextClause, order: str, number: str) -> ProductionOrder:
        row = self._connection.execute(select, {"order": order, "number": number}).one_or_none()
        if row is None:
            raise UnknownProductionOrderError(number)
        return _production_order(row)

    def _change(self, update: TextClause, number: str, **fields: Any) -> ProductionOrder:
        return _production_order(self._connection.execute(update, {"number": number, **fields}).one())


def _check_alive(order: ProductionOrder) -> None:
    if order.state in {"finished", "cancelled"}:
        raise ProductionStateError(order.number, order.state)


def _production_order(row: Row[Any]) -> ProductionOrder:
    return ProductionOrder(
        number=row.number,
        order=row.order_number,
        line=row.line,
        sku=row.sku,
        work_center=row.work_center,
        quantity=row.quantity,
        good=row.good,
        scrapped=row.scrapped,
        materials=row.materials,
        begins=row.begins,
        ends=row.ends,
        state=row.state,
    )
