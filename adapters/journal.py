"""The port ``Journal``, fulfilled by PostgreSQL: one transaction a segment, first commit wins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from adapters.family_rows import mark_received, received, write_children, write_letters
from adapters.journal_lock import lock
from adapters.journal_rows import is_place_taken, write_segment
from adapters.read_model_rows import close_ended, write_incidents, write_ordered
from adapters.segment_outbox import SegmentOutbox
from application.messages import Segment
from application.ports import Outbox, Ports
from application.ports.journal import (
    JournalUnavailableError,
    NewSegment,
    Place,
    PlaceTakenError,
    UnguardedError,
)
from database.connection import writes
from database.failures import is_repeatable, is_unavailable


@dataclass(frozen=True, slots=True)
class SqlJournal:
    """Journals in one database. ``ports`` gives the business side inside a transaction."""

    engine: Engine
    ports: Callable[[Connection, Outbox], Ports]

    @contextmanager
    def place(
        self, number: str, before: str, stimuli: Sequence[str], *, guarded: bool = True
    ) -> Iterator[Place]:
        """Lock the order's row first: attempts at one order follow each other, and the second sees what the
        first committed."""
        try:
            with self.engine.begin() as connection:
                found = lock(connection, number, before, stimuli)
                messages = SegmentOutbox()
                there = (found.head, found.taken, found.answers, found.time)
                ports = self.ports(connection, messages)
                yield SqlPlace(connection, number, *there, ports, messages, guarded)
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


@dataclass(slots=True)
class SqlPlace:
    """An order's journal with its lock held."""

    connection: Connection
    number: str
    head: str
    taken: Sequence[Segment]
    answers: Mapping[str, dict[str, Any]]
    time: datetime | None
    ports: Ports
    messages: SegmentOutbox
    guarded: bool = True

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
            with self.connection.begin_nested(), self.messages.savepoint():
                yield
            return
        before = writes(self.connection)
        try:
            with self.messages.savepoint():
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
            write_segment(self.connection, self.number, new, self.messages.left())
        except IntegrityError as error:
            if is_place_taken(error):
                raise PlaceTakenError(self.number) from error
            raise
        write_ordered(self.connection, self.number, new.changes)
        write_incidents(self.connection, self.number, new.changes)
        close_ended(self.connection, self.number, new.changes)
        write_children(self.connection, self.number, new.children)
        write_letters(self.connection, self.number, new.letters)
