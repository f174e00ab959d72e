"""The port `Staff`, fulfilled by PostgreSQL."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from application.ports import StaffMember
from database.tables import memberships, staff


class SqlStaff:
    """Looks people up."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, person: str) -> StaffMember | None:
        """The person with this id, or None."""
        row = self._connection.execute(_with_groups().where(staff.c.id == person)).one_or_none()
        return None if row is None else _member(row)

    def members(self, group: str) -> Sequence[StaffMember]:
        """Everybody active in a group, by id; empty for a group that does not exist."""
        inside = select(memberships.c.staff_id).where(memberships.c.group_id == group)
        statement = _with_groups().where(staff.c.active, staff.c.id.in_(inside)).order_by(staff.c.id)
        return [_member(row) for row in self._connection.execute(statement)]


def _with_groups() -> Select[Any]:
    names = func.array_remove(func.array_agg(memberships.c.group_id), None).label("group_ids")
    return select(staff, names).outerjoin(memberships).group_by(staff.c.id)


def _member(row: Row[Any]) -> StaffMember:
    return StaffMember(row.id, row.name, row.language, row.active, frozenset(row.group_ids))
