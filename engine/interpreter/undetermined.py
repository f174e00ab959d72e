"""Deadlines that no calendar reaches yet, worked out when one does, pauses in between included."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from engine.interpreter.surroundings import Amount

Pauses = list[list[datetime | None]]  # since when, and until when it stood still; None: it still does


class WorkingTime(Protocol):
    """The part of Surroundings that calendars answer."""

    def working_due(self, calendar: str, start: datetime, amount: Amount) -> datetime | None:
        """As Surroundings."""

    def worked(self, calendar: str, start: datetime, end: datetime) -> timedelta:
        """As Surroundings."""


@dataclass(frozen=True, slots=True)
class Reached:
    """When it is due; with ``rest`` it stands still, and so much of it is left."""

    due: datetime
    rest: timedelta | None = None


def work_out(calendars: WorkingTime, awaits: Mapping[str, Any]) -> Reached | None:
    """As if the calendar had been known from the start: each pause moves what was left of it at that moment.
    None while the calendar does not reach far enough."""
    calendar: str = awaits["calendar"]
    due = calendars.working_due(calendar, awaits["start"], awaits["amount"])
    for since, until in awaits.get("pauses", []):
        if due is None or due <= since:
            break
        rest = calendars.worked(calendar, since, due)
        if until is None:
            return Reached(due, rest)
        due = calendars.working_due(calendar, until, open_time(rest))
    return None if due is None else Reached(due)


def paused_now(awaits: Mapping[str, Any]) -> bool:
    """Whether it stands still at the moment."""
    pauses: Pauses = awaits.get("pauses", [])
    return bool(pauses) and pauses[-1][1] is None


def paused(awaits: Mapping[str, Any], time: datetime) -> dict[str, Any]:
    """The same, standing still from a time on."""
    return {**awaits, "pauses": [*awaits.get("pauses", []), [time, None]]}


def resumed(awaits: Mapping[str, Any], time: datetime) -> dict[str, Any]:
    """The same, running on from a time."""
    *before, (since, _) = awaits["pauses"]
    return {**awaits, "pauses": [*before, [since, time]]}


def open_time(rest: timedelta) -> str:
    """As text of seconds: the whole days of a duration would count as working days, not as 24 open hours."""
    return f"PT{rest / timedelta(seconds=1):.6f}S"
