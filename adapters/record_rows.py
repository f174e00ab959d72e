"""Records, read back from their rows exactly as they were hashed."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, Row, select

from database.tables import records
from engine.interpreter import Record
from engine.interpreter.codec import read_change


def read_records(connection: Connection, number: str) -> Sequence[Record]:
    """All records of an order, in order."""
    query = select(records).where(records.c.order_number == number).order_by(records.c.seq)
    return [_record(row) for row in connection.execute(query)]


def _record(row: Row[Any]) -> Record:
    return Record(
        seq=row.seq,
        time=row.time.astimezone(UTC),
        element=row.element,
        instance=int(row.instance),
        actor=row.actor,
        reason=row.reason,
        change=read_change(row.kind, row.body),
        hash=row.hash.hex(),
    )
