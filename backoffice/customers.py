"""The port `Customers`, fulfilled by PostgreSQL."""

from sqlalchemy import Connection, bindparam, select

from application.ports import CustomerRecord
from database.tables import customers

# Statements are built once: building one anew costs more than sending it.
_FIND = select(customers).where(customers.c.id == bindparam("customer"))


class SqlCustomers:
    """Looks customers up."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, customer: str) -> CustomerRecord | None:
        """The customer with this number, or None."""
        row = self._connection.execute(_FIND, {"customer": customer}).one_or_none()
        return None if row is None else CustomerRecord(**row._mapping)
