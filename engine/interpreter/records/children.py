"""Orders that call orders, and messages between them."""

from dataclasses import dataclass

from engine.interpreter.records.kinds import Data
from engine.values import Value


@dataclass(frozen=True, slots=True)
class ChildCalled:
    """Order ``child`` is called. ``reports``: it is waited for."""

    child: str
    process: str
    version: int
    digest: str
    input: Data
    reports: bool


@dataclass(frozen=True, slots=True)
class ChildFinished:
    """A called order has ended. ``settled``: it leaves nothing to be undone."""

    child: str
    status: str
    output: Data
    error: str | None
    settled: bool


@dataclass(frozen=True, slots=True)
class ChildUndoing:
    """A called order that has ended is told to undo what it has done."""

    child: str


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A message went to other orders; to none when nobody was there to get it."""

    name: str
    to: list[str]
    payload: Value


@dataclass(frozen=True, slots=True)
class CancelRequested:
    """The parent needs this order no more."""


@dataclass(frozen=True, slots=True)
class ProcessReopened:
    """An order that was over goes on, to undo what it has done."""
