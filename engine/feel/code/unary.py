"""Unary tests as code: the cells of decision tables, and what stands after ``in``.

DMN 1.5, 7.3.3 and 10.3.2.12. Literal cells, which are nearly all, have code of their own.
"""

from collections.abc import Callable
from operator import ge, gt, le, lt
from typing import Any, TypeAlias

from engine.feel.code.scopes import Code
from engine.feel.comparison import equal, passes, within
from engine.feel.numbers import NUMBERS
from engine.feel.ranges import Range
from engine.feel.run import Frame
from engine.feel.syntax import Constant, Interval, Node, UnaryTest

Check: TypeAlias = Callable[[Any, Frame], bool | None]

_ORDERS: dict[str, Callable[[Any, Any], Any]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def literal_check(test: Node) -> Check | None:
    """The check of a test that is a literal; None for any other."""
    match test:
        case Constant(value=str(text)):
            return _text_check(text)
        case Interval(first=Constant(value=low), last=Constant(value=high)):
            limits = Range(low, test.first_included, high, test.last_included)
            return _number_check(limits, low, high) if _are_numbers(low, high) else None
        case UnaryTest(operator=operator, endpoint=Constant(value=end)) if operator in _ORDERS:
            return _one_sided_check(operator, end) if _are_numbers(end) else None
        case _:
            return None


def _are_numbers(*values: Any) -> bool:
    return all(type(value) in NUMBERS for value in values)


def _text_check(text: str) -> Check:
    def check(subject: Any, frame: Frame) -> bool | None:
        return bool(subject == text) if type(subject) is str else equal(subject, text, frame.run)

    return check


def _number_check(limits: Range, low: Any, high: Any) -> Check:
    above = ge if limits.first_included else gt
    below = le if limits.last_included else lt

    def check(subject: Any, frame: Frame) -> bool | None:
        if type(subject) in NUMBERS:
            return bool(above(subject, low) and below(subject, high))
        return within(subject, limits, frame.run)

    return check


def _one_sided_check(operator: str, end: Any) -> Check:
    ordered, limits = _ORDERS[operator], Range.unary(operator, end)

    def check(subject: Any, frame: Frame) -> bool | None:
        if type(subject) in NUMBERS:
            return bool(ordered(subject, end))
        return within(subject, limits, frame.run)

    return check


def interval_check(first: Code, first_included: bool, last: Code, last_included: bool) -> Check:
    """``[a..b]`` as a test: a comparison with each end (DMN 1.5, table 55), so ends need no order."""

    def check(subject: Any, frame: Frame) -> bool | None:
        return within(subject, Range(first(frame), first_included, last(frame), last_included), frame.run)

    return check


def general_check(test: Code, decides: bool) -> Check:
    """The check of any test. ``decides``: it mentions ``?``, and so its own truth is the answer."""

    def check(subject: Any, frame: Frame) -> bool | None:
        wanted = test(frame)
        if decides and isinstance(wanted, bool):
            return wanted
        if wanted is True and type(subject) is not bool:
            return True
        return passes(subject, wanted, frame.run)

    return check


def membership_code(subject: Code, slot: int, checks: tuple[Check, ...]) -> Code:
    """``subject in (test, …)``; the subject is ``?`` for the tests."""

    def member(frame: Frame) -> bool | None:
        value = frame.slots[slot] = subject(frame)
        frame.run.charge(len(checks))
        return _any_holds(value, checks, frame)

    return member


def cell_code(slot: int, checks: tuple[Check, ...], *, negated: bool) -> Code:
    """A cell for the value in a slot; with ``not(…)`` around it when negated."""
    if len(checks) == 1 and not negated:
        only = checks[0]
        return lambda frame: only(frame.slots[slot], frame)

    def cell(frame: Frame) -> bool | None:
        truth = _any_holds(frame.slots[slot], checks, frame)
        return truth if not negated or truth is None else not truth

    return cell


def _any_holds(value: Any, checks: tuple[Check, ...], frame: Frame) -> bool | None:
    result: bool | None = False
    for check in checks:
        truth = check(value, frame)
        if truth:
            return True
        if truth is None:
            result = None
    return result
