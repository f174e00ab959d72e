"""Points in time: reading them from text, and adding clock time."""

from calendar import monthrange
from datetime import datetime, timedelta

from engine.values import Value, YearMonthDuration, parse_duration
from engine.values.moments import parse_datetime


def read_moment(text: str) -> Value:
    """The duration or date and time that ISO 8601 text means, or None."""
    try:
        return parse_duration(text) if text.lstrip("-").startswith("P") else parse_datetime(text)
    except ValueError:
        return None


def add_clock_time(start: datetime, amount: timedelta | YearMonthDuration) -> datetime:
    """``start`` plus an amount; the day is clamped to the length of the month."""
    if isinstance(amount, timedelta):
        return start + amount
    years, month = divmod(start.year * 12 + start.month - 1 + amount.months, 12)
    day = min(start.day, monthrange(years, month + 1)[1])
    return start.replace(year=years, month=month + 1, day=day)
