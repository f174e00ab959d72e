"""FEEL numbers: exact, 34 digits, half even (DMN 1.5, 10.3.2.3.1). int and Decimal are both numbers."""

from collections.abc import Callable
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    InvalidOperation,
    Overflow,
)
from typing import TypeAlias

Number: TypeAlias = int | Decimal

NUMBERS = frozenset({int, Decimal})  # compare with type(x): bool must not count
DIGITS = 34
POWER_STEPS = 20  # a power or a logarithm takes as long as that many other steps
LARGEST_INTEGER = 10**DIGITS - 1

# No traps: 1/0 is null by the standard and not an exception. A context of our own, because the
# thread's may have been changed by a library.
CONTEXT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, clamp=0, traps=[])
# For sums and products, of which there are many: with traps, a sound result needs no looking at.
_STRICT = Context(
    prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, clamp=0, traps=[InvalidOperation, Overflow]
)
_add, _subtract, _multiply = _STRICT.add, _STRICT.subtract, _STRICT.multiply
_EXACT = Context(prec=13000, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])


def finite(number: Decimal) -> Decimal | None:
    """The number, or None for infinity and not-a-number."""
    return number if number.is_finite() else None


def rounded(number: int) -> Number:
    """An integer cut to 34 digits."""
    if -LARGEST_INTEGER <= number <= LARGEST_INTEGER:
        return number
    return CONTEXT.create_decimal(number)


def add(left: Number, right: Number) -> Number | None:
    if type(left) is int and type(right) is int:
        return rounded(left + right)
    try:
        return _add(left, right)
    except ArithmeticError:
        return None


def subtract(left: Number, right: Number) -> Number | None:
    if type(left) is int and type(right) is int:
        return rounded(left - right)
    try:
        return _subtract(left, right)
    except ArithmeticError:
        return None


def multiply(left: Number, right: Number) -> Number | None:
    if type(left) is int and type(right) is int:
        return rounded(left * right)
    try:
        return _multiply(left, right)
    except ArithmeticError:
        return None


def divide(left: Number, right: Number) -> Number | None:
    return finite(CONTEXT.divide(left, right)) if right else None


def power(left: Number, right: Number) -> Number | None:
    return finite(CONTEXT.power(left, right)) if left or right > 0 else (None if right < 0 else 1)


def negate(number: Number) -> Number:
    return -number if type(number) is int else CONTEXT.minus(number)


def parse_number(text: str) -> Decimal | int | None:
    """A numeric literal; integers stay int. None when it is none or beyond decimal128's range."""
    if text.isdecimal() and text.isascii() and len(text) <= DIGITS:
        return int(text)
    return finite(CONTEXT.create_decimal(text))


def to_int(number: Number) -> int | None:
    """The number without its fraction, when it is small enough to be a position or a count."""
    return int(number) if -LARGEST_INTEGER <= number <= LARGEST_INTEGER else None


def format_number(number: Number) -> str:
    """Plain digits, never an exponent: the text that ``string()`` gives."""
    if type(number) is int:
        return str(number)
    text = format(number, "f")
    return text[1:] if text.startswith("-") and not number else text


def round_to(number: Number, scale: int, mode: str) -> Number | None:
    """Rounded to ``scale`` digits behind the point (negative: before it) by a decimal rounding mode."""
    if not -6111 <= scale <= 6176:
        return None
    result = Decimal(number).quantize(Decimal(1).scaleb(-scale, _EXACT), mode, _EXACT)
    return finite(CONTEXT.plus(result))


def truncated(function: Callable[[Decimal], Decimal], number: Number) -> Number | None:
    """The function's value cut to 34 digits."""
    return finite(function(Decimal(number)))


def modulo(dividend: Number, divisor: Number) -> Number | None:
    """``dividend - divisor * floor(dividend / divisor)``: the sign is the divisor's."""
    if not divisor:
        return None
    rest = _EXACT.remainder(dividend, divisor)
    if rest and (rest < 0) != (divisor < 0):
        rest = _EXACT.add(rest, divisor)
    return finite(CONTEXT.plus(rest))
