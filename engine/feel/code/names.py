"""Names and paths: the most frequent expressions, so each common shape has code of its own."""

from collections.abc import Sequence
from typing import Any

from engine.feel.code.scopes import Code, Resolved
from engine.feel.properties import property_of
from engine.feel.run import VALUE_LEVEL, Frame, Run


def name_code(name: str, resolved: Resolved, fallback: Any) -> Code:
    """The value of a name; ``fallback`` when the outer scope does not have it."""
    if resolved.items:
        return _from_items(name, resolved, fallback)
    if resolved.slot is not None:
        slot = resolved.slot
        return lambda frame: frame.slots[slot]

    def from_scope(frame: Frame) -> Any:
        try:
            return frame.scope[name]
        except KeyError:
            return fallback

    return from_scope


def _from_items(name: str, resolved: Resolved, fallback: Any) -> Code:
    outer = name_code(name, Resolved((), resolved.slot), fallback)
    items = resolved.items

    def from_items(frame: Frame) -> Any:
        for slot in items:
            item = frame.slots[slot]
            if type(item) is dict and name in item:
                return item[name]
        return outer(frame)

    return from_items


def path_code(base: Code, names: Sequence[str]) -> Code:
    """``base.a.b.c`` in one go."""
    first, *rest = names

    def entry(frame: Frame) -> Any:
        value = base(frame)
        return value.get(first) if type(value) is dict else entry_of(value, first, frame.run)

    return path_code(entry, rest) if rest else entry


def local_path_code(slot: int, names: Sequence[str]) -> Code:
    """``l.price`` of a variable in a slot: what bodies of loops are made of."""
    first, *rest = names

    def entry(frame: Frame) -> Any:
        value = frame.slots[slot]
        return value.get(first) if type(value) is dict else entry_of(value, first, frame.run)

    return path_code(entry, rest) if rest else entry


def outer_path_code(root: str, names: Sequence[str]) -> Code:
    """``order.total`` from the outer scope."""
    first, *rest = names

    def entry(frame: Frame) -> Any:
        try:
            value = frame.scope[root]
        except KeyError:
            return None
        return value.get(first) if type(value) is dict else entry_of(value, first, frame.run)

    return path_code(entry, rest) if rest else entry


def entry_of(value: Any, name: str, run: Run) -> Any:
    """``value.name``: of a context its entry, of a list the list of its elements', else a property."""
    if type(value) is dict:
        return value.get(name)
    if type(value) is list:
        run.charge(len(value))  # lists may share parts without end
        run.enter(VALUE_LEVEL)
        found = [entry_of(item, name, run) for item in value]
        run.leave(VALUE_LEVEL)
        return found
    return property_of(value, name)
