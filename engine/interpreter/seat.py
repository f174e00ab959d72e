"""A seat: where an element instance is about to live."""

from dataclasses import dataclass, field

from engine.interpreter.state import Instance
from engine.interpreter.turn import Turn
from engine.model import Element
from engine.values import Value


@dataclass(frozen=True, slots=True)
class Item:
    """The entry of a collection that an instance of a multi-instance works on."""

    text: str
    key: Value
    index: int
    value: Value


@dataclass(frozen=True, slots=True)
class Seat:
    """Element, parent instance and flow. ``key`` is set when a failed activation is tried again,
    ``appointed`` when a person was named for the user task."""

    element: Element
    parent: int
    flow: str
    item: Item | None = None
    key: int | None = None
    appointed: str | None = None

    def variables(self) -> dict[str, Value]:
        """The variables that a multi-instance gives to each of its instances."""
        if self.item is None or self.element.multi is None:
            return {}
        return {
            self.element.multi.variable: self.item.value,
            "instance": {"key": self.item.key, "index": self.item.index},
        }


@dataclass(slots=True)
class Activation:
    """What an element's behaviour has worked out before its instance comes to life."""

    data: dict[str, Value] = field(default_factory=dict)
    variables: dict[str, Value] | None = None


def entry_number(turn: Turn, seat: Seat) -> int:
    """The how-manyth entry of the element in its scope instance this is; an item's is that of the whole."""
    if seat.key is not None:
        return turn.state.instances[seat.key].entry
    if seat.item is not None:
        return turn.state.instances[seat.parent].entry
    scope = turn.state.scope_of(seat.parent).scope
    assert scope is not None
    return scope.entries.get(seat.element.id, 0) + 1


def seat_again(turn: Turn, instance: Instance, appointed: str | None = None) -> Seat:
    """The seat of an instance whose activation has failed."""
    item = None
    if instance.item is not None:
        kept = instance.data["seat"]
        item = Item(instance.item, kept["key"], kept["index"], kept["value"])
    return Seat(turn.element(instance), instance.parent, instance.flow, item, instance.key, appointed)
