"""The text of any value, as ``string()`` gives it (DMN 1.5, 10.3.4.1)."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from engine.feel.errors import FeelError
from engine.feel.far import Far
from engine.feel.functions import Function
from engine.feel.moment_text import format_temporal
from engine.feel.numbers import format_number
from engine.feel.ranges import Range
from engine.feel.run import VALUE_LEVEL, Run
from engine.values import YearMonthDuration

_MOST_PIECES = 1_000_000


def spell(run: Run, value: Any) -> str:
    """The text; a text itself stays bare at the top and is quoted inside lists and contexts."""
    text = value if type(value) is str else "".join(_pieces(run, value))
    run.charge_text(len(text))
    return text


def beginning(value: Any, length: int) -> str:
    """The text, or as much of its beginning as has the length, with an ellipsis at its end. Looks no further:
    values may be as large as orders."""
    text, run = "", Run(_MOST_PIECES, None)
    try:
        for piece in (value,) if type(value) is str else _pieces(run, value):
            text += piece
            if len(text) > length:
                return f"{text[: length - 1]}…"
    except FeelError:  # it nests too deep to be read
        return f"{text[: length - 1]}…"
    return text


def _pieces(run: Run, value: Any) -> Iterator[str]:
    run.charge(1)
    match value:
        case list():
            yield from _enclosed(run, "[", (_pieces(run, item) for item in value), "]")
        case dict():
            yield from _enclosed(run, "{", (_entry(run, key, item) for key, item in value.items()), "}")
        case Range():
            yield _spell_range(run, value)
        case _:
            yield _spell_one(value)


def _enclosed(run: Run, opening: str, parts: Iterator[Iterator[str]], closing: str) -> Iterator[str]:
    run.enter(VALUE_LEVEL)
    yield opening
    for index, part in enumerate(parts):
        if index:
            yield ", "
        yield from part
    yield closing
    run.leave(VALUE_LEVEL)


def _entry(run: Run, key: str, value: Any) -> Iterator[str]:
    yield f"{key}: "
    yield from _pieces(run, value)


def _spell_one(value: Any) -> str:  # noqa: PLR0911 - one line a kind
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return format_number(value)
        case str():
            return f'"{value}"'
        case date() | Far() | time() | timedelta() | YearMonthDuration():
            return format_temporal(value)
        case Function():
            return value.name
        case _:
            return str(value)


def _spell_range(run: Run, limits: Range) -> str:
    first, last = ("".join(_pieces(run, end)) for end in (limits.first, limits.last))
    if limits.operator is not None:
        return f"({limits.operator} {last if limits.operator.startswith('<') else first})"
    opening, closing = "[" if limits.first_included else "(", "]" if limits.last_included else ")"
    return f"{opening}{first}..{last}{closing}"
