"""The forms that start with a word of their own: if, for, some, every, function."""

from typing import Literal

from engine.feel.parser.cursor import Cursor
from engine.feel.parser.types import parse_type
from engine.feel.syntax import (
    Conditional,
    For,
    FunctionLiteral,
    Iteration,
    Node,
    Parameter,
    Quantified,
)


def conditional(cursor: Cursor) -> Node:
    """``if … then … else …``"""
    start = cursor.advance().start
    condition = cursor.expression()
    cursor.expect("then", "after the condition")
    then = cursor.expression()
    cursor.expect("else", "after the first branch")
    otherwise = cursor.expression()
    return Conditional(start, cursor.end, condition, then, otherwise)


def for_loop(cursor: Cursor) -> Node:
    """``for x in xs, y in 1..3 return …``"""
    start = cursor.advance().start
    iterations = _iterations(cursor)
    cursor.expect("return", "after the iterations")
    return For(start, (body := cursor.expression()).end, iterations, body)


def quantified(cursor: Cursor, quantifier: Literal["some", "every"]) -> Node:
    """``some x in xs satisfies …``"""
    start = cursor.advance().start
    iterations = _iterations(cursor)
    cursor.expect("satisfies", "after the iterations")
    return Quantified(start, (condition := cursor.expression()).end, quantifier, iterations, condition)


def _iterations(cursor: Cursor) -> tuple[Iteration, ...]:
    iterations = [_iteration(cursor)]
    while cursor.accept(","):
        iterations.append(_iteration(cursor))
    return tuple(iterations)


def _iteration(cursor: Cursor) -> Iteration:
    name = cursor.new_name({"in"}, "to iterate with")
    cursor.expect("in", f"after {name!r}")
    collection = cursor.expression()
    last = cursor.expression() if cursor.accept("..") else None
    return Iteration(name, collection, last)


def function(cursor: Cursor) -> Node:
    """``function(a, b: number) …`` or ``function(a) external {…}``"""
    start = cursor.advance().start
    cursor.expect("(", "after function")
    parameters: list[Parameter] = []
    while not cursor.at(")"):
        parameters.append(_parameter(cursor))
        if not cursor.accept(","):
            break
    cursor.expect(")", "after the parameters")
    external = cursor.accept("external")
    body = cursor.expression()
    return FunctionLiteral(start, cursor.end, tuple(parameters), None if external else body)


def _parameter(cursor: Cursor) -> Parameter:
    name = cursor.new_name({",", ")", ":"}, "for the parameter")
    return Parameter(name, parse_type(cursor) if cursor.accept(":") else None)
