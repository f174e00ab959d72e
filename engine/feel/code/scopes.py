"""What a name means, decided once at compile time: a slot of the frame, an entry of an item, or the scope."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from engine.feel.run import Frame

Code: TypeAlias = Callable[[Frame], Any]


@dataclass(frozen=True, slots=True)
class Local:
    """A variable of the expression itself: of a loop, a function, a context."""

    name: str
    slot: int


@dataclass(frozen=True, slots=True)
class Item:
    """The element a filter looks at. If it is a context, its entries are names (DMN 1.5, 10.3.2.5)."""

    slot: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where to look for a name: first in these items, then in the slot, or in the outer scope if None."""

    items: tuple[int, ...]
    slot: int | None


@dataclass(frozen=True, slots=True)
class StaticScope:
    """The bindings around a piece of syntax, innermost last."""

    bindings: tuple[Local | Item, ...] = ()

    def with_local(self, name: str, slot: int) -> "StaticScope":
        """This scope with one more variable."""
        return StaticScope((*self.bindings, Local(name, slot)))

    def with_item(self, slot: int) -> "StaticScope":
        """This scope inside a filter."""
        return StaticScope((*self.bindings, Item(slot), Local("item", slot)))

    def resolve(self, name: str) -> Resolved:
        """Where the name is found from here."""
        items: list[int] = []
        for binding in reversed(self.bindings):
            match binding:
                case Item(slot=slot):
                    items.append(slot)
                case Local(name=known, slot=slot) if known == name:
                    inner = self._item_of(slot) if name == "item" else ()
                    return Resolved((*items, *inner), slot)
                case Local():
                    pass
        return Resolved(tuple(items), None)

    def _item_of(self, slot: int) -> tuple[int, ...]:
        """``item`` of a filter is hidden by an entry of that name."""
        return (slot,) if Item(slot) in self.bindings else ()
