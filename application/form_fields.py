"""The fields of a form, as whoever fills it in has to know them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.model import Schema


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: its path (``changes[].line``), title by language, type (``date`` rather than a text that is
    one), and whether it is needed."""

    path: str
    title: Mapping[str, str]
    type: str
    required: bool


def fields_of(form: Schema) -> Sequence[FormField]:
    """In the order in which they are written; what is inside a field comes behind it."""
    return list(_fields(form.document, ""))


def _fields(part: Mapping[str, Any], around: str) -> Iterator[FormField]:
    required = part.get("required", ())
    for name, inner in part.get("properties", {}).items():
        path = f"{around}{name}"
        kind = inner.get("format") or inner["type"]
        yield FormField(path, inner["title"], str(kind), name in required)
        yield from _fields(inner, f"{path}.")
        yield from _fields(inner.get("items", {}), f"{path}[].")
