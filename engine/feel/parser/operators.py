"""Operators by binding strength, all left associative.

or < and < comparison, between, in < + - < * / < ** < unary minus < instance of < . [] ()
"""

from typing import cast

from engine.feel.parser.cursor import COMPARISON, COMPARISONS, Cursor
from engine.feel.parser.postfix import followed
from engine.feel.parser.primary import interval, negative_number, primary, unary_test
from engine.feel.syntax import (
    Arithmetic,
    ArithmeticOperator,
    Between,
    Comparison,
    ComparisonOperator,
    Logic,
    Membership,
    Negation,
    Node,
    UnaryTest,
)
from engine.feel.tokens import Token

_STRENGTHS = (
    {"or": 1, "and": 2, "between": COMPARISON, "in": COMPARISON}
    | dict.fromkeys(COMPARISONS, COMPARISON)
    | {"+": 4, "-": 4, "*": 5, "/": 5, "**": 6}
)


def binary(cursor: Cursor, above: int) -> Node:
    """An expression of operators that bind stronger than ``above``; a whole one may begin with ``< 5``."""
    whole = above == 0 and cursor.at(*COMPARISONS)
    return _operators(cursor, unary_test(cursor) if whole else _unary(cursor), above)


def _operators(cursor: Cursor, left: Node, above: int) -> Node:
    while (strength := _strength(cursor.token)) > above:
        if strength > COMPARISON:
            left = _arithmetic(cursor, left, strength)
        elif strength == COMPARISON:
            left = _comparison(cursor, left)
        else:
            left = _logic(cursor, left, strength)
    return left


def _strength(token: Token) -> int:
    return _STRENGTHS.get(token.text, -1) if token.kind in ("symbol", "name") else -1


def _logic(cursor: Cursor, left: Node, strength: int) -> Node:
    word = cursor.token.text
    operands = [left]
    while cursor.accept(word):
        operands.append(binary(cursor, strength))
    return Logic(left.start, cursor.end, "or" if word == "or" else "and", tuple(operands))


def _arithmetic(cursor: Cursor, left: Node, strength: int) -> Node:
    operator = cast("ArithmeticOperator", cursor.advance().text)
    right = binary(cursor, strength)
    return Arithmetic(left.start, cursor.end, operator, left, right)


def _comparison(cursor: Cursor, left: Node) -> Node:
    word = cursor.advance().text
    if word == "in":
        tests = _membership_tests(cursor)
        return Membership(left.start, cursor.end, left, tests)
    right = binary(cursor, COMPARISON)
    if word == "between":
        cursor.expect("and", "between the bounds")
        high = binary(cursor, COMPARISON)
        return Between(left.start, cursor.end, left, right, high)
    return Comparison(left.start, cursor.end, cast("ComparisonOperator", word), left, right)


def _unary(cursor: Cursor) -> Node:
    minuses: list[int] = []
    while cursor.at("-"):
        minuses.append(cursor.advance().start)
    if minuses and cursor.token.kind == "number":  # the minus is a part of the literal (rule 37)
        node = followed(cursor, negative_number(cursor, minuses.pop()))
    else:
        node = followed(cursor, primary(cursor))
    for start in reversed(minuses):
        node = Negation(start, cursor.end, node)
    return node


def _membership_tests(cursor: Cursor) -> tuple[Node, ...]:
    """What stands after ``in``: one test, or several in brackets that may turn out to be an interval."""
    if not cursor.at("("):
        return (test(cursor),)
    start = cursor.advance().start
    tests = [_bracketed_test(cursor)]
    if cursor.at("..") and not isinstance(tests[0], UnaryTest):
        return (_rest(cursor, interval(cursor, start, tests[0], first_included=False)),)
    while cursor.accept(","):
        tests.append(_bracketed_test(cursor))
    cursor.expect(")", "after the tests")
    return tuple(tests) if len(tests) > 1 else (_rest(cursor, tests[0]),)


def _bracketed_test(cursor: Cursor) -> Node:
    return unary_test(cursor) if cursor.at(*COMPARISONS) else cursor.expression()


def _rest(cursor: Cursor, node: Node) -> Node:
    """The bracket was only the start of an operand: ``x in (a)[1] + 2``."""
    return _operators(cursor, followed(cursor, node), COMPARISON)


def test(cursor: Cursor) -> Node:
    """A positive unary test: ``< 5``, an interval, or an expression without comparison."""
    return unary_test(cursor) if cursor.at(*COMPARISONS) else binary(cursor, COMPARISON)
