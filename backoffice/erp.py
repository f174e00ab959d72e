"""The port `Erp`, fulfilled by PostgreSQL, with suppliers that exist on paper only: they confirm at once."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, cast, select, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert

from application.ports.call import Origin
from application.ports.erp import (
    Confirmed,
    EnteredOrder,
    EnteredOtherwiseError,
    PlacedPurchase,
    PurchaseOrder,
    SalesOrder,
    TooLateError,
)
from application.ports.outside import RefusedError
from database.tables import erp_documents

_PREFIX = {"sale": "SO", "purchase": "PO"}
_OVER = ("cancelled", "refused")

_columns = erp_documents.c
_ENTER = insert(erp_documents).returning(*_columns)
_NEVER = insert(erp_documents).on_conflict_do_nothing(index_elements=["key"])
_NOTHING: dict[str, Any] = {}  # the content of what was cancelled before it came
_BY_KEY = select(erp_documents).where(_columns.key == bindparam("key"))
_NEWEST = (
    select(erp_documents)
    .where(_columns.kind == bindparam("kind"), _columns.reference == bindparam("reference"))
    .where(_columns.content != cast(_NOTHING, JSONB))
    .order_by(_columns.id.desc())
    .limit(1)
)
_CANCEL = update(erp_documents).where(_columns.id == bindparam("which")).returning(*_columns)
# Who enters or cancels under a reference takes turns with all others: what one of them has read stays true.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('erp/' || :kind || '/' || :reference, 0))")


class SqlErp:
    """Sales and purchase orders inside the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter_order(self, origin: Origin, order: SalesOrder) -> EnteredOrder:
        """As Erp; it is processed at once. A line that is to be had for nothing is refused."""
        if free := [line for line in order.lines if line.price == 0]:
            raise RefusedError(f"line {free[0].line}: {free[0].sku} has no price")
        return _entered(self._enter("sale", origin, order, {"partner": order.customer}))

    def find_order(self, reference: str) -> EnteredOrder | None:
        """As Erp."""
        row = self._newest("sale", reference)
        return None if row is None else _entered(row)

    def cancel_order(
        self, origin: Origin, reference: str, *, undoes: str | None = None
    ) -> EnteredOrder | None:
        """As Erp."""
        row = self._cancel("sale", origin, reference, undoes)
        return None if row is None else _entered(row)

    def purchase(self, origin: Origin, order: PurchaseOrder) -> PlacedPurchase:
        """As Erp; the supplier promises everything for the day that it is wanted, or for today."""
        promised = order.wanted or origin.time.date()
        return _placed(
            self._enter("purchase", origin, order, {"partner": order.supplier, "promised": promised})
        )

    def find_purchase(self, reference: str) -> PlacedPurchase | None:
        """As Erp."""
        row = self._newest("purchase", reference)
        return None if row is None else _placed(row)

    def cancel_purchase(
        self, origin: Origin, reference: str, *, undoes: str | None = None
    ) -> PlacedPurchase | None:
        """As cancel_order."""
        row = self._cancel("purchase", origin, reference, undoes)
        return None if row is None else _placed(row)

    def _enter(
        self, kind: str, origin: Origin, order: SalesOrder | PurchaseOrder, fields: Mapping[str, Any]
    ) -> Row[Any]:
        self._lock(kind, order.reference)
        if row := self._connection.execute(_BY_KEY, {"key": origin.key}).one_or_none():
            return row
        content = asdict(order) | {"lines": [asdict(line) for line in order.lines]}
        if (alive := self._newest(kind, order.reference)) and alive.state not in _OVER:
            if alive.content != content:
                raise EnteredOtherwiseError(order.reference, _number(alive))
            return alive
        document = _document(kind, origin, order.reference) | {"state": "confirmed", "content": content}
        return self._connection.execute(_ENTER, {**document, **fields}).one()

    def _cancel(self, kind: str, origin: Origin, reference: str, undoes: str | None) -> Row[Any] | None:
        self._lock(kind, reference)
        if undoes is not None:
            self._never(kind, origin, reference, undoes)
        row = self._newest(kind, reference)
        if row is None or row.state in _OVER:
            return row
        if row.state == "done":
            raise TooLateError(_number(row), row.state)
        change = {"which": row.id, "state": "cancelled", "cancelled_at": origin.time}
        return self._connection.execute(_CANCEL, change).one()

    def _never(self, kind: str, origin: Origin, reference: str, key: str) -> None:
        """A call that comes late under this key finds that it was cancelled already."""
        stone = _document(kind, replace(origin, key=key), reference)
        self._connection.execute(_NEVER, {**stone, "state": "cancelled", "content": _NOTHING})

    def _newest(self, kind: str, reference: str) -> Row[Any] | None:
        return self._connection.execute(_NEWEST, {"kind": kind, "reference": reference}).one_or_none()

    def _lock(self, kind: str, reference: str) -> None:
        self._connection.execute(_LOCK, {"kind": kind, "reference": reference})


def _document(kind: str, origin: Origin, reference: str) -> dict[str, Any]:
    call = {"key": origin.key, "order_number": origin.order, "created_at": origin.time}
    return {**call, "kind": kind, "reference": reference}


def _number(row: Row[Any]) -> str:
    return f"{_PREFIX[row.kind]}-{row.id:06d}"


def _entered(row: Row[Any]) -> EnteredOrder:
    return EnteredOrder(row.reference, _number(row), row.state)


def _placed(row: Row[Any]) -> PlacedPurchase:
    confirmed = tuple(Confirmed(line["line"], line["quantity"]) for line in row.content.get("lines", ()))
    return PlacedPurchase(row.reference, _number(row), row.state, row.promised, confirmed)
