"""Cells of a sheet ↔ values in YAML: conclusions are FEEL, as in any other modeller's tables."""

import json
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.feel import FeelSyntaxError
from engine.feel.parser import parse_expression
from engine.feel.syntax import Constant, ListLiteral, Negation, Node
from engine.values import format_duration

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff /.-]*[\w\u4e00-\u9fff]|[A-Za-z\u4e00-\u9fff]")
_WORDS = frozenset({"true", "false", "null", "True", "False", "Null", "TRUE", "FALSE", "NULL"})


def cell_text(cell: Any) -> str:  # noqa: PLR0911 - one line a kind
    """The text of a cell; numbers without a needless fraction, dates as FEEL."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case float():
            return (
                str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(Decimal(repr(cell)), "f")
            )
        case datetime() if (cell.hour, cell.minute, cell.second, cell.microsecond) != (0, 0, 0, 0):
            return f'date and time("{cell.isoformat()}")'
        case date():
            return f'date("{cell.isoformat()[:10]}")'
        case time():
            return f'time("{cell.isoformat()}")'
        case timedelta():
            return f'duration("{format_duration(cell)}")'
        case _:
            return str(cell).strip()


def literal_of(text: str) -> Any:
    """A conclusion in FEEL as YAML has it: a literal, else an expression behind ``=``."""
    try:
        found, value = _constant(parse_expression(text))
    except FeelSyntaxError:
        return f"={text}"
    return value if found and not (isinstance(value, str) and value.startswith("=")) else f"={text}"


def literals_of(text: str) -> list[Any] | None:
    """Values separated by commas; None when one of them is no literal."""
    try:
        node = parse_expression(f"[{text}]")
    except FeelSyntaxError:
        return None
    if not isinstance(node, ListLiteral):
        return None
    pairs = [_constant(item) for item in node.items]
    return [value for _, value in pairs] if all(found for found, _ in pairs) else None


def _constant(node: Node) -> tuple[bool, Any]:
    match node:
        case Constant(value=value) if value is None or isinstance(value, bool | int | Decimal | str):
            return True, value
        case Negation(operand=Constant(value=int() | Decimal() as value)) if not isinstance(value, bool):
            return True, -value
        case _:
            return False, None


def yaml_scalar(value: Any) -> str:  # noqa: PLR0911 - one line a kind
    """A value as it stands in YAML inside ``{ }``."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case Decimal():
            return format(value, "f")
        case list():
            return f"[{', '.join(yaml_scalar(item) for item in value)}]"
        case _:
            text = str(value)
            if _PLAIN.fullmatch(text) and text not in _WORDS:
                return text
            if text.isprintable():
                return "'" + text.replace("'", "''") + "'"
            return json.dumps(text)
