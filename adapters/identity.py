"""The port ``Identity``, fulfilled by PostgreSQL."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from application.ports.staff import Staff, StaffMember
from database.connection import reading
from database.tables import staff


@dataclass(frozen=True, slots=True)
class SqlIdentity:
    """People from the table of staff."""

    engine: Engine
    staff: Callable[[Connection], Staff]

    def find(self, person: str) -> StaffMember | None:
        """As Identity."""
        with reading(self.engine) as connection:
            return self.staff(connection).find(person)

    def everybody(self) -> Sequence[str]:
        """As Identity."""
        with reading(self.engine) as connection:
            return list(connection.scalars(select(staff.c.id).where(staff.c.active).order_by(staff.c.id)))
