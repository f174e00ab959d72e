"""Where an order's journal stands, with its lock held."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from adapters.order_times import family_time
from application.messages import Segment
from application.ports.journal import UnknownOrderError
from database.columns import Values
from database.tables import orders, segments, stimuli
from engine.interpreter import GENESIS
from engine.values import decode

ADOPTED_BYTES = 500_000  # at once: far below what a history takes, and adopted well within two seconds
ADOPTED_SEGMENTS = 20  # at once; the workflow comes again for the rest

_ANSWERED = (
    select(stimuli.c.stimulus_id, stimuli.c.answer)
    .where(stimuli.c.order_number == bindparam("number"))
    .where(stimuli.c.stimulus_id == any_(bindparam("ids", type_=ARRAY(Text))))
)
_pairs = _ANSWERED.subquery()
_AGGREGATED = select(func.jsonb_agg(func.jsonb_build_array(*_pairs.c), type_=Values)).scalar_subquery()
_LOCK = (
    select(orders.c.head_hash, _AGGREGATED.label("answers"), family_time(orders).label("time"))
    .where(orders.c.number == bindparam("number"))
    .with_for_update(of=orders)
)
_FIRST = select(segments.c.first_seq).where(
    segments.c.order_number == bindparam("number"), segments.c.hash_before == bindparam("before")
)
_BEHIND = (
    select(segments.c.hash_before, segments.c.hash_after, segments.c.stimuli)
    .where(segments.c.order_number == bindparam("number"), segments.c.first_seq >= bindparam("first"))
    .order_by(segments.c.first_seq)
    .limit(ADOPTED_SEGMENTS)
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The journal's head, what was committed behind the hash that was asked for, stored answers, and
    where the family's manual clock was moved to."""

    head: str
    taken: Sequence[Segment]
    answers: Mapping[str, dict[str, Any]]
    time: datetime | None


def lock(connection: Connection, number: str, before: str, ids: Sequence[str]) -> Standing:
    """Lock the order's row, and look where its journal stands. Raises UnknownOrderError.

    Who has to wait for the lock sees the new head, but answers as they were before. When the head is
    ``before`` that is no difference: nothing was committed meanwhile. Otherwise both are asked for again.
    """
    row = connection.execute(_LOCK, {"number": number, "ids": [*ids]}).one_or_none()
    if row is None:
        raise UnknownOrderError(f"order {number} is not in the database")
    head = GENESIS if row.head_hash is None else row.head_hash.hex()
    if head == before:
        return Standing(head, (), dict(row.answers or ()), row.time)
    taken = tuple(_segments_behind(connection, number, before))
    return Standing(head, taken, _answers(connection, number, ids), row.time)


def _answers(connection: Connection, number: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    rows = connection.execute(_ANSWERED, {"number": number, "ids": [*ids]})
    return {row.stimulus_id: row.answer for row in rows}


def _segments_behind(connection: Connection, number: str, before: str) -> Iterator[Segment]:
    """The committed segments behind a hash, in order; none when that hash was never in this journal."""
    place = {"number": number, "before": bytes.fromhex(before)}
    first = connection.execute(_FIRST, place).scalar_one_or_none()
    if first is None:
        return
    size = 0
    for row in connection.execute(_BEHIND, {"number": number, "first": first}):
        size += len(row.stimuli)
        if size > ADOPTED_BYTES and size > len(row.stimuli):
            return
        plain: Any = decode(row.stimuli)
        yield Segment(row.hash_before.hex(), row.hash_after.hex(), plain)
