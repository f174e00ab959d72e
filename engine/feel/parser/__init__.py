"""FEEL text → syntax tree (DMN 1.5, 10.3.1.2)."""

from collections.abc import Iterable
from typing import TypeVar

from engine.feel.errors import syntax_error
from engine.feel.parser.cursor import Cursor
from engine.feel.parser.operators import binary, test
from engine.feel.parser.types import BUILT_IN_TYPES
from engine.feel.syntax import Node, Tests, children

Tree = TypeVar("Tree", Node, Tests)

MAX_HEIGHT = 120  # levels of the tree; evaluation needs up to two Python frames for each


def parse_expression(text: str, names: Iterable[str] = ()) -> Node:
    """The tree of an expression. Raises FeelSyntaxError."""
    cursor = _cursor(text, names)
    node = cursor.expression()
    return _finished(cursor, node)


def parse_unary_tests(text: str, names: Iterable[str] = ()) -> Tests:
    """The tree of a cell: tests with commas, ``not(…)`` around them, or ``-``. Raises FeelSyntaxError."""
    cursor = _cursor(text, names)
    if cursor.at("-") and cursor.following.kind == "end":
        return Tests(0, len(text), ())
    negated = _negated_tests(cursor)
    if negated is not None:
        return _finished(cursor, negated)
    cursor.index = 0
    return _finished(cursor, _tests(cursor, negated=False))


def _negated_tests(cursor: Cursor) -> Tests | None:
    """``not(…)`` when that is the whole cell."""
    if not (cursor.at("not") and cursor.following.text == "("):
        return None
    cursor.index += 2
    tests = _tests(cursor, negated=True)
    return tests if cursor.accept(")") and cursor.token.kind == "end" else None


def _tests(cursor: Cursor, *, negated: bool) -> Tests:
    start = cursor.start
    tests = [_test(cursor)]
    while cursor.accept(","):
        tests.append(_test(cursor))
    return Tests(start, cursor.end, tuple(tests), negated)


def _test(cursor: Cursor) -> Node:
    return test(cursor) if cursor.at("=", "!=", "<", "<=", ">", ">=") else cursor.expression()


def _cursor(text: str, names: Iterable[str]) -> Cursor:
    return Cursor(text, (*BUILT_IN_TYPES, *names), binary)


def _finished(cursor: Cursor, node: Tree) -> Tree:
    if cursor.token.kind != "end":
        raise cursor.unexpected()
    if height(node) > MAX_HEIGHT:
        raise syntax_error(cursor.text, 0, "nested too deeply", f"use at most {MAX_HEIGHT} levels")
    return node


def height(node: Node | Tests) -> int:
    """How many levels the tree has. Without recursion: the tree may be higher than Python's stack."""
    levels = 0
    level: list[Node | Tests] = [node]
    while level:
        level = [child for parent in level for child in children(parent)]
        levels += 1
    return levels
