"""Dates in years that Python's calendar does not reach: before 1 or after 9999, up to ±999,999,999.

The calendar repeats every 400 years, weekdays included. So a far date is an ordinary one from the
years 2000 to 2399 and a number of cycles between the two.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_FIRST = 2000
LAST_YEAR = 999_999_999


@dataclass(frozen=True, slots=True)
class Far:
    """A date, or a date and time, ``cycles`` times 400 years away from ``near``."""

    near: date
    cycles: int

    @property
    def year(self) -> int:
        """The year; negative before year 0."""
        return self.near.year + _CYCLE_YEARS * self.cycles

    @property
    def month(self) -> int:
        """1 to 12."""
        return self.near.month

    @property
    def day(self) -> int:
        """1 to 31."""
        return self.near.day

    @property
    def tzinfo(self) -> Any:
        """The zone of a date and time; None for a date."""
        return self.near.tzinfo if isinstance(self.near, datetime) else None

    def date(self) -> "AnyDate":
        """Without the time."""
        return Far(self.near.date(), self.cycles) if isinstance(self.near, datetime) else self


AnyDate: TypeAlias = date | Far  # a datetime is a date, too


def day_of(year: int, month: int, day: int) -> AnyDate | None:
    """The day, far or not; None when there is no such day."""
    cycles, offset = divmod(year - _FIRST, _CYCLE_YEARS)
    try:
        return lowered(Far(date(_FIRST + offset, month, day), cycles))
    except (ValueError, OverflowError):
        return None


def lifted(day: AnyDate) -> Far:
    """The same day or moment as a far one."""
    if isinstance(day, Far):
        return day
    cycles, offset = divmod(day.year - _FIRST, _CYCLE_YEARS)
    return Far(day.replace(year=_FIRST + offset), cycles)


def lowered(far: Far) -> AnyDate | None:
    """As an ordinary date when Python can hold it; None beyond LAST_YEAR."""
    again = lifted(far.near)
    far = Far(again.near, far.cycles + again.cycles)
    if 1 <= far.year <= 9999:
        return far.near.replace(year=far.year)
    return far if -LAST_YEAR <= far.year <= LAST_YEAR else None


def near_of(day: AnyDate) -> date:
    """An ordinary date with the same month, day, weekday and time."""
    return day.near if isinstance(day, Far) else day


def between(later: AnyDate, earlier: AnyDate) -> timedelta | None:
    """The time from the one to the other; None when it is too long to hold."""
    end, start = lifted(later), lifted(earlier)
    try:
        return (end.near - start.near) + timedelta(days=(end.cycles - start.cycles) * _CYCLE_DAYS)
    except OverflowError:
        return None


def sign_of(left: AnyDate, right: AnyDate) -> int:
    """-1, 0 or 1 as left is before, at or after right. Both have a zone or neither has."""
    first, second = lifted(left), lifted(right)
    if abs(first.cycles - second.cycles) > 1:
        return 1 if first.cycles > second.cycles else -1
    gap = between(first, second) or timedelta()
    return (gap > timedelta()) - (gap < timedelta())


def split_days(amount: timedelta) -> tuple[int, timedelta]:
    """A duration as whole cycles and a rest."""
    cycles, days = divmod(amount.days, _CYCLE_DAYS)
    return cycles, timedelta(days=days, seconds=amount.seconds, microseconds=amount.microseconds)


def split_months(months: int) -> tuple[int, int]:
    """Months as whole cycles and a rest."""
    return divmod(months, _CYCLE_YEARS * 12)
