"""Date and time functions (DMN 1.5, 10.3.4.8 and 10.3.4.9). The time is the stimulus's, never the clock's."""

from datetime import date, datetime
from typing import Any

from engine.feel.comparison import equal, kind_of
from engine.feel.far import Far, near_of
from engine.feel.library import kinds
from engine.feel.library.built_in import BuiltIn, Parameter, built_in
from engine.feel.run import Run
from engine.values.moments import zone_name

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = Parameter("date", kinds.moment)


def _now(run: Run) -> datetime | None:
    return run.now


def _today(run: Run) -> date | None:
    return run.now.date() if run.now else None


def _is(run: Run, left: Any, right: Any) -> bool:
    """The same value in the same form: 12:00Z is not 13:00+01:00."""
    if kind_of(left) in ("time", "date and time") and not _same_zone(left, right):
        return False
    return equal(left, right, run) is True


def _clock_of(value: Any) -> Any:
    """What knows the zone of a time or a date and time."""
    return value.near if isinstance(value, Far) else value


def _same_zone(left: Any, right: Any) -> bool:
    if kind_of(left) != kind_of(right):
        return False
    first, second = (_clock_of(value) for value in (left, right))
    return zone_name(first.tzinfo) == zone_name(second.tzinfo) and first.utcoffset() == second.utcoffset()


FUNCTIONS: tuple[BuiltIn, ...] = (
    built_in("now", _now, uses_run=True),
    built_in("today", _today, uses_run=True),
    built_in("day of year", lambda day: near_of(day).timetuple().tm_yday, _DATE),
    built_in("day of week", lambda day: _DAYS[near_of(day).weekday()], _DATE),
    built_in("month of year", lambda day: _MONTHS[day.month - 1], _DATE),
    built_in("week of year", lambda day: near_of(day).isocalendar().week, _DATE),
    built_in(
        "is",
        _is,
        Parameter("value1", kinds.anything, nullable=True),
        Parameter("value2", kinds.anything, nullable=True),
        uses_run=True,
    ),
)
