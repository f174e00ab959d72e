"""``+ - * / **`` over all kinds that have them (DMN 1.5, 10.3.2.11); everything else is null."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from engine.feel import numbers
from engine.feel.far import Far, between
from engine.feel.moments import (
    add_duration,
    add_months,
    add_to_time,
    at_midnight,
    is_moment,
    seconds_of,
)
from engine.feel.numbers import NUMBERS, Number
from engine.values import YearMonthDuration

_MICROSECOND = timedelta(microseconds=1)
Operation = Callable[[Any, Any], Any]


def add(left: Any, right: Any) -> Any:
    """``left + right``: numbers, texts, durations, and a duration to a date or time from either side."""
    if type(left) in NUMBERS and type(right) in NUMBERS:
        return numbers.add(left, right)
    if type(left) is str and type(right) is str:
        return left + right
    if type(left) in _DURATIONS:
        return _add_durations(left, right) if type(right) in _DURATIONS else _later(right, left)
    return _later(left, right)


def subtract(left: Any, right: Any) -> Any:
    """``left - right``: numbers, durations, a duration from a date or time, and two dates or times."""
    if type(left) in NUMBERS and type(right) in NUMBERS:
        return numbers.subtract(left, right)
    if type(right) in _DURATIONS:
        opposite = negate(right)
        return _add_durations(left, opposite) if type(left) in _DURATIONS else _later(left, opposite)
    return _between(left, right)


def multiply(left: Any, right: Any) -> Any:
    """``left * right``: numbers, and a duration by a number."""
    if type(left) in NUMBERS and type(right) in NUMBERS:
        return numbers.multiply(left, right)
    if type(left) in NUMBERS:
        left, right = right, left
    return _scaled(left, right, numbers.multiply) if type(right) in NUMBERS else None


def divide(left: Any, right: Any) -> Any:
    """``left / right``: numbers, a duration by a number, and two durations of one kind."""
    if type(left) in NUMBERS and type(right) in NUMBERS:
        return numbers.divide(left, right)
    if type(right) in NUMBERS:
        return _scaled(left, right, numbers.divide)
    if type(left) is timedelta and type(right) is timedelta:
        return numbers.divide(left // _MICROSECOND, right // _MICROSECOND)
    if type(left) is YearMonthDuration and type(right) is YearMonthDuration:
        return numbers.divide(left.months, right.months)
    return None


def power(left: Any, right: Any) -> Any:
    """``left ** right`` of numbers."""
    if type(left) in NUMBERS and type(right) in NUMBERS:
        return numbers.power(left, right)
    return None


def negate(operand: Any) -> Any:
    """``-operand`` of a number or a duration."""
    if type(operand) in NUMBERS:
        return numbers.negate(operand)
    if type(operand) is timedelta:
        return _bounded(lambda: -operand)
    return YearMonthDuration(-operand.months) if type(operand) is YearMonthDuration else None


OPERATIONS: dict[str, Operation] = {"+": add, "-": subtract, "*": multiply, "/": divide, "**": power}
_DURATIONS = frozenset({timedelta, YearMonthDuration})


def _add_durations(left: Any, right: Any) -> Any:
    if type(left) is timedelta and type(right) is timedelta:
        return _bounded(lambda: left + right)
    if type(left) is YearMonthDuration and type(right) is YearMonthDuration:
        return YearMonthDuration(left.months + right.months)
    return None


def _later(moment: Any, amount: Any) -> Any:
    """A date or time moved by a duration."""
    match moment, amount:
        case time(), timedelta():
            return add_to_time(moment, amount)
        case ((date() | Far()), YearMonthDuration()):  # a datetime is a date, too
            return add_months(moment, amount.months)
        case ((date() | Far()), timedelta()):
            start = moment if is_moment(moment) else at_midnight(moment)
            end = add_duration(start, amount)
            return end if is_moment(moment) or not isinstance(end, datetime | Far) else end.date()
        case _:
            return None


def _between(left: Any, right: Any) -> timedelta | None:
    """How long after ``right`` ``left`` is."""
    match left, right:
        case time(), time():
            return seconds_of(left) - seconds_of(right) if _same_footing(left, right) else None
        case ((date() | Far()), (date() | Far())):
            end, start = (day if is_moment(day) else at_midnight(day) for day in (left, right))
            return between(end, start) if _same_footing(end, start) else None
        case _:
            return None


def _same_footing(left: Any, right: Any) -> bool:
    """Local and zoned times do not compare."""
    return (left.tzinfo is None) == (right.tzinfo is None)


def _scaled(duration: Any, factor: Number, by: Callable[[Number, Number], Number | None]) -> Any:
    if type(duration) is timedelta:
        micros = by(duration // _MICROSECOND, factor)
        return None if micros is None else _bounded(lambda: _MICROSECOND * int(micros))
    if type(duration) is YearMonthDuration:
        months = by(duration.months, factor)
        whole = None if months is None else numbers.to_int(months)
        return None if whole is None else YearMonthDuration(whole)
    return None


def _bounded(calculate: Callable[[], timedelta]) -> timedelta | None:
    try:
        return calculate()
    except OverflowError:
        return None
