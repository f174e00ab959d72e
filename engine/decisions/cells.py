"""Cells that analysis can look through: literals, intervals and comparisons with literals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from engine.feel.arithmetic import negate
from engine.feel.moment_text import parse_at_literal
from engine.feel.syntax import Call, Constant, Interval, Name, Negation, Node, Tests, UnaryTest

_MAKERS = frozenset({"date", "time", "date and time", "duration"})


@dataclass(frozen=True, slots=True)
class Condition:
    """``operator value``; an interval is its upper end with the ``lower`` one beside it."""

    operator: str
    value: Any
    lower: "Condition | None" = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Any of the conditions, or none of them when negated."""

    conditions: tuple[Condition, ...]
    negated: bool


def plain_cell(tests: Tests | None) -> Cell | None:
    """The cell's conditions; None when it is more than literals (or ``-``, which is no condition)."""
    if tests is None:
        return None
    conditions = [_condition(test) for test in tests.tests]
    plain = tuple(condition for condition in conditions if condition)
    return Cell(plain, tests.negated) if plain and len(plain) == len(conditions) else None


def conditions_of(cell: Cell) -> Iterator[Condition]:
    """All conditions, both ends of intervals."""
    for condition in cell.conditions:
        yield condition
        if condition.lower:
            yield condition.lower


def _condition(test: Node) -> Condition | None:
    match test:
        case UnaryTest(operator=operator, endpoint=endpoint) if _is_literal(endpoint):
            return Condition(operator, _literal(endpoint))
        case Interval(first=first, last=last) if _is_literal(first) and _is_literal(last):
            lower = Condition(">=" if test.first_included else ">", _literal(first))
            return Condition("<=" if test.last_included else "<", _literal(last), lower)
        case _ if _is_literal(test):
            return Condition("=", _literal(test))
        case _:
            return None


def _is_literal(node: Node) -> bool:
    if isinstance(node, Constant) and node.value is None:
        return True
    value = _literal(node)
    # Without a zone, moments of a column could not be put in one order with those that have one.
    return value is not None and not isinstance(value, time | datetime)


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
