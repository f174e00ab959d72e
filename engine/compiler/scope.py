"""The names that an expression may use, and what is known of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.compiler.shapes import ANY, Shape, shape_of

TEXT = shape_of({"type": "string"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Names with their shapes, inside another scope. ``variables`` are those that may be written."""

    names: Mapping[str, Shape] = field(hash=False)
    around: "Scope | None" = None
    variables: frozenset[str] = frozenset()
    read_only: frozenset[str] = frozenset()
    milestones: frozenset[str] = frozenset()

    def find(self, name: str) -> Shape | None:
        """The shape of a name, from the inside out; None when nothing has it."""
        for scope in self._outwards():
            if name in scope.names:
                return scope.names[name]
        return None

    def may_write(self, name: str) -> bool:
        """Whether a variable of that name is declared, and is no copy."""
        for scope in self._outwards():
            if name in scope.names:
                return name in scope.variables
        return False

    def is_read_only(self, name: str) -> bool:
        """Whether the name is a copy of an entry, where a write would be lost."""
        for scope in self._outwards():
            if name in scope.names:
                return name in scope.read_only
        return False

    def sees_milestone(self, name: str) -> bool:
        """Whether a milestone stands in this scope or one around it."""
        return any(name in scope.milestones for scope in self._outwards())

    def known(self) -> list[str]:
        """All names, for the nearest one."""
        return sorted({name for scope in self._outwards() for name in scope.names})

    def writable(self) -> list[str]:
        """All variables, for the nearest one."""
        return sorted({name for scope in self._outwards() for name in scope.variables})

    def with_names(self, **names: Shape) -> "Scope":
        """This scope with more names that cannot be written."""
        return Scope(names, self)

    def _outwards(self) -> Iterator["Scope"]:
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.around


def closed(**fields: Shape) -> Shape:
    """The shape of an object with exactly these fields, of which each may be anything it is."""
    properties = {name: shape.schema for name, shape in fields.items()}
    return Shape({"type": "object", "properties": properties}, {})


HOST = Scope(
    {
        "active": ANY,
        "reached": ANY,
        "process": closed(number=ANY, name=ANY, version=ANY, startedAt=ANY),
    }
)
ERROR = closed(code=TEXT, message=TEXT, data=ANY)
INSTANCE = closed(key=ANY, index=ANY)
_RESERVED = """active reached process message error result input instance inDoubt old now today
    null true false"""
RESERVED = frozenset(_RESERVED.split())
