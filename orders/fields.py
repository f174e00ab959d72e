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

from orders.codes import COUNTRIES, CURRENCIES

MAX_LINES = 5_000
MAX_QUANTITY = Decimal(1_000_000)
MAX_UNIT_PRICE = Decimal(1_000_000_000)

# Control characters, except tab and line breaks, and lone surrogates: PostgreSQL and UTF-8 refuse them,
# and they would do so deep inside a segment.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

_NOT_FINITE = ("NaN", "Infinity", "-Infinity")  # some programs write these into JSON, as if they were numbers
_MOST_ZEROS = 35


class Vocabulary(BaseModel):
    """Base of every part of an order: immutable, and closed against words that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _printable(text: str) -> str:
    if _UNPRINTABLE.search(text):
        raise PydanticCustomError("unprintable", "contains characters that cannot be printed or stored")
    return text


def _number(value: Any) -> Any:
    # bool is an int for Python, and a float has already lost digits: neither is a number here.
    if value in _NOT_FINITE:
        raise PydanticCustomError("not_an_amount", "is not an amount")
    if isinstance(value, bool | float) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("not_a_number", "is not a number")
    return value


def _written_out(value: Decimal) -> Decimal:
    # 1e3 is 1000: nobody wants to read 1E+3 on a delivery note, or to have it counted as another order.
    return value.quantize(Decimal(1)) if 0 < value.as_tuple().exponent < _MOST_ZEROS else value  # type: ignore[operator]


def _day(value: Any) -> Any:
    if isinstance(value, str | date):
        return value
    raise PydanticCustomError("not_a_date", "is not a date")


def _scalar(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str | int | Decimal):
        raise PydanticCustomError("not_a_scalar", "is neither text nor number")
    return _text.validate_python(value) if isinstance(value, str) else _decimal.validate_python(value)


def _currency(code: str) -> str:
    if code not in CURRENCIES:
        raise PydanticCustomError("unknown_currency", "is no currency")
    return code


def _country(code: str) -> str:
    if code not in COUNTRIES:
        raise PydanticCustomError("unknown_country", "is no country")
    return code


_is_printable = AfterValidator(_printable)
_plain = AfterValidator(_written_out)
Text = Annotated[str, StringConstraints(min_length=1, max_length=200), _is_printable]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=2_000), _is_printable]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/\-]{0,63}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_\-]{0,31}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), AfterValidator(_country)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), AfterValidator(_currency)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()\-]{3,30}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,10}$")]
Incoterm = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}( [^\n]{1,100})?$"), _is_printable]
Day = Annotated[date, BeforeValidator(_day)]

# The patterns above in words, for people: English and Chinese. ``{sample}`` is what may stand in the field.
FORMS = {
    r"^[A-Za-z0-9][A-Za-z0-9._/\-]{0,63}$": (
        "up to 64 letters, digits and . _ / -, such as {sample}",
        "最多 64 个字母、数字和 . _ / -，例如 {sample}",
    ),
    r"^[a-z][a-z0-9_\-]{0,31}$": (
        "up to 32 small letters, digits, _ and -, such as web-shop",
        "最多 32 个小写字母、数字、_ 和 -，例如 web-shop",
    ),
    r"^[A-Z]{2}$": ("two capital letters (ISO 3166), such as CN", "两个大写字母（ISO 3166），例如 CN"),
    r"^[A-Z]{3}$": ("three capital letters (ISO 4217), such as CNY", "三个大写字母（ISO 4217），例如 CNY"),
    r"^\+?[0-9][0-9 ()\-]{3,30}$": (
        "4 to 32 digits, spaces and ( ) -, such as +86 138 0013 8000",
        "4 到 32 个数字、空格和 ( ) -，例如 +86 138 0013 8000",
    ),
    r"^[A-Z]{3}( [^\n]{1,100})?$": (
        "an Incoterm with its place, such as FCA Ningbo",
        "贸易术语和地点，例如 FCA Ningbo",
    ),
    r"^[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,10}$": (
        "an e-mail address, such as name@example.com",
        "电子邮件地址，例如 name@example.com",
    ),
}

Number = Annotated[Decimal, BeforeValidator(_number)]
Quantity = Annotated[
    Decimal, Field(gt=0, le=MAX_QUANTITY, decimal_places=3), BeforeValidator(_number), _plain
]
QuantityOrNone = Annotated[
    Decimal, Field(ge=0, le=MAX_QUANTITY, decimal_places=3), BeforeValidator(_number), _plain
]
UnitPrice = Annotated[
    Decimal, Field(ge=0, le=MAX_UNIT_PRICE, decimal_places=6), BeforeValidator(_number), _plain
]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=3), BeforeValidator(_number)]
# One validator instead of a union: a union would report every alternative that did not fit.
Scalar = Annotated[
    str | bool | Decimal, PlainValidator(_scalar), WithJsonSchema({"type": ["string", "number", "boolean"]})
]

_text: TypeAdapter[str] = TypeAdapter(Text)
_decimal: TypeAdapter[Decimal] = TypeAdapter(
    Annotated[Decimal, Field(max_digits=34), BeforeValidator(_number)]
)
