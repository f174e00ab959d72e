"""What people type: values as in YAML 1.2, so that 19.90 stays exact and nothing else is guessed."""

from collections.abc import Iterable
from typing import Any

from engine.language.yaml_reader import read_yaml


class EntryError(ValueError):
    """What was typed cannot be read; the message says why and what to write."""


def read_value(text: str) -> Any:
    """A number, true, false, null, text, list or context. Raises EntryError."""
    reading = read_yaml(text.encode(), "")
    if reading.findings or len(reading.documents) > 1:
        problem = reading.findings[0].message if reading.findings else "it holds several values"
        raise EntryError(f"{text!r} cannot be read: {problem}. Put it into quotes if it is a text.")
    return reading.documents[0].value if reading.documents else None


def read_context(data: bytes, name: str) -> dict[str, Any]:
    """A file of fields with values, YAML or JSON. Raises EntryError."""
    reading = read_yaml(data, name)
    if reading.findings:
        raise EntryError(f"{name} cannot be read: {'; '.join(map(str, reading.findings))}")
    value = reading.documents[0].value if reading.documents else {}
    if not isinstance(value, dict):
        raise EntryError(f"{name} must hold fields with values, such as {{quantity: 2}}")
    return dict(value)


def read_entries(entries: Iterable[str]) -> dict[str, Any]:
    """Fields from ``name=value`` and whole contexts ``{…}``, later ones winning; dots lead inside:
    ``line.quantity=2``. Raises EntryError."""
    data: dict[str, Any] = {}
    for entry in entries:
        if entry.lstrip().startswith("{"):
            data |= read_context(entry.encode(), "the data")
            continue
        name, equals, text = entry.partition("=")
        if not equals or not name:
            raise EntryError(f"{entry!r} is no field: write name=value, or a whole context such as {{a: 1}}")
        _set(data, name, read_value(text))
    return data


def read_paths(entries: Iterable[str]) -> dict[str, Any]:
    """Values by path from ``path=value``; the paths keep their dots. Raises EntryError."""
    found: dict[str, Any] = {}
    for entry in entries:
        path, equals, text = entry.partition("=")
        if not equals or not path:
            raise EntryError(f"{entry!r} is no variable: write path=value, such as order.priority=90")
        found[path] = read_value(text)
    return found


def _set(data: dict[str, Any], path: str, value: Any) -> None:
    *places, last = path.split(".")
    for place in places:
        inner = data.setdefault(place, {})
        if not isinstance(inner, dict):
            raise EntryError(f"{path}: {place} has a value already and cannot hold fields")
        data = inner
    data[last] = value
