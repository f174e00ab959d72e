"""Points in time that a definition speaks of."""

from dataclasses import dataclass
from typing import Literal

from engine.model.formulas import Formula
from engine.values import Value


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due.

    ``in``: ``value`` is a duration from now. ``at``: ``value`` is a date and time. ``every``: ``value`` is
    the duration of a cycle, fired at most ``times`` times (None: without end).
    With ``calendar`` durations count working time of that calendar (``language.md``, "Time").
    ``value`` gives a timedelta, YearMonthDuration or datetime, or an ISO 8601 string of one.
    """

    kind: Literal["in", "at", "every"]
    value: Formula
    calendar: str | None = None
    times: int | None = None
    paused_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of an escalation ladder, counted from the opening of the user task."""

    after: Deadline
    action: Literal["notify", "reassign", "complete"]
    groups: tuple[str, ...] = ()
    outcome: str | None = None
    data: tuple[tuple[str, Value], ...] = ()
    unless_claimed: bool = False
