"""Lists, contexts and ranges written in the text."""

from typing import Any

from engine.feel.code.scopes import Code
from engine.feel.comparison import compare
from engine.feel.ranges import Range
from engine.feel.run import Frame


def list_code(items: tuple[Code, ...]) -> Code:
    """``[a, b]``"""
    return lambda frame: [item(frame) for item in items]


def context_code(entries: list[tuple[str, Code, int]]) -> Code:
    """``{a: 1, b: a + 1}``: each entry is a variable for those after it."""

    def build(frame: Frame) -> dict[str, Any]:
        made = {}
        for name, code, slot in entries:
            made[name] = frame.slots[slot] = code(frame)
        return made

    return build


def interval_code(first: Code, first_included: bool, last: Code, last_included: bool) -> Code:
    """``[a..b)``; null unless the ends have an order and stand in it (DMN 1.5, 10.3.2.7)."""

    def build(frame: Frame) -> Range | None:
        low, high = first(frame), last(frame)
        return Range(low, first_included, high, last_included) if compare("<=", low, high) else None

    return build


def unary_test_code(operator: str, endpoint: Code) -> Code:
    """``(< a)``"""
    return lambda frame: Range.unary(operator, endpoint(frame))
