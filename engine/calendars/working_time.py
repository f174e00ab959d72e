"""Counting in working time. Every question is answered by bisection over the calendar's openings.

Rules (docs/language.md, "Time"): a start while closed moves to the next opening; the earliest matching
instant wins, so closing time stays closing time; what the calendar does not cover is undetermined (None).
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from engine.calendars.calendar import Calendar
from engine.calendars.openings import Openings, instant, microseconds

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def add_working(calendar: Calendar, start: datetime, amount: timedelta) -> datetime | None:
    """The instant at which ``amount`` of open time has passed since ``start``, in the zone of ``start``.

    A negative amount counts backwards. None when the calendar does not cover the answer.
    """
    openings = calendar.openings
    moment = microseconds(start)
    if not openings.begin <= moment <= openings.finish:
        return None
    position = _position(openings, moment)
    found = _instant_at(openings, position + amount // _MICROSECOND)
    if found is None:
        return None
    if found < moment and amount >= timedelta(0):
        return _back(_next_opening(openings, moment), start)
    return _back(found, start)


def add_working_days(calendar: Calendar, start: datetime, n: int) -> datetime | None:
    """The same clock time on the nth working day after ``start``, moved into that day's opening hours.

    None when the calendar does not cover the answer.
    """
    opened = next_open(calendar, start)
    if opened is None:
        return None
    zone = ZoneInfo(calendar.zone)
    local = opened.astimezone(zone)
    days = calendar.openings.days
    index = bisect_right(days, local.date()) - 1 + n
    if not 0 <= index < len(days):
        return None
    target = days[index]
    rest = local.second * 1_000_000 + local.microsecond
    wanted = instant(target, local.hour * 60 + local.minute, zone) + rest
    return _back(_clamped(calendar, target, wanted, zone), start)


def working_between(calendar: Calendar, a: datetime, b: datetime) -> timedelta:
    """Open time from ``a`` to ``b`` (negative when b is earlier). Days not covered count as closed."""
    openings = calendar.openings
    passed = _position(openings, microseconds(b)) - _position(openings, microseconds(a))
    return timedelta(microseconds=passed)


def next_open(calendar: Calendar, moment: datetime) -> datetime | None:
    """``moment`` itself while open or at closing time, else the next opening; None beyond coverage."""
    openings = calendar.openings
    at = microseconds(moment)
    if not openings.begin <= at <= openings.finish:
        return None
    index = bisect_right(openings.starts, at) - 1
    if index >= 0 and at <= openings.ends[index]:
        return moment
    return _back(_next_opening(openings, at), moment)


def _position(openings: Openings, moment: int) -> int:
    """Open microseconds of the calendar before a moment."""
    index = bisect_right(openings.starts, moment) - 1
    if index < 0:
        return 0
    return openings.before[index] + min(moment, openings.ends[index]) - openings.starts[index]


def _instant_at(openings: Openings, position: int) -> int | None:
    """The earliest moment with so much open time before it."""
    if position < 0 or not openings.starts:
        return None
    index = max(bisect_left(openings.before, position) - 1, 0)
    moment = openings.starts[index] + position - openings.before[index]
    return moment if moment <= openings.ends[index] else None


def _next_opening(openings: Openings, moment: int) -> int | None:
    index = bisect_left(openings.starts, moment)
    return openings.starts[index] if index < len(openings.starts) else None


def _clamped(calendar: Calendar, day: date, wanted: int, zone: ZoneInfo) -> int:
    """The nearest open moment of a day: a break moves to its end, after closing to closing time."""
    ends = 0
    for hours in calendar.hours(day):
        starts, ends = instant(day, hours.start, zone), instant(day, hours.end, zone)
        if wanted <= ends:
            return max(wanted, starts)
    return ends


def _back(moment: int | None, like: datetime) -> datetime | None:
    return None if moment is None else (_EPOCH + moment * _MICROSECOND).astimezone(like.tzinfo)
