"""Undoing, and what a person has to put right."""

from dataclasses import dataclass

from engine.interpreter.records.kinds import Data
from engine.values import Value


@dataclass(frozen=True, slots=True)
class CompensationLogged:
    """A completed activity can be undone. ``entry``: number, element, within, captured variables, input,
    result, inDoubt; ``pending`` is a call whose fate is still open, ``undoing`` when that call undoes it."""

    scope: int
    entry: Data


@dataclass(frozen=True, slots=True)
class CompensationStarted:
    """The newest entry left of ``scope`` is being undone; it is off the log."""

    scope: int
    number: int


@dataclass(frozen=True, slots=True)
class CompensationSettled:
    """Entries are off the log without being undone."""

    scope: int
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class IncidentRaised:
    """``phase`` says what a retry tries again: ``activating``, ``working`` (what the body does),
    ``completing`` (with ``result``), ``handling`` (the handler in ``result``), ``waiting`` (look again)."""

    code: str
    message: str
    phase: str
    result: Value = None


@dataclass(frozen=True, slots=True)
class IncidentResolved:
    action: str
