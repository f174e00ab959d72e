"""The entries of a collection that a multi-instance works on, each with its key."""

from engine.interpreter.seat import Item, Seat
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import MultiInstance
from engine.values import Value, encode


def marker_of(seat: Seat) -> MultiInstance:
    """The marker of the element that is about to live."""
    assert seat.element.multi is not None
    return seat.element.multi


def marker_at(turn: Turn, instance: Instance) -> MultiInstance:
    """The marker of a multi-instance."""
    marker = turn.element(instance).multi
    assert marker is not None
    return marker


def items_of(turn: Turn, seat: Seat, marker: MultiInstance) -> list[Item]:
    """The collection as it is now. Raises Trouble for null, for what is no list and for duplicate keys."""
    collection = turn.required(marker.collection, seat.parent, "collection")
    if not isinstance(collection, list):
        raise Trouble("NOT_A_LIST", f"{marker.collection.text} gives {collection!r:.80}, not a list")
    items: dict[str, Item] = {}
    for index, value in enumerate(collection, 1):
        item = _item(turn, seat, marker, index, value)
        if item.text in items:
            raise Trouble("DUPLICATE_KEY", f"{seat.element.id}: two entries have the key {item.text}")
        items[item.text] = item
    return list(items.values())


def _item(turn: Turn, seat: Seat, marker: MultiInstance, index: int, value: Value) -> Item:
    key: Value = index
    if marker.key is not None:
        extras: dict[str, Value] = {marker.variable: value, "instance": {"key": None, "index": index}}
        key = turn.required(marker.key, seat.parent, "key", extras)
    text = key if isinstance(key, str) else encode(key).decode()
    return Item(text, key, index, value)
