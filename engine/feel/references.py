"""Which outer names an expression uses, with the paths behind them: for checks before anything runs.

A variable of a loop stands for the path it walks over, and so does an entry inside a filter:
``for l in order.lines return l.sku`` and ``order.lines[sku = "x"]`` both refer to order.lines.sku.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.feel.errors import place
from engine.feel.library import BUILT_INS
from engine.feel.syntax import (
    Call,
    Constant,
    ContextLiteral,
    Filter,
    For,
    FunctionLiteral,
    Iteration,
    Name,
    Node,
    Path,
    Quantified,
    Tests,
    children,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A use of an outer name. Lists do not show in the path. ``line`` and ``column`` count from 1.

    ``call``: it is called as a function, and no built-in has that name. ``fallback``: inside a filter
    the path is one reading (an entry of the element), this is the other (an outer name); one of them
    must hold. ``certain`` is false when nothing can be said: a filter over something computed, or a name
    that is a built-in function's, too.
    """

    path: tuple[str, ...]
    line: int
    column: int
    call: bool = False
    fallback: tuple[str, ...] = ()
    certain: bool = True


_Alias = tuple[str, ...] | None  # the outer path a local stands for; None when it is computed


@dataclass(frozen=True, slots=True)
class _Scope:
    """Local names with what they stand for, and the element of the filter around, innermost last."""

    bindings: tuple[tuple[str, _Alias], ...] = ()

    def bind(self, name: str, alias: _Alias) -> "_Scope":
        return _Scope((*self.bindings, (name, alias)))

    def bind_item(self, alias: _Alias) -> "_Scope":
        return _Scope((*self.bindings, (_ELEMENT, alias), ("item", alias)))


_ELEMENT = "\0element"  # no name in a text can be this


def references_of(node: Node | Tests, text: str) -> tuple[Reference, ...]:
    """All references in the order of the text."""
    scope = _Scope().bind("?", None) if isinstance(node, Tests) else _Scope()
    return tuple(_Finder(text).find(node, scope))


class _Finder:
    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, node: Node | Tests, scope: _Scope) -> Iterator[Reference]:
        match node:
            case Constant():
                return
            case Name() | Path():
                yield from self._path(node, scope)
            case Filter(base=base, predicate=predicate):
                yield from self.find(base, scope)
                yield from self.find(predicate, scope.bind_item(self.alias(base, scope)))
            case Call(function=Name(name=name) as function) if name in BUILT_INS:
                yield from self._all(children(node)[1:], scope)
            case Call(function=Name() as function, arguments=arguments):
                yield from self._name(function, (), scope, call=True)
                yield from self._all(arguments, scope)
            case For(iterations=iterations, body=body) | Quantified(iterations=iterations, condition=body):
                yield from self._loop(iterations, body, scope)
            case ContextLiteral(entries=entries):
                for name, value in entries:
                    yield from self.find(value, scope)
                    scope = scope.bind(name, self.alias(value, scope))
            case FunctionLiteral():
                yield from self._function(node, scope)
            case _:
                yield from self._all(children(node), scope)

    def _all(self, nodes: tuple[Node, ...], scope: _Scope) -> Iterator[Reference]:
        for node in nodes:
            yield from self.find(node, scope)

    def _loop(self, iterations: tuple[Iteration, ...], body: Node, scope: _Scope) -> Iterator[Reference]:
        for iteration in iterations:
            yield from self.find(iteration.collection, scope)
            if iteration.last is not None:
                yield from self.find(iteration.last, scope)
            alias = self.alias(iteration.collection, scope) if iteration.last is None else None
            scope = scope.bind(iteration.name, alias)
        yield from self.find(body, scope.bind("partial", None))

    def _function(self, node: FunctionLiteral, scope: _Scope) -> Iterator[Reference]:
        for parameter in node.parameters:
            scope = scope.bind(parameter.name, None)
        if node.body is not None:
            yield from self.find(node.body, scope)

    def _path(self, node: Name | Path, scope: _Scope) -> Iterator[Reference]:
        names: list[str] = []
        base: Node = node
        while isinstance(base, Path | Filter):
            if isinstance(base, Path):
                names.insert(0, base.name)
            else:
                yield from self.find(base.predicate, scope.bind_item(self.alias(base.base, scope)))
            base = base.base
        if isinstance(base, Name):
            yield from self._name(base, tuple(names), scope, call=False)
        else:
            yield from self.find(base, scope)

    def _name(self, node: Name, behind: tuple[str, ...], scope: _Scope, *, call: bool) -> Iterator[Reference]:
        line, column = place(self._text, node.start)
        readings: list[tuple[str, ...]] = []
        certain = True
        for name, alias in reversed(scope.bindings):
            if name == node.name:
                if alias is not None and behind:
                    readings.append((*alias, *behind))
                break
            if name == _ELEMENT:
                certain = certain and alias is not None
                if alias is not None:
                    readings.append((*alias, node.name, *behind))
        else:
            readings.append((node.name, *behind))
            certain = certain and (bool(behind) or node.name not in BUILT_INS)
        if readings:
            fallback = readings[1] if len(readings) > 1 else ()
            yield Reference(readings[0], line, column, call, fallback, certain)

    def alias(self, node: Node, scope: _Scope) -> _Alias:
        """The outer path that a node stands for, if it is one."""
        match node:
            case Name(name=wanted):
                for name, alias in reversed(scope.bindings):
                    if name == wanted:
                        return alias
                return (wanted,) if all(name != _ELEMENT for name, _ in scope.bindings) else None
            case Path(base=base, name=name):
                outer = self.alias(base, scope)
                return None if outer is None else (*outer, name)
            case Filter(base=base):
                return self.alias(base, scope)
            case _:
                return None
