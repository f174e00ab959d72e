"""Properties of values that are no contexts: ``date.year``, ``range.start`` (DMN 1.5, tables 65 and 66)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from engine.feel.far import Far
from engine.feel.moments import time_offset
from engine.feel.ranges import Range
from engine.values import YearMonthDuration
from engine.values.moments import zone_name

Properties = dict[str, Callable[[Any], Any]]


def property_of(value: Any, name: str) -> Any:
    """The property, or None when the value has none of that name."""
    if isinstance(value, Far) and name != "year":
        value = value.near
    reader = _PROPERTIES.get(type(value), _NONE).get(name)
    return reader(value) if reader else None


def _toward_zero(amount: timedelta, unit: timedelta) -> int:
    whole = abs(amount) // unit
    return whole if amount >= timedelta() else -whole


def _part(unit: timedelta, modulus: int | None) -> Callable[[timedelta], int]:
    def part(amount: timedelta) -> int:
        whole = _toward_zero(amount, unit)
        if modulus is None:
            return whole
        return whole % modulus if whole >= 0 else -(-whole % modulus)

    return part


def _signed(amount: int, part: int) -> int:
    return part if amount >= 0 else -part


_NONE: Properties = {}
_DATE: Properties = {
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "day": lambda day: day.day,
    "weekday": lambda day: day.isoweekday(),
}
_TIME: Properties = {
    "hour": lambda moment: moment.hour,
    "minute": lambda moment: moment.minute,
    "second": lambda moment: moment.second,
    "time offset": time_offset,
    "timezone": lambda moment: zone_name(moment.tzinfo),
}
_PROPERTIES: dict[type, Properties] = {
    date: _DATE,
    Far: {"year": lambda day: day.year},
    time: _TIME,
    datetime: _DATE | _TIME,
    timedelta: {
        "days": _part(timedelta(days=1), None),
        "hours": _part(timedelta(hours=1), 24),
        "minutes": _part(timedelta(minutes=1), 60),
        "seconds": _part(timedelta(seconds=1), 60),
    },
    YearMonthDuration: {
        "years": lambda duration: _signed(duration.months, abs(duration.months) // 12),
        "months": lambda duration: _signed(duration.months, abs(duration.months) % 12),
    },
    Range: {
        "start": lambda limits: limits.first,
        "end": lambda limits: limits.last,
        "start included": lambda limits: limits.first_included,
        "end included": lambda limits: limits.last_included,
    },
}

PROPERTY_NAMES = tuple(dict.fromkeys(name for properties in _PROPERTIES.values() for name in properties))
