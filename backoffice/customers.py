"""The port `Customers`, fulfilled by PostgreSQL."""

from sqlalchemy import Connection, bindparam, select

from application.ports import CustomerRecord
from database.tables import customers

# Statements are built once: building one anew costs more than sending it.
_FIND = select(customers).where(customers.c.id == bindparam("customer"))


class SqlCustomers:
    """Looks customers up, each once in a transaction: several services of a segment ask for the same one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[str, CustomerRecord | None] = {}

    def find(self, customer: str) -> CustomerRecord | None:
        """The customer with this number, or None."""
        if customer not in self._found:
            row = self._connection.execute(_FIND, {"customer": customer}).one_or_none()
            self._found[customer] = None if row is None else CustomerRecord(**row._mapping)
        return self._found[customer]
