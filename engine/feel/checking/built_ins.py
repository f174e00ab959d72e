"""What built-in functions give, and which elements the lists they take may have."""

from collections.abc import Callable, Sequence

from engine.feel.checking.kinds import (
    BOOLEAN,
    CONTEXT,
    DATE,
    DURATION,
    LIST,
    MOMENT,
    MONTHS,
    NUMBER,
    ORDERED,
    RANGE,
    STRING,
    TIME,
    element_of,
    join_all,
    list_of,
)
from engine.feel.types import ANY, FeelType

Result = Callable[[Sequence[FeelType]], FeelType]
_NUMBERS = """number decimal floor ceiling modulo sqrt log exp product median stddev count day-of-year
    week-of-year string-length"""
_TEXTS = """string substring upper-case lower-case substring-before substring-after replace string-join
    day-of-week month-of-year"""
_TRUTHS = """not contains starts-with ends-with matches list-contains all any odd even is before after meets
    met-by overlaps overlaps-before overlaps-after finishes finished-by includes during starts started-by
    coincides"""


def _named(words: str, result: FeelType) -> dict[str, FeelType]:
    return {word.replace("-", " "): result for word in words.split()}


FIXED: dict[str, FeelType] = (
    _named(_NUMBERS, NUMBER)
    | _named("round-up round-down round-half-up round-half-down", NUMBER)
    | _named(_TEXTS, STRING)
    | _named(_TRUTHS, BOOLEAN)
    | {
        "date": DATE, "time": TIME, "date and time": MOMENT, "now": MOMENT, "today": DATE, "range": RANGE,
        "years and months duration": MONTHS, "split": list_of(STRING), "index of": list_of(NUMBER),
        "mode": list_of(NUMBER), "get entries": LIST, "context": CONTEXT, "context put": CONTEXT,
        "context merge": CONTEXT, "flatten": LIST,
    }
)  # fmt: skip


def _same_list(arguments: Sequence[FeelType]) -> FeelType:
    return list_of(element_of(arguments[0]))


def _all_lists(arguments: Sequence[FeelType]) -> FeelType:
    return list_of(join_all([element_of(argument) for argument in arguments]))


def _appended(arguments: Sequence[FeelType]) -> FeelType:
    return list_of(join_all([element_of(arguments[0]), *arguments[1:]]))


def _one_of(arguments: Sequence[FeelType]) -> FeelType:
    return element_of(arguments[0]) if len(arguments) == 1 else join_all(list(arguments))


_FROM_LISTS: dict[str, Result] = dict.fromkeys(
    ("sublist", "remove", "reverse", "distinct values"), _same_list
)
DERIVED: dict[str, Result] = _FROM_LISTS | {
    "sort": _same_list,
    "append": _appended,
    "concatenate": _all_lists,
    "union": _all_lists,
    "min": _one_of,
    "max": _one_of,
    "sum": _one_of,
    "mean": _one_of,
    "abs": lambda arguments: element_of(arguments[0]),
}
_CALCULATED = frozenset({"number", DURATION.name, MONTHS.name})
ELEMENTS: dict[str, frozenset[str]] = {
    "sum": _CALCULATED,
    "mean": _CALCULATED,
    "product": frozenset({"number"}),
    "median": frozenset({"number"}),
    "stddev": frozenset({"number"}),
    "min": ORDERED,
    "max": ORDERED,
}


def result_of(name: str, arguments: Sequence[FeelType], *, named: bool) -> FeelType:
    """What a call gives, as far as is known."""
    if name in FIXED:
        return FIXED[name]
    return DERIVED[name](arguments) if name in DERIVED and arguments and not named else ANY
