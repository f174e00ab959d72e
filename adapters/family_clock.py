"""The port ``FamilyClock``, fulfilled by PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, update

from adapters.family_tree import root_of
from database.tables import orders


@dataclass(frozen=True, slots=True)
class SqlFamilyClock:
    """A column of the order at the top."""

    engine: Engine

    def set(self, number: str, to: datetime) -> None:
        """As FamilyClock."""
        with self.engine.begin() as connection:
            top = update(orders).where(orders.c.number == root_of(connection, number))
            connection.execute(top.values(clock_time=func.greatest(orders.c.clock_time, to)))
