"""The kinds of fields an order is made of, each with its limit.

The limits are far above any real order and far below what would hurt: they are here so that one
absurd order cannot fill a page, a payload or a database row.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    TypeAdapter,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

MAX_LINES = 5_000
MAX_QUANTITY = Decimal(1_000_000)
MAX_UNIT_PRICE = Decimal(1_000_000_000)

# Control characters, except tab and line breaks, and lone surrogates: PostgreSQL and UTF-8 refuse them,
# and they would do so deep inside a segment.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Vocabulary(BaseModel):
    """Base of every part of an order: immutable, and closed against words that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _printable(text: str) -> str:
    if _UNPRINTABLE.search(text):
        raise PydanticCustomError("unprintable", "contains characters that cannot be printed or stored")
    return text


def _number(value: Any) -> Any:
    # bool is an int for Python, and a float has already lost digits: neither is a number here.
    if isinstance(value, bool | float) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("not_a_number", "is {given}, not a number", {"given": _kind(value)})
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str | date):
        return value
    raise PydanticCustomError("not_a_date", "is {given}, not a date", {"given": _kind(value)})


def _kind(value: Any) -> str:
    names = {
        bool: "true or false",
        str: "a text",
        list: "a list",
        dict: "a group of fields",
        float: "a float",
    }
    return "empty" if value is None else names.get(type(value), "a number")


def _scalar(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    return _text.validate_python(value) if isinstance(value, str) else _decimal.validate_python(value)


_is_printable = AfterValidator(_printable)
Text = Annotated[str, StringConstraints(min_length=1, max_length=200), _is_printable]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=2_000), _is_printable]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/\-]{0,63}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_\-]{0,31}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()\-]{3,30}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,10}$")]
Incoterm = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}( [^\n]{1,100})?$"), _is_printable]
Day = Annotated[date, BeforeValidator(_day)]

# The patterns above in words, for people.
FORMS = {
    r"^[A-Za-z0-9][A-Za-z0-9._/\-]{0,63}$": "up to 64 letters, digits and . _ / -, such as SO-2026-0001",
    r"^[a-z][a-z0-9_\-]{0,31}$": "up to 32 small letters, digits, _ and -, such as web-shop",
    r"^[A-Z]{2}$": "two capital letters (ISO 3166), such as CN",
    r"^[A-Z]{3}$": "three capital letters (ISO 4217), such as CNY",
    r"^\+?[0-9][0-9 ()\-]{3,30}$": "4 to 32 digits, spaces and ( ) -, such as +86 138 0013 8000",
    r"^[A-Z]{3}( [^\n]{1,100})?$": "an Incoterm with its place, such as FCA Ningbo",
    r"^[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,10}$": "an e-mail address, such as name@example.com",
}

Number = Annotated[Decimal, BeforeValidator(_number)]
Quantity = Annotated[Decimal, Field(gt=0, le=MAX_QUANTITY, decimal_places=3), BeforeValidator(_number)]
UnitPrice = Annotated[Decimal, Field(ge=0, le=MAX_UNIT_PRICE, decimal_places=6), BeforeValidator(_number)]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=3), BeforeValidator(_number)]
# One validator instead of a union: a union would report every alternative that did not fit.
Scalar = Annotated[
    str | bool | Decimal, PlainValidator(_scalar), WithJsonSchema({"type": ["string", "number", "boolean"]})
]

_text: TypeAdapter[str] = TypeAdapter(Text)
_decimal: TypeAdapter[Decimal] = TypeAdapter(
    Annotated[Decimal, Field(max_digits=34), BeforeValidator(_number)]
)
