"""Calendars that end soon: a deadline that lies beyond has no date until the next days are published."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.calendars import Calendar, after
from engine.compiler.library import Library
from engine.model import Constant, Deadline, Process
from engine.model.process import deadlines_of
from engine.values import Finding

SOON = timedelta(days=90)  # time enough to get next year's holidays, which governments tell late in the year


def calendars_ending(library: Library, now: datetime) -> tuple[Finding, ...]:
    """A warning for each calendar in use that ends within 90 days of ``now``, or before a deadline that
    begins now would be due."""
    return tuple(
        _ending(library, calendar, users)
        for name, calendar in sorted(library.calendars.items())
        if (users := _users(library, name)) and _ends(calendar, users, now)
    )


def _users(library: Library, calendar: str) -> dict[str, list[Deadline]]:
    """The deadlines that count in a calendar, by process."""
    found: dict[str, list[Deadline]] = {}
    for (name, version), process in sorted(library.processes.items()):
        if used := [deadline for deadline in _deadlines(process) if deadline.calendar == calendar]:
            found[f"{name}@{version}"] = used
    return found


def _deadlines(process: Process) -> Iterator[Deadline]:
    yield from (h.trigger.deadline for h in process.handlers if h.trigger.deadline is not None)
    for element in process.elements.values():
        yield from deadlines_of(element)


def _ends(calendar: Calendar, users: dict[str, list[Deadline]], now: datetime) -> bool:
    if calendar.last < (now.astimezone(ZoneInfo(calendar.zone)) + SOON).date():
        return True
    return any(_beyond(calendar, deadline, now) for used in users.values() for deadline in used)


def _beyond(calendar: Calendar, deadline: Deadline, now: datetime) -> bool:
    """Whether it has no date if it begins now; of one that is computed nobody knows before."""
    amount = deadline.value.value if isinstance(deadline.value, Constant) else None
    return isinstance(amount, str) and after(calendar, now, amount) is None


def _ending(library: Library, calendar: Calendar, users: dict[str, list[Deadline]]) -> Finding:
    who, year = ", ".join(users), calendar.last.year + 1
    return Finding(
        "calendar-ends-soon",
        f"the calendar `{calendar.name}` ends on {calendar.last}; working time counts in it for {who}",
        f"add the days of {year}, raise `covered.last`, and start the workers again; "
        "until then a deadline beyond has no date",
        library.calendar_files.get(calendar.name, ""),
        severity="warning",
    )
