"""What may follow a primary expression: ``.entry``, ``[filter]``, ``(arguments)``, ``instance of``."""

from engine.feel.parser.cursor import Cursor
from engine.feel.parser.types import parse_type
from engine.feel.syntax import Call, Filter, InstanceOf, Node, Path

_STARTS_EXPRESSION = frozenset({"(", "[", "]", "{", "@", "-"})
_CONTINUES = frozenset({"and", "or", "then", "else", "return", "satisfies", "in", "between", "instance"})


def followed(cursor: Cursor, node: Node) -> Node:
    """The node with everything that follows it."""
    while True:
        if cursor.accept("."):
            name = cursor.name()
            node = Path(node.start, cursor.end, node, name)
        elif cursor.at("[") and not _closes_interval(cursor):
            node = _filter(cursor, node)
        elif cursor.at("("):
            node = _call(cursor, node)
        elif cursor.at("instance") and cursor.following.text == "of":
            cursor.index += 2
            node = InstanceOf(node.start, cursor.end, node, parse_type(cursor))
        else:
            return node


def _closes_interval(cursor: Cursor) -> bool:
    """In ``[1..5[`` the last bracket closes; in ``[1..xs[1]]`` it filters: an expression follows."""
    if not cursor.interval_end:
        return False
    after = cursor.following
    if after.kind == "symbol":
        return after.text not in _STARTS_EXPRESSION or after.text == "]"
    return after.kind == "end" or after.text in _CONTINUES


def _filter(cursor: Cursor, base: Node) -> Node:
    cursor.advance()
    predicate = cursor.expression()
    cursor.expect("]", "to close the filter")
    return Filter(base.start, cursor.end, base, predicate)


def _call(cursor: Cursor, function: Node) -> Node:
    cursor.advance()
    named = cursor.looks_like_named_argument()
    names: list[str] = []
    arguments: list[Node] = []
    while not cursor.at(")"):
        if named:
            names.append(_argument_name(cursor))
        arguments.append(cursor.expression())
        if not cursor.accept(","):
            break
    cursor.expect(")", "after the arguments")
    return Call(function.start, cursor.end, function, tuple(arguments), tuple(names))


def _argument_name(cursor: Cursor) -> str:
    name = cursor.new_name({":", ",", ")"}, "for the argument")
    cursor.expect(":", f"after {name!r}")
    return name
