"""What arithmetic dates and times have (DMN 1.5, 10.3.2.11)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from engine.feel.far import AnyDate, Far, lifted, lowered, split_days, split_months

AnyTime: TypeAlias = datetime | time | Far  # what has a time, and perhaps a zone
MIDNIGHT = time(0, 0)


def at_time(day: AnyDate, moment: time) -> AnyDate:
    """A day (of a date and time: its date) at a time."""
    if isinstance(day, Far):
        return Far(datetime.combine(day.near, moment), day.cycles)
    return datetime.combine(day, moment)


def at_midnight(day: AnyDate) -> AnyDate:
    """A date as a date and time: midnight UTC (DMN 1.5, 10.3.2.9.4, implicit conversion)."""
    return at_time(day, MIDNIGHT.replace(tzinfo=UTC))


def is_moment(day: AnyDate) -> bool:
    """Whether it has a time."""
    return isinstance(day.near if isinstance(day, Far) else day, datetime)


def add_months(day: AnyDate, months: int) -> AnyDate | None:
    """The same day ``months`` later; the last of the month when it has no such day. Keeps a time."""
    far = lifted(day)
    cycles, rest = split_months(months)
    year, month = divmod(far.near.year * 12 + far.near.month - 1 + rest, 12)
    near = far.near.replace(year=year, month=month + 1, day=min(far.near.day, _days_in(year, month + 1)))
    return lowered(Far(near, far.cycles + cycles))


def _days_in(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days


def add_duration(moment: AnyDate, amount: timedelta) -> AnyDate | None:
    """Later on the time line: an hour after 02:30 may be 02:30 again when clocks go back."""
    far = lifted(moment)
    if isinstance(moment, Far) or not _stays_near(moment, amount):
        cycles, rest = split_days(amount)
        return lowered(Far(_shifted(far.near, rest), far.cycles + cycles))
    return _shifted(moment, amount)


def _stays_near(moment: date, amount: timedelta) -> bool:
    """Whether the result surely is a year that Python can hold."""
    return 2 < moment.year + amount.days // 365 < 9998 and -3_600_000 < amount.days < 3_600_000


def _shifted(moment: date, amount: timedelta) -> date:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return (moment.astimezone(UTC) + amount).astimezone(moment.tzinfo)
    return moment + amount


def add_to_time(moment: time, amount: timedelta) -> time:
    """Around the clock."""
    shifted = datetime.combine(date(2000, 1, 2), moment.replace(tzinfo=None)) + amount % timedelta(days=1)
    return shifted.time().replace(tzinfo=moment.tzinfo)


def seconds_of(moment: time) -> timedelta:
    """Since midnight UTC when the offset is known, else since midnight."""
    since = timedelta(
        hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond
    )
    return since - (time_offset(moment) or timedelta())


def without_zone(moment: AnyTime) -> AnyTime:
    """The same reading of the clock as a local one."""
    match moment:
        case Far(near=datetime() as near, cycles=cycles):
            return Far(near.replace(tzinfo=None), cycles)
        case datetime() | time():
            return moment.replace(tzinfo=None)
        case Far():
            return moment


def time_offset(moment: datetime | time) -> timedelta | None:
    """The offset from UTC. A bare time in a named zone is taken on a winter's day of no special meaning."""
    if isinstance(moment, time) and moment.utcoffset() is None and moment.tzinfo is not None:
        return datetime.combine(date(1970, 1, 1), moment).utcoffset()
    return moment.utcoffset()
