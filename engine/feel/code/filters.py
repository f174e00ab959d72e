"""``list[n]`` and ``list[condition]`` (DMN 1.5, 10.3.2.5)."""

from typing import Any

from engine.feel.code.scopes import Code
from engine.feel.numbers import NUMBERS, Number, to_int
from engine.feel.run import Frame


def filter_code(base: Code, predicate: Code, slot: int, size: int) -> Code:
    """The element at a position, or all elements for which the predicate is true; null of null.

    Whether the predicate is a position shows at its first value: a number is one.
    """

    def select(frame: Frame) -> Any:
        found = base(frame)
        slots, run = frame.slots, frame.run
        if found is None:
            run.charge(1)
            return None
        items = as_list(found)
        run.charge(1 + len(items) * size)
        chosen: list[Any] = []
        slots[slot] = items[0] if items else None
        verdict = predicate(frame)
        if type(verdict) in NUMBERS:
            return element(items, verdict)
        for item in items:
            slots[slot] = item
            if predicate(frame) is True:
                chosen.append(item)
        return chosen

    return select


def position_code(base: Code, position: Number) -> Code:
    """``list[1]``: the position is known when compiling."""

    def at(frame: Frame) -> Any:
        found = base(frame)
        return None if found is None else element(as_list(found), position)

    return at


def as_list(value: Any) -> list[Any]:
    """A list as it is, anything else but null as a list of itself (DMN 1.5, 10.3.2.9.4)."""
    return value if type(value) is list else [value]


def element(items: list[Any], position: Number) -> Any:
    """Counted from 1, or from -1 backwards; None outside."""
    index = to_int(position)
    if not index or abs(index) > len(items) or index != position:
        return None
    return items[index - 1 if index > 0 else index]
