"""Calendars: opening hours, holidays, make-up working days."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.calendars import Calendar, Hours
from engine.compiler.loading.loaded import Loaded, load
from engine.compiler.report import Report
from engine.compiler.sources import Source
from engine.language.authoring.calendar import CalendarFile
from engine.language.places import Path

_LONGEST = 366 * 30
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def load_calendar(source: Source) -> Loaded:
    """A calendar of working time."""
    return load(source, CalendarFile, "calendar", _build)


def _build(authored: CalendarFile, report: Report) -> Calendar | None:
    first = _day(authored.covered.first, ("covered", "first"), report)
    last = _day(authored.covered.last, ("covered", "last"), report)
    _check_zone(authored.zone, report)
    week = tuple(_hours(getattr(authored.week, day), ("week", day), report) for day in _WEEKDAYS)
    closed = _days(authored.closed, "closed", report)
    extra = _days(authored.open, "open", report)
    if first is None or last is None or report.failed:
        return None
    _check_coverage(first, last, closed | extra, report)
    if report.failed:
        return None
    hours = tuple((day, _hours(authored.open[name], ("open", name), report)) for day, name in extra.items())
    return Calendar(authored.calendar, authored.zone, first, last, week, frozenset(closed), hours)


def _day(raw: str, path: Path, report: Report, *, key: bool = False) -> date | None:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        report.error("invalid-date", f"`{raw}` is no date", "write year-month-day: 2026-10-01", path, key=key)
        return None


def _days(raw: Mapping[str, object], field: str, report: Report) -> dict[date, str]:
    found = {name: _day(name, (field, name), report, key=True) for name in raw}
    return {day: name for name, day in found.items() if day is not None}


def _check_zone(name: str, report: Report) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        report.error(
            "unknown-zone", f"there is no time zone `{name}`", "write an IANA name: Asia/Shanghai", ("zone",)
        )


def _hours(raw: list[str], path: Path, report: Report) -> tuple[Hours, ...]:
    found = [_opening(item, (*path, index), report) for index, item in enumerate(raw)]
    hours = [opening for opening in found if opening is not None]
    for index, (before, after) in enumerate(pairwise(hours), 1):
        if after.start < before.end:
            message = "this opening begins before the one in front of it ends"
            report.error("hours-overlap", message, "write openings in order of time", (*path, index))
    return tuple(hours)


def _opening(raw: str, path: Path, report: Report) -> Hours | None:
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in raw.split("-"))
    minutes = int(raw[3:5]), int(raw[9:11])
    if max(minutes) > 59 or not start < end <= 24 * 60:
        cure = 'write "08:30-12:00"; midnight at the end is 24:00, and a night is two openings'
        report.error("invalid-hours", f"`{raw}` is no opening within a day", cure, path)
        return None
    return Hours(start, end)


def _check_coverage(first: date, last: date, named: Mapping[date, str], report: Report) -> None:
    if not first <= last or (last - first).days > _LONGEST:
        message = f"{first} to {last} cannot be covered"
        cure = "write the first and the last day, at most 30 years apart"
        report.error("invalid-coverage", message, cure, ("covered",))
    for day, name in named.items():
        if not first <= day <= last:
            field = "closed" if ("closed", name) in report.document.keys else "open"
            message = f"{day} is not covered by this calendar"
            report.error("invalid-coverage", message, "extend `covered`", (field, name), key=True)
