"""FEEL types at run time: ``instance of``, and the conversions on the way into a function.

DMN 1.5, 10.3.2.9: conformance, and implicit conversions to and from singleton lists and dates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.feel.comparison import kind_of
from engine.feel.functions import Function
from engine.feel.moments import at_midnight
from engine.feel.ranges import Range
from engine.feel.run import Run
from engine.feel.syntax import TypeName


class _Mismatch:
    """What coerce gives when a value does not fit. No value of FEEL is it."""


MISMATCH = _Mismatch()


@dataclass(frozen=True, slots=True)
class FeelType:
    """A type. ``arguments`` are element, entry or parameter types, as in TypeName."""

    name: str
    arguments: tuple["FeelType", ...] = ()
    entries: tuple[str, ...] = ()
    result: "FeelType | None" = None


ANY, NULL = FeelType("Any"), FeelType("Null")
_SIMPLE = frozenset(
    {
        "Any", "Null", "number", "string", "boolean", "date", "time", "date and time",
        "days and time duration", "years and months duration", "list", "context", "range", "function",
    }
)  # fmt: skip
_ALIASES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}


def type_of(name: TypeName, given: Mapping[str, FeelType]) -> FeelType | None:
    """The type of that name; ``given`` holds the item definitions. None when it is unknown."""
    arguments = [type_of(argument, given) for argument in name.arguments]
    result = type_of(name.result, given) if name.result else None
    known = tuple(argument for argument in arguments if argument)
    if len(known) < len(arguments) or (name.result and result is None):
        return None
    if name.name in given:
        return given[name.name]
    simple = _ALIASES.get(name.name, name.name)
    return FeelType(simple, known, name.entries, result) if simple in _SIMPLE else None


def conforms(value: Any, wanted: FeelType, run: Run) -> bool:  # noqa: PLR0911 - one line a kind
    """Whether the value is of the type. Null is of every type."""
    if value is None or wanted.name == "Any":
        return True
    kind = kind_of(value)
    if kind != wanted.name:
        return False
    if not wanted.arguments and kind != "function":
        return True
    match value:
        case list():
            run.charge(len(value))
            return all(conforms(item, wanted.arguments[0], run) for item in value)
        case dict():
            return _context_conforms(value, wanted, run)
        case Range():
            return all(conforms(end, wanted.arguments[0], run) for end in (value.first, value.last))
        case Function():
            return value.conforms_to(wanted) if wanted.result else True
        case _:
            return True


def _context_conforms(value: dict[str, Any], wanted: FeelType, run: Run) -> bool:
    run.charge(len(wanted.entries))
    pairs = zip(wanted.entries, wanted.arguments, strict=True)
    return all(name in value and conforms(value[name], entry, run) for name, entry in pairs)


def type_conforms(found: FeelType, wanted: FeelType) -> bool:
    """Whether every value of the one type is one of the other (DMN 1.5, 10.3.2.9.2)."""
    if wanted.name == "Any" or found.name == "Null":
        return True
    if found.name != wanted.name:
        return False
    if wanted.name == "function":
        return wanted.result is None or _function_conforms(found, wanted, wanted.result)
    if wanted.name == "context":
        own = dict(zip(found.entries, found.arguments, strict=True))
        pairs = zip(wanted.entries, wanted.arguments, strict=True)
        return all(name in own and type_conforms(own[name], entry) for name, entry in pairs)
    element = found.arguments[0] if found.arguments else ANY
    return not wanted.arguments or type_conforms(element, wanted.arguments[0])


def _function_conforms(found: FeelType, wanted: FeelType, result: FeelType) -> bool:
    return takes(found.arguments, wanted) and type_conforms(found.result or ANY, result)


def takes(parameters: Sequence[FeelType], wanted: FeelType) -> bool:
    """Whether a function with these parameters can be called with whatever the type of function allows."""
    if len(parameters) != len(wanted.arguments):
        return False
    return all(type_conforms(given, own) for given, own in zip(wanted.arguments, parameters, strict=True))


def coerce(value: Any, wanted: FeelType, run: Run) -> Any:
    """The value made to fit: itself, the one element of a list, a list of it, a date at midnight.

    MISMATCH when it does not fit.
    """
    if conforms(value, wanted, run):
        return value
    if type(value) is list and len(value) == 1 and conforms(value[0], wanted, run):
        return value[0]
    if wanted.name == "list" and type(value) is not list and conforms([value], wanted, run):
        return [value]
    if wanted.name == "date and time" and type(value) is date:
        return at_midnight(value)
    if wanted.name == "date" and type(value) is datetime:
        return value.date()
    return MISMATCH
