"""The text of any value, as ``string()`` gives it (DMN 1.5, 10.3.4.1)."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from engine.feel.far import Far
from engine.feel.functions import Function
from engine.feel.moment_text import format_temporal
from engine.feel.numbers import format_number
from engine.feel.ranges import Range
from engine.feel.run import Run
from engine.values import YearMonthDuration


def spell(run: Run, value: Any) -> str:
    """The text; a text itself stays bare at the top and is quoted inside lists and contexts."""
    text = value if type(value) is str else _spell(run, value)
    run.charge_text(len(text))
    return text


def _spell(run: Run, value: Any) -> str:  # noqa: PLR0911 - one line a kind
    run.charge(1)
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
        case list():
            return f"[{', '.join(_spell(run, item) for item in value)}]"
        case dict():
            return f"{{{', '.join(f'{key}: {_spell(run, item)}' for key, item in value.items())}}}"
        case Range():
            return _spell_range(run, value)
        case Function():
            return value.name
        case _:
            return str(value)


def _spell_range(run: Run, limits: Range) -> str:
    if limits.operator is not None:
        end = limits.last if limits.operator.startswith("<") else limits.first
        return f"({limits.operator} {_spell(run, end)})"
    opening, closing = "[" if limits.first_included else "(", "]" if limits.last_included else ")"
    return f"{opening}{_spell(run, limits.first)}..{_spell(run, limits.last)}{closing}"
