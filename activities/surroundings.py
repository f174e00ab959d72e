"""What the interpreter may ask about the world, answered from calendars and the staff directory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from application.ports import Staff
from engine.calendars import Calendar, after, working_between
from engine.interpreter.undetermined import work_out


def reaches(calendars: Mapping[str, Calendar], deadline: Mapping[str, Any]) -> bool:
    """Whether a deadline that was undetermined (calendar, start, amount, pauses) can be worked out by now."""
    return deadline["calendar"] in calendars and work_out(CalendarsToday(calendars), deadline) is not None


@dataclass(frozen=True, slots=True)
class CalendarsToday:
    """Calendars as they are today."""

    calendars: Mapping[str, Calendar]

    def working_due(self, calendar: str, start: datetime, amount: timedelta | str) -> datetime | None:
        """As engine.interpreter.Surroundings."""
        return after(self.calendars[calendar], start, amount)

    def worked(self, calendar: str, start: datetime, end: datetime) -> timedelta:
        """As engine.interpreter.Surroundings."""
        return working_between(self.calendars[calendar], start, end)


@dataclass(frozen=True, slots=True)
class LiveSurroundings(CalendarsToday):
    """Calendars, staff as they are in this transaction, and the definitions."""

    staff: Staff
    definitions: Callable[[str], tuple[int, str] | None]

    def anybody(self, groups: list[str], excluded: list[str]) -> bool:
        """As engine.interpreter.Surroundings."""
        return any(member.id not in excluded for group in groups for member in self.staff.members(group))

    def newest(self, process: str) -> tuple[int, str] | None:
        """As engine.interpreter.Surroundings."""
        return self.definitions(process)
