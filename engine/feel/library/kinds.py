"""The parameter types of built-in functions: each converts a value or says MISMATCH."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from engine.feel.far import Far
from engine.feel.functions import Function
from engine.feel.numbers import NUMBERS
from engine.feel.ranges import Range
from engine.feel.types import MISMATCH
from engine.values import YearMonthDuration

Kind: TypeAlias = Callable[[Any], Any]


def one_of(*types: type) -> Kind:
    """A value of one of these Python types, or a list with just one such value."""
    wanted = frozenset(types)

    def convert(value: Any) -> Any:
        if type(value) in wanted:
            return value
        if type(value) is list and len(value) == 1 and type(value[0]) in wanted:
            return value[0]
        return MISMATCH

    return convert


def anything(value: Any) -> Any:
    """Any value, null too."""
    return value


def present(value: Any) -> Any:
    """Any value but null."""
    return MISMATCH if value is None else value


def a_list(value: Any) -> Any:
    """A list; anything else but null as a list of itself."""
    if type(value) is list:
        return value
    return MISMATCH if value is None else [value]


def a_function(value: Any) -> Any:
    """A function."""
    return value if isinstance(value, Function) else MISMATCH


number = one_of(*NUMBERS)
text = one_of(str)
boolean = one_of(bool)
context = one_of(dict)
a_time = one_of(time)
moment = one_of(date, datetime, Far)
date_or_time = one_of(date, datetime, time, Far)
duration = one_of(timedelta)
a_range = one_of(Range)
point = one_of(*NUMBERS, str, date, datetime, time, timedelta, YearMonthDuration, Far)
number_or_duration = one_of(*NUMBERS, timedelta, YearMonthDuration)

_DATES = frozenset({"date", "date and time"})
_DURATIONS = frozenset({"days and time duration", "years and months duration"})
# Which kinds of values a parameter can do something with; a list may hold the one value that is meant.
ACCEPTED: dict[Kind, frozenset[str]] = {
    number: frozenset({"number", "list"}),
    text: frozenset({"string", "list"}),
    boolean: frozenset({"boolean", "list"}),
    context: frozenset({"context", "list"}),
    a_time: frozenset({"time", "list"}),
    moment: _DATES | {"list"},
    date_or_time: _DATES | {"time", "list"},
    duration: frozenset({"days and time duration", "list"}),
    a_range: frozenset({"range", "list"}),
    point: _DATES | _DURATIONS | {"number", "string", "time", "list"},
    number_or_duration: _DURATIONS | {"number", "list"},
    a_function: frozenset({"function"}),
}
