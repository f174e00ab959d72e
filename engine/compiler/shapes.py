"""What is known of a value's shape before it exists: which fields it has, by its JSON Schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_REFERENCE_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Shape:
    """A JSON Schema (or a part of one) as the shape of a value. ``ANY`` knows nothing and allows all.

    Fields that a schema does not list are unknown, unless it says ``additionalProperties``: a misspelt name
    would go unseen otherwise.
    """

    schema: Mapping[str, Any] = field(hash=False)
    root: Mapping[str, Any] = field(hash=False)

    def at(self, name: str) -> "Shape | None":
        """The shape of a field, through lists as FEEL paths go; None when there is no such field."""
        options = list(self._options())
        if not all(_is_object(option) for option in options):
            return ANY
        found = [option["properties"][name] for option in options if name in option["properties"]]
        if found:
            return Shape(found[0], self.root) if len(found) == 1 else ANY
        extra = [option["additionalProperties"] for option in options if option.get("additionalProperties")]
        return (Shape(extra[0], self.root) if isinstance(extra[0], Mapping) else ANY) if extra else None

    def entry(self) -> "Shape":
        """The shape of an entry of this list."""
        for schema in self._alternatives(self.schema, _REFERENCE_DEPTH):
            if isinstance(items := schema.get("items"), Mapping):
                return Shape(items, self.root)
        return ANY

    def names(self) -> list[str]:
        """The fields that are known."""
        return sorted({name for option in self._options() for name in option.get("properties", ())})

    def alternatives(self) -> Iterator[Mapping[str, Any]]:
        """The schemas of which the value may meet one, null left out and references followed."""
        return self._alternatives(self.schema, _REFERENCE_DEPTH)

    def _options(self) -> Iterator[Mapping[str, Any]]:
        """The objects that this value, or an entry of this list, may be."""
        for schema in self._alternatives(self.schema, _REFERENCE_DEPTH):
            items = schema.get("items")
            yield from Shape(items, self.root)._options() if isinstance(items, Mapping) else (schema,)

    def _alternatives(self, schema: Mapping[str, Any], depth: int) -> Iterator[Mapping[str, Any]]:
        if depth == 0 or schema.get("type") == "null":
            return
        if isinstance(reference := schema.get("$ref"), str):
            yield from self._alternatives(resolve(self.root, reference), depth - 1)
            return
        several = [s for word in ("anyOf", "oneOf", "allOf") for s in schema.get(word, ())]
        if not several:
            yield schema
        for option in several:
            yield from self._alternatives(option, depth - 1)


ANY = Shape({}, {})


def shape_of(schema: Mapping[str, Any]) -> Shape:
    """The shape that a whole schema describes."""
    return Shape(schema, schema)


def resolve(root: Mapping[str, Any], reference: str) -> Mapping[str, Any]:
    """What a local reference (``#/$defs/Line``) points to; an empty schema when it points nowhere."""
    found: Any = root
    for part in reference.removeprefix("#").strip("/").split("/"):
        if not isinstance(found, Mapping) or part not in found:
            return {}
        found = found[part]
    return found if isinstance(found, Mapping) else {}


def _is_object(schema: Mapping[str, Any]) -> bool:
    return isinstance(schema.get("properties"), Mapping)
