"""The port `Agreements`, fulfilled by PostgreSQL."""

from sqlalchemy import Connection, text

from application.ports import Agreement

_OF = text("""
    SELECT net_days, deposit_percent, discount_percent, framework_contract FROM agreements
    WHERE customer = :customer
""")
# Two orders with one number may come at once: whoever loses waits here, and then finds the other's.
_REGISTER = text("""
    INSERT INTO customer_purchases (customer, number, order_number) VALUES (:customer, :number, :order)
    ON CONFLICT (customer, number) DO NOTHING
""")
_HOLDER = text("SELECT order_number FROM customer_purchases WHERE customer = :customer AND number = :number")
_UNREGISTER = text("DELETE FROM customer_purchases WHERE order_number = :order")


class SqlAgreements:
    """Agreements and the register of customers' numbers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, customer: str) -> Agreement | None:
        """As Agreements."""
        row = self._connection.execute(_OF, {"customer": customer}).one_or_none()
        return None if row is None else Agreement(**row._mapping)

    def register(self, customer: str, number: str, order: str) -> str:
        """As Agreements."""
        entry = {"customer": customer, "number": number}
        self._connection.execute(_REGISTER, {**entry, "order": order})
        holder: str = self._connection.execute(_HOLDER, entry).scalar_one()
        return holder

    def unregister(self, order: str) -> None:
        """As Agreements."""
        self._connection.execute(_UNREGISTER, {"order": order})
