"""Equality, order and membership with three truth values (DMN 1.5, 10.3.2.13 and 10.3.2.14)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal

from engine.feel.far import Far, sign_of
from engine.feel.functions import Function
from engine.feel.moments import AnyTime, is_moment, seconds_of, without_zone
from engine.feel.ranges import Range
from engine.feel.run import VALUE_LEVEL as _LEVEL
from engine.feel.run import Run
from engine.values import YearMonthDuration

Truth = bool | None
Kind = Literal[
    "null", "boolean", "number", "string", "date", "time", "date and time", "days and time duration",
    "years and months duration", "list", "context", "range", "function", "unknown",
]  # fmt: skip

_KINDS: dict[type, Kind] = {
    int: "number",
    Decimal: "number",
    type(None): "null",
    bool: "boolean",
    str: "string",
    datetime: "date and time",
    date: "date",
    time: "time",
    timedelta: "days and time duration",
    YearMonthDuration: "years and months duration",
    list: "list",
    dict: "context",
    Range: "range",
}


def kind_of(value: Any) -> Kind:
    """The FEEL type of a run-time value."""
    kind = _KINDS.get(type(value))
    if kind is not None:
        return kind
    if isinstance(value, Far):
        return "date and time" if is_moment(value) else "date"
    return "function" if isinstance(value, Function) else "unknown"


def equal(left: Any, right: Any, run: Run) -> Truth:  # noqa: PLR0911 - one line a kind
    """``left = right``; None when the two are of different kinds and neither is null.

    Lists and contexts are equal when all their parts are, and else not.
    """
    kind = kind_of(left)
    if kind != kind_of(right):
        return False if left is None or right is None else None
    match kind:
        case "list":
            return _equal_lists(left, right, run)
        case "context":
            return _equal_contexts(left, right, run)
        case "range":
            return _equal_lists(list(left.parts()), list(right.parts()), run)
        case "date and time" | "time" if not isinstance(left, Far) and not isinstance(right, Far):
            # By the standard the second is the smallest part that equality looks at.
            return bool(_comparable(left.replace(microsecond=0)) == _comparable(right.replace(microsecond=0)))
        case "function" | "unknown":
            return left is right
        case _:
            return bool(left == right)


def _equal_lists(left: list[Any], right: list[Any], run: Run) -> Truth:
    run.charge(len(left))
    if len(left) != len(right):
        return False
    run.enter(_LEVEL)
    same = all(equal(a, b, run) for a, b in zip(left, right, strict=True))
    run.leave(_LEVEL)
    return same


def _equal_contexts(left: dict[str, Any], right: dict[str, Any], run: Run) -> Truth:
    run.charge(len(left))
    if left.keys() != right.keys():
        return False
    run.enter(_LEVEL)
    same = all(equal(value, right[key], run) for key, value in left.items())
    run.leave(_LEVEL)
    return same


def compare(operator: str, left: Any, right: Any) -> Truth:
    """``left operator right`` for ``< <= > >=``; None for kinds without an order or of different kinds."""
    if (type(left) is date and type(right) is datetime) or (type(left) is datetime and type(right) is date):
        return None
    kind = kind_of(left)
    if kind != kind_of(right) or kind not in _ORDERED:
        return None
    if kind in ("date and time", "time"):
        left, right = (_comparable(moment) for moment in _on_one_footing(left, right))
    if isinstance(left, Far) or isinstance(right, Far):
        left, right = sign_of(left, right), 0
    return _ordered(operator, left, right)


_ORDERED = frozenset(
    {
        "number", "string", "date", "time", "date and time",
        "days and time duration", "years and months duration",
    }
)  # fmt: skip


def _on_one_footing(left: AnyTime, right: AnyTime) -> tuple[AnyTime, AnyTime]:
    """What has no offset takes the other's (DMN 1.5, table 54), so that clock readings compare."""
    if (left.tzinfo is None) == (right.tzinfo is None):
        return left, right
    return without_zone(left), without_zone(right)


def _comparable(moment: datetime | time | Far) -> Any:
    return seconds_of(moment) if isinstance(moment, time) else moment


def _ordered(operator: str, left: Any, right: Any) -> bool:
    match operator:
        case "<":
            return bool(left < right)
        case "<=":
            return bool(left <= right)
        case ">":
            return bool(left > right)
        case _:
            return bool(left >= right)


def within(value: Any, limits: Range, run: Run) -> Truth:
    """``value in range``; an interval with a null end contains nothing and nothing is outside."""
    match limits.operator:
        case "=":
            return equal(value, limits.first, run)
        case "!=":
            same = equal(value, limits.first, run)
            return None if same is None else not same
        case "<" | "<=":
            return compare(limits.operator, value, limits.last)
        case ">" | ">=":
            return compare(limits.operator, value, limits.first)
        case _:
            above = compare(">=" if limits.first_included else ">", value, limits.first)
            below = compare("<=" if limits.last_included else "<", value, limits.last)
            return None if above is None or below is None else above and below


def passes(value: Any, test: Any, run: Run) -> Truth:
    """``value in test`` for a test that has been evaluated: range, list, or a value to equal."""
    if type(test) is Range:
        return within(value, test, run)
    if type(test) is list and type(value) is not list:
        return _in_list(value, test, run)
    if type(test) is list:
        same = equal(value, test, run)
        return True if same else _in_list(value, test, run)
    return equal(value, test, run)


def _in_list(value: Any, tests: list[Any], run: Run) -> Truth:
    run.charge(len(tests))
    run.enter(_LEVEL)
    found = any(passes(value, test, run) for test in tests)
    run.leave(_LEVEL)
    return found
