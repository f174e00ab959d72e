"""The types of the names that a piece of syntax sees."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from engine.feel.checking.kinds import FUNCTION, join
from engine.feel.library import BUILT_INS
from engine.feel.types import ANY, NULL, FeelType

Lookup: TypeAlias = Callable[[str], FeelType | None]


@dataclass(frozen=True, slots=True)
class Sight:
    """Bindings from the outside in: a name with its type, or an element of a filter without a name."""

    lookup: Lookup
    bindings: tuple[tuple[str | None, FeelType], ...] = ()

    def with_local(self, name: str, found: FeelType) -> "Sight":
        """With one more variable."""
        return Sight(self.lookup, (*self.bindings, (name, found)))

    def with_item(self, found: FeelType) -> "Sight":
        """Inside a filter."""
        return Sight(self.lookup, (*self.bindings, (None, found), ("item", found)))

    def is_local(self, name: str) -> bool:
        """Whether a variable of the expression itself has the name."""
        return any(known == name for known, _ in self.bindings)

    def find(self, name: str) -> FeelType:
        """The type of a name. An entry of a filter's element may be missing: then the name means more."""
        seen = NULL
        for known, found in reversed(self.bindings):
            if known is None:
                seen = join(seen, _entry(found, name))
            elif known == name:
                return join(seen, _item(found) if name == "item" else found)
        outer = self.lookup(name)
        if outer is None:
            outer = FUNCTION if name in BUILT_INS else NULL
        return join(seen, outer)


def _item(found: FeelType) -> FeelType:
    """``item`` is the element, unless the element has an entry of that name."""
    if found.name == "context":
        return found if found.entries and "item" not in found.entries else ANY
    return found


def _entry(found: FeelType, name: str) -> FeelType:
    """What the name means as an entry of an element; null when the element surely has no such entry."""
    if found.name == "context":
        return found.arguments[found.entries.index(name)] if name in found.entries else ANY
    return ANY if found.name == "Any" else NULL
