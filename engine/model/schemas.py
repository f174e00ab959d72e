"""Shapes of data that people and other systems send: forms, messages, order documents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.values import Value

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which data does not fit: where (``lines[0].quantity``), which rule, and its limit."""

    path: str
    rule: str
    limit: str
    message: str


@dataclass(frozen=True, slots=True)
class Schema:
    """A named JSON Schema (draft 2020-12). As a form, its properties carry ``title: {en, zh}``."""

    name: str
    document: Mapping[str, Any] = field(hash=False)
    _validator: Any = field(default=None, init=False, repr=False, compare=False, hash=False)

    def problems(self, data: Value) -> list[Problem]:
        """Everything about ``data`` that does not fit, in order of place; empty when it fits."""
        return sorted((_problem(e) for e in self._errors(data)), key=lambda p: p.path)

    def _errors(self, data: Value) -> "Iterator[ValidationError]":
        found: Iterator[ValidationError] = self._made().iter_errors(data)
        return found

    def _made(self) -> Any:
        # The library is imported by whoever checks something: most commands never do.
        if self._validator is None:
            from jsonschema import Draft202012Validator

            object.__setattr__(self, "_validator", Draft202012Validator(dict(self.document)))
        return self._validator


def _problem(error: "ValidationError") -> Problem:
    path = ""
    for part in error.absolute_path:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
    limit = str(error.validator_value)
    match error.validator:
        case "required":  # one error for each name, which only the message tells
            wanted: Any = error.validator_value
            path += next(f".{name}" for name in wanted if error.message.startswith(repr(name)))
        case "additionalProperties":
            limit = ", ".join(_unknown(error))
        case _:
            pass
    return Problem(path.lstrip("."), str(error.validator), limit, error.message)


def _unknown(error: "ValidationError") -> list[str]:
    """The names that the schema does not have."""
    given: Any = error.instance
    schema: Any = error.schema
    return sorted(set(given) - set(schema.get("properties", {})))
