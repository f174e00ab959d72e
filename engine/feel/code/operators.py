"""Operators as code: the common kinds are decided in place, the rest by the general function."""

from collections.abc import Callable
from operator import ge, gt, le, lt
from typing import Any

from engine.feel import numbers
from engine.feel.arithmetic import OPERATIONS, negate
from engine.feel.arithmetic import add as general_add
from engine.feel.arithmetic import multiply as general_multiply
from engine.feel.arithmetic import power as general_power
from engine.feel.code.scopes import Code
from engine.feel.comparison import compare, equal
from engine.feel.numbers import NUMBERS
from engine.feel.numbers import add as add_numbers
from engine.feel.numbers import multiply as multiply_numbers
from engine.feel.run import Frame
from engine.feel.types import NULL, FeelType, conforms


def arithmetic_code(operator: str, left: Code, right: Code) -> Code:
    """``left operator right``"""
    match operator:
        case "+":
            return _sum(left, right)
        case "*":
            return _product(left, right)
        case "**":
            return _power(left, right)
        case _:
            operation = OPERATIONS[operator]
            return lambda frame: operation(left(frame), right(frame))


def _sum(left: Code, right: Code) -> Code:
    def add(frame: Frame) -> Any:
        a, b = left(frame), right(frame)
        if type(a) in NUMBERS and type(b) in NUMBERS:
            return add_numbers(a, b)
        result = general_add(a, b)
        if type(result) is str:
            frame.run.charge_text(len(result))
        return result

    return add


def _product(left: Code, right: Code) -> Code:
    def multiply(frame: Frame) -> Any:
        a, b = left(frame), right(frame)
        if type(a) in NUMBERS and type(b) in NUMBERS:
            return multiply_numbers(a, b)
        return general_multiply(a, b)

    return multiply


def _power(left: Code, right: Code) -> Code:
    def power(frame: Frame) -> Any:
        frame.run.charge(numbers.POWER_STEPS)
        return general_power(left(frame), right(frame))

    return power


def negation_code(operand: Code) -> Code:
    """``-operand``"""
    return lambda frame: negate(operand(frame))


def comparison_code(operator: str, left: Code, right: Code, constant: Any) -> Code:
    """``left operator right`` for all six comparisons; ``constant`` is the right side if it is a literal."""
    match operator:
        case "=":
            return _equality(left, right) if type(constant) is not str else _is_text(left, constant)
        case "!=":
            return _negated(_equality(left, right))
        case _ if type(constant) in NUMBERS:
            return _order_to(_ORDERS[operator], operator, left, constant)
        case _:
            return _order(_ORDERS[operator], operator, left, right)


_ORDERS: dict[str, Callable[[Any, Any], Any]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def _negated(same: Code) -> Code:
    def differs(frame: Frame) -> bool | None:
        truth = same(frame)
        return None if truth is None else not truth

    return differs


def _equality(left: Code, right: Code) -> Code:
    def equals(frame: Frame) -> bool | None:
        a, b = left(frame), right(frame)
        if type(a) is str and type(b) is str:
            return bool(a == b)
        return equal(a, b, frame.run)

    return equals


def _is_text(left: Code, text: str) -> Code:
    def equals(frame: Frame) -> bool | None:
        a = left(frame)
        return bool(a == text) if type(a) is str else equal(a, text, frame.run)

    return equals


def _order(ordered: Callable[[Any, Any], Any], operator: str, left: Code, right: Code) -> Code:
    def order(frame: Frame) -> bool | None:
        a, b = left(frame), right(frame)
        if type(a) in NUMBERS and type(b) in NUMBERS:
            return ordered(a, b)  # type: ignore[no-any-return]
        return compare(operator, a, b)

    return order


def _order_to(ordered: Callable[[Any, Any], Any], operator: str, left: Code, number: Any) -> Code:
    def order(frame: Frame) -> bool | None:
        a = left(frame)
        if type(a) in NUMBERS:
            return ordered(a, number)  # type: ignore[no-any-return]
        return compare(operator, a, number)

    return order


def between_code(value: Code, low: Code, high: Code) -> Code:
    """``value between low and high``, both included."""

    def between(frame: Frame) -> bool | None:
        subject = value(frame)
        above, below = compare(">=", subject, low(frame)), compare("<=", subject, high(frame))
        if above is False or below is False:
            return False
        return None if above is None or below is None else True

    return between


def logic_code(operator: str, operands: tuple[Code, ...]) -> Code:
    """``and``, ``or`` over three truth values; what is no boolean counts as null. Stops when decided."""
    decisive: bool = operator == "or"

    def combine(frame: Frame) -> bool | None:
        result: bool | None = not decisive
        for operand in operands:
            truth = operand(frame)
            if truth is decisive:
                return bool(decisive)
            if truth is not True and truth is not False:
                result = None
        return result

    return combine


def conditional_code(condition: Code, then: Code, otherwise: Code) -> Code:
    """``if``: anything but true takes the else branch."""
    return lambda frame: then(frame) if condition(frame) is True else otherwise(frame)


def instance_code(value: Code, wanted: FeelType | None) -> Code:
    """``value instance of type``; false for null, but of ``Null``; null for a type that nobody knows."""

    def check(frame: Frame) -> bool | None:
        subject = value(frame)
        if wanted is None:
            return None
        if subject is None:
            return wanted == NULL
        return conforms(subject, wanted, frame.run)

    return check
