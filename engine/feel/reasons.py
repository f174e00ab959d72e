"""Why an expression gave null. Looked into only after the surprise, so it may be slow."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.feel.code.compilation import Compilation
from engine.feel.code.scopes import Code, StaticScope
from engine.feel.comparison import kind_of
from engine.feel.errors import FeelError
from engine.feel.library import BUILT_INS
from engine.feel.names import nearest
from engine.feel.run import Frame, Run
from engine.feel.syntax import Arithmetic, Call, Comparison, Filter, Logic, Name, Node, Path, children
from engine.feel.types import FeelType

_BUDGET = 1_000_000
_MAX_QUOTE = 80


def why_null(
    root: Node, text: str, scope: Mapping[str, Any], now: datetime | None, types: Mapping[str, FeelType]
) -> str:
    """``order.custmer: no such entry, did you mean customer?`` for the innermost cause of the null."""
    seen: dict[int, Any] = {}

    def observe(node: Node, code: Code) -> Code:
        def watched(frame: Frame) -> Any:
            value = code(frame)
            if seen.get(id(node), value) is not None or id(node) not in seen:
                seen[id(node)] = value  # a null stays on record when a loop comes by again
            return value

        return watched

    compilation = Compilation(types, observe)
    code = compilation.code(root, StaticScope())
    try:
        value = code(Frame(scope, [None] * compilation.slots, Run(_BUDGET, now)))
    except FeelError as error:
        return str(error.within(text))
    if value is not None:
        return f"{_quote(text)} is not null"
    return _explain(_cause(root, seen), text, seen, scope, now)


def _cause(node: Node, seen: dict[int, Any]) -> Node:
    """The innermost node that gave null and whose parts did not."""
    while True:
        parts = children(node)
        if isinstance(node, Call) and isinstance(node.function, Name):
            parts = node.arguments  # a function that does not exist is told at the call
        inner = next((part for part in parts if seen.get(id(part), node) is None), None)
        if inner is None:
            return node
        node = inner


def _explain(  # noqa: PLR0911 - one line a kind
    node: Node, text: str, seen: dict[int, Any], scope: Mapping[str, Any], now: datetime | None
) -> str:
    quote = _quote(text[node.start : node.end])
    match node:
        case Name(name=name):
            return f"{quote}: {_about_name(name, scope)}"
        case Path(base=base, name=name):
            return f"{quote}: {_about_entry(seen.get(id(base)), name)}"
        case Filter():
            return f"{quote}: there is no element at that position"
        case Arithmetic(operator="/", right=right) if seen.get(id(right)) == 0:
            return f"{quote}: division by zero"
        case Arithmetic(left=left, right=right) | Comparison(left=left, right=right):
            kinds = (kind_of(seen.get(id(left))), kind_of(seen.get(id(right))))
            return f"{quote}: not defined for {kinds[0]} and {kinds[1]}"
        case Call():
            return f"{quote}: {_about_call(node, seen, now)}"
        case Logic(operator=operator):
            return f"{quote}: {operator} of something that is neither true nor false"
        case _:
            return f"{quote} is null"


def _about_name(name: str, scope: Mapping[str, Any]) -> str:
    if name in scope:
        return "is null"
    near = nearest(name, [*scope, *BUILT_INS])
    return "no such name" + (f", did you mean {near}?" if near else "")


def _about_entry(base: Any, name: str) -> str:
    if not isinstance(base, dict):
        return f"a {kind_of(base)} has no {name}"
    if name in base:
        return "is null"
    near = nearest(name, base)
    return "no such entry" + (f", did you mean {near}?" if near else "")


def _about_call(node: Call, seen: dict[int, Any], now: datetime | None) -> str:
    name = node.function.name if isinstance(node.function, Name) else ""
    if name in ("now", "today") and now is None:
        return "there is no stimulus whose time it could be"
    if name not in BUILT_INS and kind_of(seen.get(id(node.function))) != "function":
        return f"no such function{_meant(name)}"
    kinds = ", ".join(kind_of(seen.get(id(argument))) for argument in node.arguments)
    return f"null for arguments of type {kinds}" if kinds else "null without arguments"


def _meant(name: str) -> str:
    near = nearest(name, BUILT_INS) if name else None
    return f", did you mean {near}?" if near else ""


def _quote(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _MAX_QUOTE else one_line[: _MAX_QUOTE - 1] + "…"
