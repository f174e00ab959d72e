"""The port `Purchasing`, fulfilled by PostgreSQL."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, TextClause, text

from application.ports import (
    ExpectedReceipt,
    Need,
    Origin,
    Purchase,
    PurchaseStateError,
    UnknownPurchaseError,
)
from backoffice.calls import is_first

_EXPECTED = text("""
    SELECT sku, quantity, day FROM expected_receipts WHERE sku = ANY(:skus) ORDER BY sku, day, id
""")
_BY_KEY = text("SELECT * FROM purchases WHERE key = :key")
_FIND = text("SELECT * FROM purchases WHERE number = :number AND order_number = :order")
_FIND_AND_LOCK = text(f"{_FIND.text} FOR UPDATE")
_UNDER_WAY = text("""
    SELECT * FROM purchases WHERE (order_number = :order OR order_number LIKE :family)
        AND line = ANY(:lines) AND state IN ('requested', 'ordered', 'confirmed') ORDER BY number
""")

# The order's first purchase is -B1, and so on.
_OPEN = text("""
    INSERT INTO purchases (number, key, order_number, line, sku, supplier, quantity, unit_cost, currency,
        wanted, state, created_at)
    SELECT :order || '-B' || (count(*) + 1), :key, :order, :line, :sku, :supplier, :quantity, :unit_cost,
        :currency, :wanted, 'requested', :at
    FROM purchases WHERE order_number = :order
    ON CONFLICT (key) DO NOTHING RETURNING *
""")
_ORDERED = text("""
    UPDATE purchases SET state = 'ordered', reference = :reference WHERE number = :number RETURNING *
""")
_CONFIRMED = text("""
    UPDATE purchases SET state = 'confirmed', expected = :expected, quantity = coalesce(:quantity, quantity)
    WHERE number = :number RETURNING *
""")
_INSPECTED = text("""
    UPDATE purchases SET accepted = accepted + :accepted, rejected = rejected + :rejected, state = CASE
        WHEN accepted + :accepted >= quantity THEN 'received' ELSE state END
    WHERE number = :number RETURNING *
""")
_CANCEL = text("UPDATE purchases SET state = 'cancelled' WHERE number = :number RETURNING *")

_ON_ORDER = ("ordered", "confirmed")


class SqlPurchasing:
    """Purchases inside the caller's transaction; one is locked while it changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def expected(self, skus: Collection[str]) -> Mapping[str, Sequence[ExpectedReceipt]]:
        """As Purchasing."""
        found: defaultdict[str, list[ExpectedReceipt]] = defaultdict(list)
        for row in self._connection.execute(_EXPECTED, {"skus": list(skus)}):
            found[row.sku].append(ExpectedReceipt(row.sku, row.quantity, row.day))
        return found

    def request(self, origin: Origin, need: Need) -> Purchase:
        """As Purchasing."""
        fields = {**asdict(need), "key": origin.key, "order": origin.order, "at": origin.time}
        row = self._connection.execute(_OPEN, fields).one_or_none()
        return _purchase(row or self._connection.execute(_BY_KEY, {"key": origin.key}).one())

    def find(self, order: str, number: str) -> Purchase:
        """As Purchasing."""
        return self._find(_FIND, order, number)

    def under_way(self, order: str, lines: Collection[str]) -> Sequence[Purchase]:
        """As Purchasing."""
        sought = {"order": order, "family": f"{order}.%", "lines": list(lines)}
        return [_purchase(row) for row in self._connection.execute(_UNDER_WAY, sought)]

    def ordered(self, origin: Origin, number: str, reference: str | None) -> Purchase:
        """As Purchasing."""
        return self._step(origin, number, ("requested",), _ORDERED, reference=reference)

    def confirmed(self, origin: Origin, number: str, expected: date, quantity: Decimal | None) -> Purchase:
        """As Purchasing."""
        return self._step(origin, number, _ON_ORDER, _CONFIRMED, expected=expected, quantity=quantity)

    def inspected(self, origin: Origin, number: str, accepted: Decimal, rejected: Decimal) -> Purchase:
        """As Purchasing."""
        return self._step(origin, number, _ON_ORDER, _INSPECTED, accepted=accepted, rejected=rejected)

    def cancel(self, origin: Origin, number: str) -> Purchase:
        """As Purchasing."""
        before = self._find(_FIND_AND_LOCK, origin.order, number)
        if before.state in {"received", "cancelled"}:
            return before
        return _purchase(self._connection.execute(_CANCEL, {"number": number}).one())

    def _step(
        self, origin: Origin, number: str, allowed: Collection[str], update: TextClause, **fields: Any
    ) -> Purchase:
        before = self._find(_FIND_AND_LOCK, origin.order, number)
        if not is_first(self._connection, origin, number):
            return before
        if before.state not in allowed:
            raise PurchaseStateError(number, before.state)
        return _purchase(self._connection.execute(update, {"number": number, **fields}).one())

    def _find(self, select: TextClause, order: str, number: str) -> Purchase:
        row = self._connection.execute(select, {"order": order, "number": number}).one_or_none()
        if row is None:
            raise UnknownPurchaseError(number)
        return _purchase(row)


def _purchase(row: Row[Any]) -> Purchase:
    return Purchase(
        number=row.number,
        order=row.order_number,
        line=row.line,
        sku=row.sku,
        supplier=row.supplier,
        quantity=row.quantity,
        accepted=row.accepted,
        rejected=row.rejected,
        unit_cost=row.unit_cost,
        currency=row.currency,
        wanted=row.wanted,
        expected=row.expected,
        reference=row.reference,
        state=row.state,
    )
