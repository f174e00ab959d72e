"""How large and how deep a result may be. Values share parts, so a small program can make one that is
huge when written down: ``{a: [1, 1], b: [a, a], c: [b, b], …}``."""

from typing import Any

from engine.feel.errors import FeelError
from engine.feel.syntax import Call, Constant, ContextLiteral, For, ListLiteral, Node, children

MAX_PARTS = 300_000
MAX_LEVELS = 120  # whoever walks a value may do so by recursion


def builds_values(node: Node) -> bool:
    """Whether the expression can make new lists or contexts: others need no measuring."""
    if isinstance(node, ListLiteral | ContextLiteral | For | Call):
        return True
    return not isinstance(node, Constant) and any(builds_values(child) for child in children(node))


def check_size(value: Any) -> None:
    """Raise FeelError when the value has over MAX_PARTS parts, shared ones counted each time, or nests deeper
    than MAX_LEVELS."""
    if type(value) is not list and type(value) is not dict:
        return
    level, parts, levels = [value], 0, 0
    while level:
        levels += 1
        if levels > MAX_LEVELS:
            raise FeelError("FEEL_TOO_DEEP", f"the result nests more than {MAX_LEVELS} levels deep")
        below: list[Any] = []
        for item in level:
            parts += len(item)
            if parts > MAX_PARTS:
                raise FeelError("FEEL_TOO_LARGE", f"the result has more than {MAX_PARTS} parts")
            inner = item.values() if type(item) is dict else item
            below += [part for part in inner if type(part) is list or type(part) is dict]
        level = below
