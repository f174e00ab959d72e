"""Durations as definitions write them, counted in a calendar's working time."""

from datetime import datetime, timedelta

from engine.calendars.calendar import Calendar
from engine.calendars.working_time import add_working, add_working_days
from engine.values.durations import YearMonthDuration, parse_duration

Amount = timedelta | YearMonthDuration | str


class WorkingTimeError(ValueError):
    """An amount that working time cannot count: months, or no duration at all."""


def after(
    calendar: Calendar, start: datetime, amount: timedelta | YearMonthDuration | str
) -> datetime | None:
    """``start`` and ``amount`` of working time later; None when the calendar does not cover the answer.

    Of ISO 8601 text, ``PnD`` are working days and ``PTnHnM`` open time: ``P1D`` and ``PT24H`` differ. A
    computed duration knows no such difference; its whole days count as working days. Raises
    WorkingTimeError for months and for text that is no duration.
    """
    days, time = split_days(amount)
    moved = add_working_days(calendar, start, days) if days else start
    if moved is None:
        return None
    return moved if days and not time else add_working(calendar, moved, time)


def split_days(amount: Amount) -> tuple[int, timedelta]:
    """Working days and open time of a duration. Raises WorkingTimeError as ``after`` does."""
    if isinstance(amount, str):
        return _split_text(amount)
    if isinstance(amount, YearMonthDuration):
        raise WorkingTimeError("months cannot be counted in working time; use days (P20D)")
    days = int(amount / timedelta(days=1))
    return days, amount - timedelta(days=days)


def _split_text(text: str) -> tuple[int, timedelta]:
    duration = parse_duration(text)
    if duration is None:
        raise WorkingTimeError(f"{text!r} is no ISO 8601 duration; write PT10M or P2D")
    if isinstance(duration, YearMonthDuration):
        return split_days(duration)
    date_part, _, _ = text.lstrip("-").partition("T")
    sign = -1 if text.startswith("-") else 1
    days = sign * int(date_part[1:-1] or 0) if date_part.endswith("D") else 0
    return days, duration - timedelta(days=days)
