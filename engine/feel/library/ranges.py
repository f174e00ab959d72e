"""Range functions (DMN 1.5, 10.3.4.7, table 78): before, meets, overlaps, includes …

All are statements about the order of four bounds. A bound is a value and a side: just below (an
excluded end), exact, or just above (an excluded start) the value. A point is the range [point..point].
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.feel.arithmetic import negate
from engine.feel.comparison import compare, equal
from engine.feel.errors import FeelSyntaxError
from engine.feel.library import kinds
from engine.feel.library.built_in import BuiltIn, Parameter, Signature
from engine.feel.moment_text import parse_at_literal
from engine.feel.parser import parse_expression
from engine.feel.ranges import Range
from engine.feel.run import Run
from engine.feel.syntax import Call, Constant, Name, Negation, Node

_RANGE = re.compile(r"([\[(\]])(.*?)\.\.(.*)([\])\[])", re.DOTALL)
_MAKERS = frozenset({"date", "time", "date and time", "duration"})


class NotComparableError(Exception):
    """Two bounds have no order; never leaves this module."""


@dataclass(frozen=True, slots=True)
class Bound:
    """``infinite`` is -1 or 1 for the open side of ``(< 5)`` or ``(> 5)``, else 0."""

    value: Any
    side: int
    infinite: int = 0

    def order(self, other: "Bound", run: Run) -> int:
        """-1, 0 or 1. Raises NotComparableError for different kinds and nulls."""
        if self.infinite or other.infinite:
            return _sign(self.infinite, other.infinite)
        if compare("<", self.value, other.value):
            return -1
        same = equal(self.value, other.value, run)
        if self.value is None or same is None or compare("<", self.value, other.value) is None:
            raise NotComparableError
        return _sign(self.side, other.side) if same else 1


def _sign(left: int, right: int) -> int:
    return (left > right) - (left < right)


@dataclass(frozen=True, slots=True)
class Pair:
    """The orders of the bounds of two ranges, first against second."""

    starts: int
    ends: int
    start_to_end: int
    end_to_start: int


def _bounds(value: Any) -> tuple[Bound, Bound]:
    if type(value) is not Range:
        return Bound(value, 0), Bound(value, 0)
    unary = value.operator in ("<", "<=", ">", ">=")
    start = Bound(value.first, 0 if value.first_included else 1, -1 if unary and value.first is None else 0)
    end = Bound(value.last, 0 if value.last_included else -1, 1 if unary and value.last is None else 0)
    return start, end


_POINT, _POINT_1, _POINT_2 = (Parameter(name, kinds.point) for name in ("point", "point1", "point2"))
_R, _R_1, _R_2 = (Parameter(name, kinds.a_range) for name in ("range", "range1", "range2"))
_SHAPES = {"pp": (_POINT_1, _POINT_2), "pr": (_POINT, _R), "rp": (_R, _POINT), "rr": (_R_1, _R_2)}


def _relation(name: str, shapes: str, holds: Callable[[Pair], bool]) -> BuiltIn:
    """A function of points (p) and ranges (r) in one of the shapes; null when they cannot be compared."""

    def relation(run: Run, first: Any, second: Any) -> bool | None:
        start, end = _bounds(first)
        other_start, other_end = _bounds(second)
        try:
            pair = Pair(
                start.order(other_start, run),
                end.order(other_end, run),
                start.order(other_end, run),
                end.order(other_start, run),
            )
        except NotComparableError:
            return None
        return holds(pair)

    return BuiltIn(name, *(Signature(relation, _SHAPES[shape], uses_run=True) for shape in shapes.split()))


def parse_range(text: str) -> Range | None:
    """``range("[1..5)")``: the range in a text whose ends are literals, else None.

    One end may be left out behind an open bracket: ``[2..)`` is ``(>= 2)`` (DMN 1.5, 10.3.4.1).
    """
    match = _RANGE.fullmatch(text.strip())
    if not match:
        return None
    opening, first_text, last_text, closing = match.groups()
    first, last = _end(first_text), _end(last_text)
    if first_text and last_text:
        in_order = compare("<=", first, last) is True
        return Range(first, opening == "[", last, closing == "]") if in_order else None
    if last is not None and opening != "[":
        return Range.unary("<=" if closing == "]" else "<", last)
    if first is not None and closing != "]":
        return Range.unary(">=" if opening == "[" else ">", first)
    return None


def _end(text: str) -> Any:
    """The value of a literal; None for no text, no FEEL and no literal."""
    try:
        return _literal(parse_expression(text, ("date and time",)))
    except FeelSyntaxError:
        return None


def _literal(node: Node) -> Any:
    match node:
        case Constant(value=value):
            return value
        case Negation(operand=Constant(value=value)):
            return negate(value)
        case Call(function=Name(name=name), arguments=(Constant(value=str(text)),)) if name in _MAKERS:
            return parse_at_literal(text)
        case _:
            return None


FUNCTIONS: tuple[BuiltIn, ...] = (
    _relation("before", "pp pr rp rr", lambda p: p.end_to_start < 0),
    _relation("after", "pp pr rp rr", lambda p: p.start_to_end > 0),
    _relation("meets", "rr", lambda p: p.end_to_start == 0),
    _relation("met by", "rr", lambda p: p.start_to_end == 0),
    _relation("overlaps", "rr", lambda p: p.end_to_start >= 0 >= p.start_to_end),
    _relation("overlaps before", "rr", lambda p: p.starts < 0 <= p.end_to_start and p.ends <= 0),
    _relation("overlaps after", "rr", lambda p: p.starts > 0 >= p.start_to_end and p.ends >= 0),
    _relation("finishes", "pr rr", lambda p: p.ends == 0 <= p.starts),
    _relation("finished by", "rp rr", lambda p: p.ends == 0 >= p.starts),
    _relation("includes", "rp rr", lambda p: p.starts <= 0 <= p.ends),
    _relation("during", "pr rr", lambda p: p.ends <= 0 <= p.starts),
    _relation("starts", "pr rr", lambda p: p.starts == 0 >= p.ends),
    _relation("started by", "rp rr", lambda p: p.starts == 0 <= p.ends),
    _relation("coincides", "pp rr", lambda p: p.starts == 0 == p.ends),
)
