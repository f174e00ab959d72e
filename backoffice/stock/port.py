"""The port `Stock`, fulfilled by PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from application.ports import (
    Allotment,
    Demand,
    Movement,
    Origin,
    StockLevel,
    UnknownProductError,
)
from backoffice.stock import statements
from backoffice.stock.results import allotments_from, movements_from, stored
from backoffice.stock.shelf import Kind, Shelf, check_reserved


class SqlStock:
    """Stock inside the caller's transaction; the rows of a product stay locked until it ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def levels(self, skus: Collection[str]) -> Mapping[str, StockLevel]:
        """How much there is of each product just now, unlocked: a reservation may find less."""
        rows = self._connection.execute(statements.LEVELS, {"skus": list(skus)})
        return {row.sku: StockLevel(row.on_hand, row.reserved, row.location) for row in rows}

    def reserve(self, origin: Origin, demands: Sequence[Demand]) -> Sequence[Allotment]:
        """Promise goods to lines, all or nothing for each line. Raises UnknownProductError."""
        shelf, earlier = self._lock(origin, demands)
        if earlier is not None:
            return allotments_from(earlier)
        allotments = [shelf.allot(demand) for demand in demands]
        self._write(origin, shelf, stored(allotments))
        return allotments

    def release(self, origin: Origin, lines: Collection[str] | None = None) -> Sequence[Movement]:
        """Give back what is reserved for these lines of the order (None: for all of them)."""
        sought = {"key": origin.key, "order": origin.order, "lines": None if lines is None else list(lines)}
        rows = self._connection.execute(statements.LOCK_RESERVED, sought).all()
        if not rows:
            return movements_from(self._connection.scalar(statements.FIND_CALL, {"key": origin.key}) or [])
        if rows[0].earlier is not None:
            return movements_from(rows[0].earlier)
        demands = [Demand(row.line, row.sku, row.quantity) for row in sorted(rows, key=_by_line)]
        movements = [Movement(demand.line, demand.sku, demand.quantity) for demand in demands]
        self._move(origin, _shelf(rows), "release", demands, stored(movements))
        return movements

    def issue(self, origin: Origin, demands: Sequence[Demand]) -> None:
        """Take reserved goods out of the house. Raises NotReservedError."""
        named = [demand if demand.held_by else replace(demand, held_by=origin.order) for demand in demands]
        reserved = self._reserved_by(named)
        try:
            shelf, earlier = self._lock(origin, named)
        except UnknownProductError:
            check_reserved(named, reserved)  # what stock does not keep cannot have been reserved
            raise
        if earlier is None:
            check_reserved(named, reserved)
            self._move(origin, shelf, "issue", named)

    def receive(self, origin: Origin, goods: Sequence[Demand]) -> None:
        """Put goods from a supplier on the shelf. Raises UnknownProductError."""
        self._put(origin, "receive", goods)

    def take_back(self, origin: Origin, goods: Sequence[Demand]) -> None:
        """Put goods that had left the house back on the shelf. Raises UnknownProductError."""
        self._put(origin, "take_back", goods)

    def _put(self, origin: Origin, kind: Kind, goods: Sequence[Demand]) -> None:
        shelf, earlier = self._lock(origin, goods)
        if earlier is None:
            self._move(origin, shelf, kind, goods)

    def _move(
        self, origin: Origin, shelf: Shelf, kind: Kind, demands: Sequence[Demand], result: Any = ()
    ) -> None:
        for demand in demands:
            shelf.move(kind, demand)
        self._write(origin, shelf, list(result))

    def _lock(self, origin: Origin, demands: Sequence[Demand]) -> tuple[Shelf, list[Any] | None]:
        """The locked levels, and the result of an earlier call under the same key."""
        skus = {demand.sku for demand in demands}
        parameters = {"skus": list(skus), "key": origin.key}
        rows = self._connection.execute(statements.LOCK, parameters).all()
        if unknown := skus - {row.sku for row in rows}:
            raise UnknownProductError(unknown)
        return _shelf(rows), rows[0].earlier if rows else None

    def _reserved_by(self, demands: Sequence[Demand]) -> list[Demand]:
        """What the holders of these demands have reserved for their lines."""
        sought = {"holders": [d.held_by for d in demands], "lines": [d.line for d in demands]}
        rows = self._connection.execute(statements.RESERVED_BY, sought)
        return [Demand(row.line, row.sku, row.quantity, row.order_number) for row in rows]

    def _write(self, origin: Origin, shelf: Shelf, result: list[Any]) -> None:
        if not shelf.entries and not result:
            return
        entries = shelf.entries
        columns = {
            "kind": [entry.kind for entry in entries],
            "holder": [entry.demand.held_by or origin.order for entry in entries],
            "line": [entry.demand.line for entry in entries],
            "sku": [entry.demand.sku for entry in entries],
            "quantity": [entry.demand.quantity for entry in entries],
            "on_hand": [entry.after.on_hand for entry in entries],
            "reserved": [entry.after.reserved for entry in entries],
        }
        call = {"key": origin.key, "at": origin.time, "result": result}
        self._connection.execute(statements.WRITE, columns | call)


def _by_line(row: Any) -> tuple[str, str]:
    return row.line, row.sku


def _shelf(rows: Sequence[Any]) -> Shelf:
    return Shelf({row.sku: StockLevel(row.on_hand, row.reserved) for row in rows})
