"""The opening hours of a calendar as one sorted line of instants, so that questions are a bisection."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Open from ``start`` to ``end``, in minutes after midnight on the clock (0 to 1440)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Openings:
    """All openings between ``begin`` and ``finish``, sorted and apart from each other.

    ``starts`` and ``ends`` are microseconds since 1970 UTC; ``before[i]`` is how many were open before
    opening i. ``days`` are the days with hours, in order.
    """

    begin: int
    finish: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    days: tuple[date, ...]


def openings_of(
    first: date, last: date, zone: ZoneInfo, hours: Callable[[date], tuple[Hours, ...]]
) -> Openings:
    """Lay out the hours of every day from first to last. Clock changes are honoured: a day may be longer."""
    spans: list[tuple[int, int]] = []
    days: list[date] = []
    for day in _days(first, last):
        of_day = hours(day)
        if of_day:
            days.append(day)
        spans += [(instant(day, each.start, zone), instant(day, each.end, zone)) for each in of_day]
    merged = _merged(spans)
    before = _running_total(merged)
    begin, finish = instant(first, 0, zone), instant(last, 24 * 60, zone)
    starts, ends = tuple(s for s, _ in merged), tuple(e for _, e in merged)
    return Openings(begin, finish, starts, ends, before, tuple(days))


def instant(day: date, minute: int, zone: ZoneInfo) -> int:
    """Microseconds since 1970 UTC of a clock time (its first occurrence where the clock is put back)."""
    midnight = datetime.combine(day, time(), tzinfo=zone)
    return microseconds(midnight + timedelta(minutes=minute))


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 UTC, exactly."""
    return (moment - _EPOCH) // _MICROSECOND


def _days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join openings that touch or, after a clock change, overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def _running_total(spans: list[tuple[int, int]]) -> tuple[int, ...]:
    totals: list[int] = []
    total = 0
    for start, end in spans:
        totals.append(total)
        total += end - start
    return tuple(totals)
