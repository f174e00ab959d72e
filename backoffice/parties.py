"""The port `Parties`, fulfilled by PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from application.ports import PartyRecord
from database.tables import parties


class SqlParties:
    """Personal data in its own table, so that it can be encrypted and erased apart from the rest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, order: str | None, parties_: Sequence[PartyRecord]) -> None:
        """Store personal data; what a reference stood for before is replaced."""
        if not parties_:
            return
        rows = [{**asdict(party), "order_number": order} for party in parties_]
        statement = insert(parties)
        fresh = {name: statement.excluded[name] for name in ("role", "order_number", "data")}
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["reference"], set_=fresh), rows
        )

    def find(self, references: Collection[str]) -> Mapping[str, PartyRecord]:
        """The records behind these references; unknown ones are left out."""
        wanted = select(parties.c.reference, parties.c.role, parties.c.data)
        rows = self._connection.execute(wanted.where(parties.c.reference.in_(references)))
        return {row.reference: PartyRecord(row.reference, row.role, row.data) for row in rows}
