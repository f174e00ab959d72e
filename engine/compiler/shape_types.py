"""Shapes as FEEL types, as far as a JSON Schema tells what a value will be when it is read."""

from collections.abc import Mapping
from typing import Any

from engine.compiler.shapes import Shape
from engine.feel import FeelType

_ANY = FeelType("Any")
_DEPTH = 5  # levels of fields; what lies deeper counts as unknown
_PLAIN = {"integer": "number", "number": "number", "boolean": "boolean", "string": "string"}
_READ_DIFFERENTLY = frozenset({"format", "pattern"})  # dates and amounts that travel as texts


class ShapeTypes:
    """Turns shapes into types; each part of a schema is looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int], tuple[Shape, FeelType]] = {}

    def type_of(self, shape: Shape, depth: int = _DEPTH) -> FeelType:
        """The type; Any when the schema allows several or does not tell."""
        key = (id(shape.schema), id(shape.root), depth)
        if key not in self._known:  # the shape is kept, so that its ids stay its own
            self._known[key] = (shape, self._type(shape, depth))
        return self._known[key][1]

    def _type(self, shape: Shape, depth: int) -> FeelType:
        options = list(shape.alternatives())
        if depth == 0 or len(options) != 1:
            return _ANY
        schema = options[0]
        kind = _kind(schema.get("type"))
        if kind == "object":
            return self._context(schema, shape.root, depth)
        if kind == "array":
            return self._list(schema, shape.root, depth)
        plain = isinstance(kind, str) and kind in _PLAIN and not _READ_DIFFERENTLY & schema.keys()
        return FeelType(_PLAIN[str(kind)]) if plain else _ANY

    def _context(self, schema: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> FeelType:
        fields = schema.get("properties")
        if not isinstance(fields, Mapping):
            return FeelType("context")
        types = tuple(self.type_of(Shape(part, root), depth - 1) for part in fields.values())
        return FeelType("context", types, tuple(fields))

    def _list(self, schema: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> FeelType:
        items = schema.get("items")
        if not isinstance(items, Mapping):
            return FeelType("list")
        element = self.type_of(Shape(items, root), depth - 1)
        return FeelType("list") if element == _ANY else FeelType("list", (element,))


def _kind(given: Any) -> Any:
    """The one type that is meant, null left out."""
    if not isinstance(given, list):
        return given
    others = [kind for kind in given if kind != "null"]
    return others[0] if len(others) == 1 else None
