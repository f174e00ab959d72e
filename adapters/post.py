"""The port ``Post``, fulfilled by PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select

from adapters.family_tree import arrives
from application.ports.post import Letter
from database.tables import letters

LATE = timedelta(minutes=1)  # a letter takes milliseconds; a dead worker's orders are taken over within 20 s


@dataclass(frozen=True, slots=True)
class SqlPost:
    """Looks at the letters of all orders."""

    engine: Engine

    def under_way(self, limit: int) -> Sequence[Letter]:
        """As Post."""
        query = (
            select(letters.c.receiver, letters.c.sender, letters.c.stimulus, letters.c.sent_at)
            .where(letters.c.delivered_at.is_(None), letters.c.sent_at < datetime.now(UTC) - LATE, arrives())
            .order_by(letters.c.seq)
            .limit(limit)
        )
        with self.engine.connect() as connection:
            return [Letter(*row) for row in connection.execute(query)]
