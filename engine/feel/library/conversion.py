"""Functions that make a value of a type (DMN 1.5, 10.3.4.1), and ``not``."""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

from engine.feel import moment_text, numbers
from engine.feel.far import AnyDate, Far, day_of, near_of, sign_of
from engine.feel.library import kinds
from engine.feel.library.built_in import BuiltIn, Parameter, Signature, built_in
from engine.feel.library.ranges import parse_range
from engine.feel.library.spelling import spell
from engine.feel.moments import at_time
from engine.feel.numbers import Number, parse_number, to_int
from engine.values import YearMonthDuration, parse_duration

_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def _date_of_parts(year: Number, month: Number, day: Number) -> AnyDate | None:
    parts = [to_int(part) for part in (year, month, day)]
    return day_of(*(part or 0 for part in parts))


def _date_of(value: AnyDate) -> AnyDate:
    return value.date() if isinstance(value, datetime | Far) else value


def _time_of(value: AnyDate | time) -> time:
    moment = value if isinstance(value, time) else near_of(value)
    match moment:
        case datetime():
            return moment.timetz()
        case time():
            return moment
        case _:
            return time(tzinfo=UTC)


def _time_of_parts(hour: Number, minute: Number, second: Number, offset: timedelta | None) -> time | None:
    known, zone = _zone(offset)
    whole = to_int(second) or 0
    try:
        micro = int(numbers.multiply(numbers.subtract(second, whole) or 0, 1_000_000) or 0)
        return time(int(hour), int(minute), whole, micro, tzinfo=zone) if known else None
    except (ValueError, OverflowError):
        return None


def _zone(offset: timedelta | None) -> tuple[bool, tzinfo | None]:
    if offset is None:
        return True, None
    minutes, seconds = divmod(abs(offset) // timedelta(seconds=1), 60)
    return moment_text.offset_zone("-" if offset < timedelta() else "+", *divmod(minutes, 60), seconds)


def _combine(day: AnyDate, moment: time) -> AnyDate:
    return at_time(_date_of(day), moment)


def _number_of(text: str, grouping: str | None, decimal: str | None) -> Number | None:
    point = "." if decimal is None else decimal
    if grouping not in (None, " ", ",", ".") or point not in (".", ",") or grouping == decimal is not None:
        return None
    bare = text.replace(grouping, "") if grouping else text
    if point == "," and "." in bare:
        return None
    bare = bare.replace(point, ".")
    if not _NUMBER.fullmatch(bare):
        return None
    return parse_number(bare)


def _months_between(start: AnyDate, end: AnyDate) -> YearMonthDuration:
    """Whole months between two days; a month counts when its day is reached. Times do not matter."""
    first, last = _date_of(start), _date_of(end)
    backwards = sign_of(first, last) > 0
    if backwards:
        first, last = last, first
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return YearMonthDuration(-months if backwards else months)


_FROM = Parameter("from", kinds.text)


FUNCTIONS: tuple[BuiltIn, ...] = (
    BuiltIn(
        "date",
        Signature(moment_text.parse_date, (_FROM,)),
        Signature(_date_of, (Parameter("from", kinds.moment),)),
        Signature(
            _date_of_parts,
            (
                Parameter("year", kinds.number),
                Parameter("month", kinds.number),
                Parameter("day", kinds.number),
            ),
        ),
    ),
    BuiltIn(
        "time",
        Signature(moment_text.parse_time, (_FROM,)),
        Signature(_time_of, (Parameter("from", kinds.date_or_time),)),
        Signature(
            _time_of_parts,
            (
                Parameter("hour", kinds.number),
                Parameter("minute", kinds.number),
                Parameter("second", kinds.number),
                Parameter("offset", kinds.duration, nullable=True),
            ),
        ),
    ),
    BuiltIn(
        "date and time",
        Signature(moment_text.parse_date_and_time, (_FROM,)),
        Signature(_combine, (Parameter("date", kinds.moment), Parameter("time", kinds.a_time))),
    ),
    built_in(
        "number",
        _number_of,
        _FROM,
        Parameter("grouping separator", kinds.text, nullable=True),
        Parameter("decimal separator", kinds.text, nullable=True),
    ),
    built_in("string", spell, Parameter("from", kinds.present), uses_run=True),
    built_in("duration", parse_duration, _FROM),
    built_in(
        "years and months duration",
        _months_between,
        Parameter("from", kinds.moment),
        Parameter("to", kinds.moment),
    ),
    built_in("range", parse_range, _FROM),
    built_in("not", lambda truth: not truth, Parameter("negand", kinds.boolean)),
)
