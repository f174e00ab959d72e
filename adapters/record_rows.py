"""Records, read back from their rows exactly as they were hashed."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from database.tables import records
from engine.interpreter import Record
from engine.interpreter.codec import read_change

_AFTER = (
    select(records)
    .where(records.c.order_number == bindparam("number"), records.c.seq > bindparam("after"))
    .order_by(records.c.seq)
)


def read_records(connection: Connection, number: str, after: int = -1) -> Sequence[Record]:
    """The records of an order, in order; only those with a sequence number above ``after``."""
    return [_record(row) for row in connection.execute(_AFTER, {"number": number, "after": after})]


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
