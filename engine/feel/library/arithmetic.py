"""Numeric functions (DMN 1.5, 10.3.4.5)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
)
from typing import Any

from engine.feel import numbers
from engine.feel.arithmetic import negate
from engine.feel.library import kinds
from engine.feel.library.built_in import BuiltIn, Parameter, built_in
from engine.feel.numbers import CONTEXT, NUMBERS, POWER_STEPS, Number, round_to, truncated
from engine.values import YearMonthDuration

_N = Parameter("n", kinds.number)
_NUMBER = Parameter("number", kinds.number)
_SCALE = Parameter("scale", kinds.number)


def _rounding(name: str, mode: str, scale: Parameter) -> BuiltIn:
    """A function that rounds ``n`` to ``scale`` digits in one of the modes."""

    def rounded(number: Number, digits: Number | None) -> Number | None:
        places = numbers.to_int(digits or 0)
        return None if places is None else round_to(number, places, mode)

    return built_in(name, rounded, _N, scale)


def _abs(value: Any) -> Any:
    if type(value) in NUMBERS:
        return value if value >= 0 else numbers.negate(value)
    zero = timedelta() if type(value) is timedelta else YearMonthDuration(0)
    return negate(value) if value < zero else value


def _parity(wanted: int) -> Callable[[Number], bool | None]:
    """Whether a whole number leaves that rest when halved; null for a number that is not whole."""

    def parity(number: Number) -> bool | None:
        rest = numbers.modulo(number, 2)
        return None if rest not in (0, 1) else rest == wanted

    return parity


FUNCTIONS: tuple[BuiltIn, ...] = (
    _rounding("decimal", ROUND_HALF_EVEN, _SCALE),
    _rounding("floor", ROUND_FLOOR, Parameter("scale", kinds.number, optional=True)),
    _rounding("ceiling", ROUND_CEILING, Parameter("scale", kinds.number, optional=True)),
    _rounding("round up", ROUND_UP, _SCALE),
    _rounding("round down", ROUND_DOWN, _SCALE),
    _rounding("round half up", ROUND_HALF_UP, _SCALE),
    _rounding("round half down", ROUND_HALF_DOWN, _SCALE),
    built_in("abs", _abs, Parameter("n", kinds.number_or_duration)),
    built_in(
        "modulo", numbers.modulo, Parameter("dividend", kinds.number), Parameter("divisor", kinds.number)
    ),
    built_in("sqrt", lambda n: truncated(CONTEXT.sqrt, n) if n >= 0 else None, _NUMBER),
    built_in("log", lambda n: truncated(CONTEXT.ln, n) if n > 0 else None, _NUMBER, steps=POWER_STEPS),
    built_in("exp", lambda n: truncated(CONTEXT.exp, n), _NUMBER, steps=POWER_STEPS),
    built_in("odd", _parity(1), _NUMBER),
    built_in("even", _parity(0), _NUMBER),
)
