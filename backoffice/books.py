"""The port `Books`, fulfilled by PostgreSQL."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

from sqlalchemy import Engine, text

from application.ports import Demand, Origin
from application.ports.books import OrderBooks
from backoffice.payments import SqlPayments
from backoffice.stock import SqlStock

_STOCK = text("""
    SELECT sku, sum(CASE kind WHEN 'issue' THEN -quantity ELSE quantity END) AS gain
    FROM stock_ledger
    WHERE (order_number = :order OR order_number LIKE :family) AND kind IN ('issue', 'take_back', 'receive')
    GROUP BY sku HAVING sum(CASE kind WHEN 'issue' THEN -quantity ELSE quantity END) <> 0
""")
_RESERVED = text("""
    SELECT coalesce(sum(quantity), 0) FROM reservations
    WHERE order_number = :order OR order_number LIKE :family
""")
# A message's key is that of its call, and calls are numbered as they come.
_TOLD = text("""
    SELECT template FROM outbox WHERE order_number = :order
    ORDER BY created_at, CAST(substring(key FROM ':([0-9]+)') AS integer)
""")


@dataclass(frozen=True, slots=True)
class SqlBooks:
    """Each call is a transaction of its own."""

    engine: Engine

    def of(self, number: str) -> OrderBooks:
        """As Books."""
        order = {"order": number, "family": f"{number}.%"}
        with self.engine.connect() as connection:
            stock = {row.sku: row.gain for row in connection.execute(_STOCK, order)}
            reserved: Decimal = connection.execute(_RESERVED, order).scalar_one()
            account = SqlPayments(connection).account(number)
            told = list(connection.scalars(_TOLD, {"order": number}))
        return OrderBooks(stock, reserved, account.held if account else Decimal(0), told)

    def receive(self, sku: str, quantity: int) -> None:
        """As Books."""
        origin = Origin(f"receipt/{uuid4()}", "", datetime.now(UTC))
        with self.engine.begin() as connection:
            SqlStock(connection).receive(origin, [Demand("", sku, Decimal(quantity))])
