"""What an expression starts with: literals, names, and everything in brackets."""

from typing import cast

from engine.feel.moment_text import parse_at_literal
from engine.feel.numbers import negate, parse_number
from engine.feel.parser import forms
from engine.feel.parser.cursor import COMPARISONS, Cursor
from engine.feel.syntax import (
    ComparisonOperator,
    Constant,
    ContextLiteral,
    Interval,
    ListLiteral,
    Name,
    Node,
    UnaryTest,
)
from engine.feel.tokens import unquote

_CONSTANTS = {"null": None, "true": True, "false": False}


def primary(cursor: Cursor) -> Node:
    """The smallest whole thing at the cursor. Raises FeelSyntaxError when there is none."""
    token = cursor.token
    match token.kind:
        case "number":
            return _number(cursor)
        case "string":
            cursor.advance()
            return Constant(token.start, token.end, unquote(token.text))
        case "symbol":
            return _bracketed(cursor)
        case "name":
            return _word(cursor)
        case _:
            raise cursor.error("an expression is missing, found the end")


def _word(cursor: Cursor) -> Node:
    start, word = cursor.start, cursor.token.text
    if word in _CONSTANTS and not cursor.names.match(cursor.tokens, cursor.index):
        cursor.advance()
        return Constant(start, cursor.end, _CONSTANTS[word])
    match word:
        case "if":
            return forms.conditional(cursor)
        case "for":
            return forms.for_loop(cursor)
        case "some" | "every":
            return forms.quantified(cursor, word)
        case "function":
            return forms.function(cursor)
        case _:
            name = cursor.name()
            return Name(start, cursor.end, name)


def _number(cursor: Cursor) -> Constant:
    value = parse_number(cursor.token.text)
    if value is None:
        raise cursor.error("this number is too large", "numbers go up to about 10**6144")
    token = cursor.advance()
    return Constant(token.start, token.end, value)


def negative_number(cursor: Cursor, start: int) -> Node:
    """A numeric literal whose minus, at ``start``, has been taken."""
    number = _number(cursor)
    return Constant(start, number.end, negate(number.value))


def _bracketed(cursor: Cursor) -> Node:
    match cursor.token.text:
        case "(":
            return _parenthesis(cursor)
        case "[":
            return _list_or_interval(cursor)
        case "]":
            start = cursor.advance().start
            return interval(cursor, start, cursor.expression(), first_included=False)
        case "{":
            return _context(cursor)
        case "@":
            return _at_literal(cursor)
        case _:
            raise cursor.error(f"an expression cannot start with {cursor.token.text!r}")


def _parenthesis(cursor: Cursor) -> Node:
    start = cursor.advance().start
    if cursor.at(*COMPARISONS):
        test = unary_test(cursor)
        cursor.expect(")", "after the test")
        return test
    inner = cursor.expression()
    if cursor.at(".."):
        return interval(cursor, start, inner, first_included=False)
    cursor.expect(")", "to close the bracket")
    return inner


def unary_test(cursor: Cursor) -> Node:
    """``< 5`` and the like."""
    operator = cursor.advance()
    endpoint = cursor.operand()
    return UnaryTest(operator.start, cursor.end, cast("ComparisonOperator", operator.text), endpoint)


def _list_or_interval(cursor: Cursor) -> Node:
    start = cursor.advance().start
    if cursor.accept("]"):
        return ListLiteral(start, cursor.end, ())
    items = [_item(cursor)]
    if cursor.at(".."):
        return interval(cursor, start, items[0], first_included=True)
    while cursor.accept(","):
        items.append(_item(cursor))
    cursor.expect("]", "to close the list")
    return ListLiteral(start, cursor.end, tuple(items))


def _item(cursor: Cursor) -> Node:
    return unary_test(cursor) if cursor.at(*COMPARISONS) else cursor.expression()


def interval(cursor: Cursor, start: int, first: Node, *, first_included: bool) -> Node:
    """The rest of an interval from its ``..`` on."""
    cursor.expect("..", "in the interval")
    last = cursor.operand(interval_end=True)
    if not cursor.at("]", ")", "["):
        raise cursor.error("the interval is not closed", "end it with ], ) or [")
    included = cursor.advance().text == "]"
    return Interval(start, cursor.end, first, first_included, last, included)


def _context(cursor: Cursor) -> Node:
    start = cursor.advance().start
    entries: dict[str, Node] = {}
    while not cursor.at("}"):
        key = _key(cursor)
        if key in entries:
            raise cursor.error(f"the entry {key!r} stands twice in one context", "rename one")
        cursor.expect(":", f"after {key!r}")
        entries[key] = cursor.expression()
        if not cursor.accept(","):
            break
    cursor.expect("}", "to close the context")
    return ContextLiteral(start, cursor.end, tuple(entries.items()))


def _key(cursor: Cursor) -> str:
    if cursor.token.kind == "string":
        key = unquote(cursor.advance().text)
        cursor.names.add([key] if '"' not in key else [])
        return key
    return cursor.new_name({":", "}", ","}, "for the entry")


def _at_literal(cursor: Cursor) -> Node:
    start = cursor.advance().start
    if cursor.token.kind != "string":
        raise cursor.error("@ is followed by a text", '@"2026-01-31"')
    value = parse_at_literal(unquote(cursor.token.text))
    if value is None:
        raise cursor.error(f"{cursor.token.text} is no date, time, date and time or duration")
    return Constant(start, cursor.advance().end, value)
