"""Shapes of data that people and other systems send: forms, messages, order documents."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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
        found = [_problem(error) for error in self._errors(data)]
        formats = {problem.path for problem in found if problem.rule == "format"}
        told = [p for p in found if p.rule != "pattern" or p.path not in formats]  # the format says it better
        return sorted(told, key=lambda p: p.path)

    def _errors(self, data: Value) -> "Iterator[ValidationError]":
        found: Iterator[ValidationError] = self._made().iter_errors(data)
        return found

    def _made(self) -> Any:
        # The library is imported by whoever checks something: most commands never do.
        if self._validator is None:
            from jsonschema import Draft202012Validator, FormatChecker

            formats = FormatChecker(formats=())
            for name, reads in _FORMATS.items():
                formats.checks(name, raises=ValueError)(reads)
            made = Draft202012Validator(dict(self.document), format_checker=formats)
            object.__setattr__(self, "_validator", made)
        return self._validator


def _is_date(text: object) -> bool:
    return not isinstance(text, str) or (len(text) == len("2026-01-31") and bool(date.fromisoformat(text)))


def _is_date_time(text: object) -> bool:
    return not isinstance(text, str) or ("T" in text and bool(datetime.fromisoformat(text)))


# A text of the wrong format would only be noticed by the service that reads it: too late to say so to whoever
# sent it.
_FORMATS: Mapping[str, Callable[[object], bool]] = {"date": _is_date, "date-time": _is_date_time}


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
