"""Timers and messages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.interpreter.records.kinds import Data
from engine.values import Value


@dataclass(frozen=True, slots=True)
class TimerSet:
    """``purpose``: ``due``, ``rung/2``, ``event/0``, ``handler/<id>``, ``retry``."""

    timer: int
    purpose: str
    due: datetime | None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class DeadlineUndetermined:
    """A timer without a time: ``amount`` of working time from ``start`` ends behind what the calendar covers.
    ``amount`` is a duration, or ISO 8601 text where the definition wrote it so."""

    timer: int
    purpose: str
    left: int | None
    calendar: str
    start: datetime
    amount: timedelta | str


@dataclass(frozen=True, slots=True)
class DeadlineDetermined:
    """The calendar has grown, and the timer has its time. ``task``: the user task whose deadline it is."""

    timer: int
    purpose: str
    due: datetime
    task: str | None


@dataclass(frozen=True, slots=True)
class DeadlinePaused:
    """An element that stops the deadline (``pausedBy``) is active. ``rest``: so much of it is left, in
    working time when it counts in that; None while no calendar reaches it. ``task``: the user task whose
    deadline it is."""

    timer: int
    purpose: str
    rest: timedelta | None
    task: str | None


@dataclass(frozen=True, slots=True)
class DeadlineResumed:
    """Nothing stops the deadline any more. ``due`` is None while no calendar reaches it. ``task``: the user
    task whose deadline it is."""

    timer: int
    purpose: str
    due: datetime | None
    task: str | None


@dataclass(frozen=True, slots=True)
class TimerFired:
    timer: int
    purpose: str


@dataclass(frozen=True, slots=True)
class TimerCancelled:
    timer: int


@dataclass(frozen=True, slots=True)
class Correlated:
    """The values that an open wait or host is correlated by, per event index or handler id."""

    values: Data


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """A message went to ``to`` (instance key)."""

    name: str
    to: int
    payload: Value
    dedupe: str | None


@dataclass(frozen=True, slots=True)
class MessageKept:
    number: int
    name: str
    payload: Value
    correlation: Value
    dedupe: str | None
    expires: datetime | None


@dataclass(frozen=True, slots=True)
class MessageTaken:
    """A kept message has found its wait (or, ``expired``, its time is over)."""

    number: int
    expired: bool
