"""The values an order's variables can hold: what FEEL calls its types, as plain Python."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from engine.values.durations import YearMonthDuration

Scalar: TypeAlias = bool | int | Decimal | str | date | time | datetime | timedelta | YearMonthDuration | None

# int and Decimal are both FEEL numbers. A float is never a value: it is not exact.
Value: TypeAlias = Scalar | list["Value"] | dict[str, "Value"]


class NotAValueError(TypeError):
    """Something that no variable can hold: a float, a context key starting with ``$``, an object."""
