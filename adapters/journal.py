"""The port ``Journal``, fulfilled by PostgreSQL: one transaction a segment, first commit wins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from adapters.family_rows import mark_received, received, write_children, write_letters
from adapters.journal_rows import is_place_taken, write_segment
from adapters.read_model_rows import write_changes
from application.messages import Segment
from application.ports import Ports
from application.ports.journal import (
    JournalUnavailableError,
    NewSegment,
    Place,
    PlaceTakenError,
    UnguardedError,
    UnknownOrderError,
)
from database.connection import writes
from database.failures import is_repeatable, is_unavailable
from database.tables import orders, segments, stimuli
from engine.interpreter import GENESIS
from engine.values import decode

ADOPTED_BYTES = 500_000  # at once: far below what a history takes, and adopted well within two seconds


@dataclass(frozen=True, slots=True)
class SqlJournal:
    """Journals in one database. ``ports`` gives the business side inside a transaction."""

    engine: Engine
    ports: Callable[[Connection], Ports]

    @contextmanager
    def place(self, number: str, *, guarded: bool = True) -> Iterator[Place]:
        """Lock the order's row first: attempts at one order follow each other, and the second sees what the
        first committed."""
        try:
            with self.engine.begin() as connection:
                head, ports = _locked_head(connection, number), self.ports(connection)
                yield SqlPlace(connection, number, head, ports, guarded)
        except (DBAPIError, PoolTimeoutError) as error:
            if is_unavailable(error):
                raise JournalUnavailableError(str(error).splitlines()[0]) from error
            raise

    def is_repeatable(self, error: Exception) -> bool:
        """Deadlocks and serialisation failures."""
        return is_repeatable(error)

    def is_unavailable(self, error: Exception) -> bool:
        """Connection lost, server stopping, pool exhausted."""
        return isinstance(error, JournalUnavailableError) or is_unavailable(error)


def _locked_head(connection: Connection, number: str) -> str:
    query = select(orders.c.head_hash).where(orders.c.number == number).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownOrderError(f"order {number} is not in the database")
    return GENESIS if row.head_hash is None else row.head_hash.hex()


@dataclass(slots=True)
class SqlPlace:
    """An order's journal with its lock held."""

    connection: Connection
    number: str
    head: str
    ports: Ports
    guarded: bool = True

    def taken(self, before: str) -> Sequence[Segment]:
        """The segments behind ``before``."""
        if self.head == before:
            return []
        return list(segments_behind(self.connection, self.number, before))

    def answers(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The stored answers of these stimuli."""
        return stored_answers(self.connection, self.number, ids)

    def received(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """What these letters were answered, as far as they were delivered."""
        return received(self.connection, self.number, ids) if ids else {}

    def receive(self, outcomes: Mapping[str, dict[str, Any]]) -> None:
        """Mark letters as delivered."""
        mark_received(self.connection, self.number, outcomes)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A savepoint; in an unguarded place a look at what was written."""
        if self.guarded:
            with self.connection.begin_nested():
                yield
            return
        before = writes(self.connection)
        try:
            yield
        except Exception as error:
            if isinstance(error, DBAPIError) or writes(self.connection) != before:
                raise UnguardedError(f"{type(error).__name__}: {error}") from error
            raise

    def append(self, new: NewSegment) -> None:
        """Journal, records, effects, answers and read model, in few statements."""
        if new.segment.before != self.head:
            raise PlaceTakenError(f"{self.number}: {new.segment.before} is not the head {self.head}")
        try:
            write_segment(self.connection, self.number, new)
        except IntegrityError as error:
            if is_place_taken(error):
                raise PlaceTakenError(self.number) from error
            raise
        write_changes(self.connection, self.number, new.changes)
        write_children(self.connection, self.number, new.children)
        write_letters(self.connection, self.number, new.letters)
        adopted = {"adopted_hash": bytes.fromhex(self.head), "adopted_at": datetime.now(UTC)}
        self.connection.execute(
            update(orders).where(orders.c.number == self.number).values(**_order_values(new), **adopted)
        )


def segments_behind(connection: Connection, number: str, before: str) -> Iterator[Segment]:
    """The committed segments behind a hash, in order; none when that hash was never in this journal."""
    start = select(segments.c.first_seq).where(
        segments.c.order_number == number, segments.c.hash_before == bytes.fromhex(before)
    )
    first = connection.execute(start).scalar_one_or_none()
    if first is None:
        return
    query = (
        select(segments.c.hash_before, segments.c.hash_after, segments.c.stimuli)
        .where(segments.c.order_number == number, segments.c.first_seq >= first)
        .order_by(segments.c.first_seq)
        .limit(20)  # bounds the answer; the workflow comes again for the rest
    )
    size = 0
    for row in connection.execute(query):
        size += len(row.stimuli)
        if size > ADOPTED_BYTES and size > len(row.stimuli):
            return
        plain: Any = decode(row.stimuli)
        yield Segment(row.hash_before.hex(), row.hash_after.hex(), plain)


def stored_answers(connection: Connection, number: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What stimuli with these ids were answered, as far as they were handled."""
    if not ids:
        return {}
    query = select(stimuli.c.stimulus_id, stimuli.c.answer).where(
        stimuli.c.order_number == number, stimuli.c.stimulus_id.in_(ids)
    )
    return {row.stimulus_id: row.answer for row in connection.execute(query)}


def _order_values(new: NewSegment) -> dict[str, Any]:
    return new.changes.order | {"head_hash": bytes.fromhex(new.segment.after)}
