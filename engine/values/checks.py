"""What orjson would let pass and we must not: floats, foreign objects, inexact integers, ``$`` keys."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.values.durations import YearMonthDuration
from engine.values.value import NotAValueError

LARGEST_INTEGER = 2**53 - 1  # the largest that every JSON reader keeps exact
_ATOMS = frozenset({type(None), bool, str, Decimal, date, time, datetime, timedelta, YearMonthDuration})
_MAX_DEPTH = 200


def has_large_integer(value: Any) -> bool:
    """Whether an integer over 53 bits is inside. Raises NotAValueError for anything but values.

    One loop level by level instead of recursion: this is on the path of every record.
    """
    if type(value) in _ATOMS:
        return False
    large = False
    level: list[Any] = [[value]]
    for _ in range(_MAX_DEPTH):
        below: list[Any] = []
        for container in level:
            for item in container.values() if type(container) is dict else container:
                kind = type(item)
                if kind in _ATOMS:  # most are
                    continue
                if kind is dict or kind is list:
                    below.append(item)
                elif kind is int:
                    large = large or not -LARGEST_INTEGER <= item <= LARGEST_INTEGER
                else:
                    raise NotAValueError(_refusal(item))
        if not below:
            return large
        level = below
    raise NotAValueError(f"a value may be nested {_MAX_DEPTH} levels deep, not more")


def check_keys(value: Any) -> None:
    """Raise NotAValueError when a context key starts with ``$``: it would be taken for a tag."""
    rest = [value]
    for item in rest:
        if type(item) is dict:
            for key in item:
                if key[:1] == "$":
                    raise NotAValueError(f"the context key {key!r} starts with '$': rename it")
            rest += item.values()
        elif type(item) is list:
            rest += item


def _refusal(item: Any) -> str:
    if isinstance(item, float):
        return f"{item!r} is a float and not exact: make it a Decimal or an integer"
    return f"{type(item).__name__} cannot be stored: only FEEL values can"
