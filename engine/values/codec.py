"""Canonical JSON of values: what is hashed, stored and sent. Equal bytes mean the same value."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import orjson

from engine.values.checks import LARGEST_INTEGER, check_keys, has_large_integer
from engine.values.durations import YearMonthDuration, format_duration, parse_duration
from engine.values.moments import format_datetime, format_time, parse_datetime, parse_time
from engine.values.value import NotAValueError, Value

_OPTIONS = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)


def encode(value: Value) -> bytes:
    """The canonical JSON of a value: sorted keys, UTF-8, exact numbers.

    Whole numbers of up to 53 bits are JSON integers; ``{"$decimal": "1.10"}``, ``{"$date": …}``,
    ``{"$time": …}``, ``{"$datetime": …}``, ``{"$duration": "PT1H"}`` and ``{"$months": 14}`` hold what
    JSON cannot. Raises NotAValueError for floats, context keys starting with ``$`` and foreign objects.
    """
    if has_large_integer(value):
        value = _with_decimals(value)
    tagger = _Tagger()
    try:
        data = orjson.dumps(value, tagger, _OPTIONS)
    except (orjson.JSONEncodeError, UnicodeError) as error:
        raise NotAValueError(str(error.__cause__ or error)) from error
    if data.count(b'"$') != tagger.tags:  # a text that starts with $, or a key that may not
        check_keys(value)
    if b"\\u0000" in data and _NUL.search(data):
        raise NotAValueError("a text holds the character NUL, which no database stores; take it out")
    return data


def decode(data: bytes | str) -> Value:
    """The value that encode wrote. Raises ValueError for what is not JSON or holds an unknown tag."""
    holder = [orjson.loads(data)]
    if '"$' in data if isinstance(data, str) else b'"$' in data:
        _untag(holder)
    return holder[0]  # type: ignore[no-any-return]


def plain(value: Value) -> Any:
    """The value as JSON types only, tags included: for a JSON column, a log or a person."""
    return orjson.loads(encode(value))


# The escape itself, not a text that shows one: an even number of backslashes before it.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class _Tagger:
    """Writes what orjson cannot write itself, and counts the tags. Most frequent kind first."""

    __slots__ = ("tags",)

    def __init__(self) -> None:
        self.tags = 0

    def __call__(self, value: Any) -> dict[str, str | int] | int:
        kind = type(value)
        if kind is Decimal:
            whole = _whole(value)
            if whole is not None:
                return whole
        self.tags += 1
        return _tag(value, kind)


def _tag(value: Any, kind: type) -> dict[str, str | int]:
    if kind is Decimal:
        return {"$decimal": str(value)}
    if kind is datetime:
        return {"$datetime": format_datetime(value)}
    if kind is date:
        return {"$date": value.isoformat()}
    if kind is timedelta:
        return {"$duration": format_duration(value)}
    if kind is YearMonthDuration:
        return {"$months": value.months}
    if kind is time:
        return {"$time": format_time(value)}
    raise NotAValueError(f"{kind.__name__} cannot be stored")


def _whole(number: Decimal) -> int | None:
    """The integer that a Decimal with exponent 0 is, unless it has over 53 bits."""
    if not number.is_finite():
        raise NotAValueError(f"{number} is no number")
    text = str(number)
    if not text.lstrip("-").isdigit():
        return None
    whole = int(text)
    return whole if -LARGEST_INTEGER <= whole <= LARGEST_INTEGER else None


def _with_decimals(value: Any) -> Any:
    """A copy in which every integer over 53 bits is a Decimal, for JSON readers that use doubles."""
    match value:
        case dict():
            return {key: _with_decimals(item) for key, item in value.items()}
        case list():
            return [_with_decimals(item) for item in value]
        case int() if abs(value) > LARGEST_INTEGER:
            return Decimal(value)
        case _:
            return value


_READERS = {
    "$decimal": Decimal,
    "$date": date.fromisoformat,
    "$time": parse_time,
    "$datetime": parse_datetime,
    "$duration": parse_duration,
    "$months": YearMonthDuration,
}


def _untag(holder: list[Any]) -> None:
    """Replace the tags inside by their values, in place: what loads made is ours alone."""
    containers: list[Any] = [holder]
    for container in containers:
        for key, item in container.items() if type(container) is dict else enumerate(container):
            if type(item) is dict:
                tag = next(iter(item)) if len(item) == 1 else ""
                if tag[:1] == "$":
                    container[key] = _read(tag, item[tag])
                else:
                    containers.append(item)
            elif type(item) is list:
                containers.append(item)


def _read(tag: str, text: Any) -> Any:
    reader = _READERS.get(tag)
    if reader is None:
        raise ValueError(f"unknown tag {tag!r} in stored value")
    try:
        return reader(text)  # type: ignore[operator]
    except (TypeError, ArithmeticError) as error:
        raise ValueError(f"stored {tag} holds {text!r}") from error
