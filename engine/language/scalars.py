"""Plain scalars of YAML 1.2 (core schema): null, true, false, integers, exact decimals; all else is text."""

import re
from decimal import Decimal

from engine.values import Value

_CONSTANTS: dict[str, Value] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_A_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")

LARGEST_DIGITS = 34
LARGEST_EXPONENT = 6144


class NumberError(ValueError):
    """A number that FEEL cannot hold: too many digits, or too large."""

    code = "number-too-large"
    cure = "write fewer digits, or put it in quotes if it is text"


class NoNumberError(NumberError):
    """YAML's infinities, and what is not a number."""

    code = "no-number"
    cure = "write a number such as 12 or 19.90, or put it in quotes if it is text"


def plain_value(text: str) -> Value:
    """The value of a plain (unquoted) scalar. Raises NumberError."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(_bounded(text))
    if _OCTAL_OR_HEX.fullmatch(text):
        return int(_bounded(text), base=0)
    if _DECIMAL.fullmatch(text):
        return _decimal(text)
    if _NOT_A_NUMBER.fullmatch(text):
        raise NoNumberError(f"{text} is not a number that can be computed with")
    return text


def _bounded(text: str) -> str:
    if len(text.lstrip("+-0ox")) > LARGEST_DIGITS:
        raise NumberError(f"a number may have {LARGEST_DIGITS} digits, this has more: {text[:40]}…")
    return text


def _decimal(text: str) -> Decimal:
    mantissa, _, exponent = text.lower().partition("e")
    _bounded(mantissa.replace(".", ""))
    if len(exponent) > 6 or abs(int(exponent or 0)) > LARGEST_EXPONENT:
        raise NumberError(f"the exponent of {text[:40]} is beyond {LARGEST_EXPONENT}")
    return Decimal(text)
