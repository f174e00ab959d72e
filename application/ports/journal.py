"""The journal of orders: where segments are committed, first come first kept."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from application.messages import Segment
from application.ports.bundle import Ports
from application.read_model import Changes
from engine.interpreter import Record, StartChild, TellOrder
from engine.values import Value


class JournalUnavailableError(Exception):
    """The database is away or too busy. Nothing was committed; trying again later is safe."""


class UnknownOrderError(Exception):
    """There is no order of that number in the database."""


class PlaceTakenError(Exception):
    """Another attempt has committed at this place. Nothing of this one was."""


class UnguardedError(Exception):
    """A service has failed behind something that it had written, in a place without guards. The segment has
    to be run again in a guarded one."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one call of a service did."""

    key: str
    service: str
    element: str
    at: datetime
    result: Value


@dataclass(frozen=True, slots=True)
class NewSegment:
    """Everything that one segment commits, its services' effects apart. ``children`` are orders that it
    calls, ``letters`` what it tells other orders."""

    segment: Segment
    records: Sequence[Record]
    effects: Sequence[Effect]
    answers: dict[str, dict[str, Any]]
    changes: Changes
    children: Sequence[StartChild] = ()
    letters: Sequence[TellOrder] = ()


class Place(Protocol):
    """The place behind one hash in an order's journal, inside one transaction that holds the order's lock."""

    ports: Ports
    head: str
    """The hash that the journal stands at."""
    taken: Sequence[Segment]
    """The segments that were committed at this place already, in order; empty when it is free."""
    answers: Mapping[str, dict[str, Any]]
    """What was answered to those of the stimuli that were handled already, by id."""
    time: datetime | None
    """Where the family's manual clock was moved to; None for a real one, or when it never was."""

    def received(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """What letters were answered that were delivered already, refusals included."""

    def receive(self, outcomes: Mapping[str, dict[str, Any]]) -> None:
        """These letters have arrived, and this is what they were answered."""

    def savepoint(self) -> AbstractContextManager[None]:
        """Undo what happens inside when it raises. A place without guards has nothing to undo it with: when
        something was written inside, it raises UnguardedError instead."""

    def append(self, new: NewSegment) -> None:
        """Write a segment; it is committed when the place is left. Raises PlaceTakenError."""


class Journal(Protocol):
    """All journals."""

    def place(
        self, number: str, before: str, stimuli: Sequence[str], *, guarded: bool = True
    ) -> AbstractContextManager[Place]:
        """Open an order's journal behind the hash ``before``, for stimuli with these ids: commits at the end,
        rolls back when anything is raised.

        ``guarded``: with savepoints, which cost two statements each and are hardly ever needed. Repeats
        nothing itself. Raises JournalUnavailableError, UnknownOrderError.
        """

    def is_repeatable(self, error: Exception) -> bool:
        """Whether a failed attempt may simply be run again (deadlock, serialisation failure)."""

    def is_unavailable(self, error: Exception) -> bool:
        """Whether the database is away: nobody's mistake, everything waits."""
