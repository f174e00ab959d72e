"""Answers as plain JSON, for programs: exact numbers as text, times in ISO 8601."""

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.values import YearMonthDuration, format_duration


def as_json(value: Any) -> str:
    """Anything that a use case returns, indented and readable."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2)


def plain(value: Any) -> Any:
    """The value as JSON types. Raises TypeError for what has no place in JSON."""
    match value:
        case None | bool() | int() | str():
            return value
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case Set():
            return sorted(plain(item) for item in value)
        case Sequence():
            return [plain(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type | YearMonthDuration):
            return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
        case _:
            return _text(value)


def _text(value: Any) -> str:
    match value:
        case Decimal():
            return format(value, "f")
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return format_duration(value)
        case YearMonthDuration():
            return str(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no place in JSON")
