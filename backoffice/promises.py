"""The port `Promises`, fulfilled by PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from application.ports import Origin, Promise

# What holds for each line; a line without a row has no promise yet.
_OF = text("""
    SELECT line, (array_agg(promised ORDER BY id))[1] AS original,
        (array_agg(promised ORDER BY id DESC))[1] AS current, (count(*) - 1)::integer AS changes
    FROM promises WHERE order_number = :order AND (CAST(:lines AS text[]) IS NULL OR line = ANY(:lines))
    GROUP BY line ORDER BY line
""")
_RECORD = text("""
    INSERT INTO promises (key, order_number, line, promised, reason, at)
    SELECT :key, :order, line, promised, :reason, :at
    FROM unnest(CAST(:lines AS text[]), CAST(:days AS date[])) AS given (line, promised)
    WHERE promised IS DISTINCT FROM (SELECT p.promised FROM promises p
        WHERE p.order_number = :order AND p.line = given.line ORDER BY id DESC LIMIT 1)
    ON CONFLICT (key, line) DO NOTHING
""")


class SqlPromises:
    """Promises inside the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, origin: Origin, days: Mapping[str, date], reason: str | None) -> Sequence[Promise]:
        """As Promises."""
        call = {"key": origin.key, "order": origin.order, "at": origin.time, "reason": reason}
        lines = list(days)
        self._connection.execute(_RECORD, {**call, "lines": lines, "days": list(days.values())})
        return self._of({"order": origin.order, "lines": lines})

    def of(self, order: str) -> Sequence[Promise]:
        """As Promises."""
        return self._of({"order": order, "lines": None})

    def _of(self, sought: Mapping[str, Any]) -> Sequence[Promise]:
        rows = self._connection.execute(_OF, sought)
        return [Promise(row.line, row.original, row.current, row.changes) for row in rows]
