"""From a document to authoring objects: everything that does not fit becomes a finding."""

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from engine.language.authoring.base import Authored
from engine.language.authoring.problems import findings_of
from engine.language.document import Document
from engine.language.places import Path
from engine.values import Finding

Kind = TypeVar("Kind", bound=Authored)


def read_as(kind: type[Kind], document: Document) -> tuple[Kind | None, list[Finding]]:
    """The document as an authoring object whose parts know their places, or everything wrong with it."""
    classes: dict[int, type[BaseModel]] = {}
    try:
        authored = kind.model_validate(document.value, context=classes)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=True)
        return None, findings_of(problems, document, classes)
    place_parts(authored)
    return authored, []


def place_parts(authored: Authored) -> None:
    """Tell an authoring object and all objects in it their paths."""
    _place(authored, ())


def _place(value: Any, path: Path) -> None:
    """Tell every authoring object in ``value`` its path."""
    match value:
        case Authored():
            value._place = path
            _place_each(_fields(value), path)
        case list():
            _place_each(enumerate(value), path)
        case dict():
            _place_each(value.items(), path)


def _place_each(items: Iterable[tuple[str | int, Any]], path: Path) -> None:
    for key, item in items:
        if isinstance(item, Authored | list | dict):
            _place(item, (*path, key))


def _fields(authored: Authored) -> Iterable[tuple[str, Any]]:
    fields = type(authored).model_fields
    return ((fields[name].alias or name, value) for name, value in authored.__dict__.items())
