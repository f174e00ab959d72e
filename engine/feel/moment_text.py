"""Dates, times and dates with times as FEEL text, and back (DMN 1.5, 10.3.4.1)."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from engine.feel.far import AnyDate, Far, day_of
from engine.feel.moments import MIDNIGHT, add_duration, at_time
from engine.values import YearMonthDuration, format_duration, parse_duration
from engine.values.moments import zone, zone_name

_DATE = re.compile(r"(-?)([1-9]\d{4,8}|\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(
    r"(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:(Z|z)|([+-])(\d\d):(\d\d)(?::(\d\d))?|@([A-Za-z][\w+/-]*))?",
    re.ASCII,
)


def parse_date(text: str) -> AnyDate | None:
    """``2026-01-31``, ``-0044-03-15``. None for no date."""
    match = _DATE.fullmatch(text)
    if not match or match[0].startswith("-0000"):
        return None
    year = int(match[2])
    return day_of(-year if match[1] else year, int(match[3]), int(match[4]))


def parse_time(text: str) -> time | None:
    """``10:30:00``, with a fraction, ``Z``, an offset or ``@Zone/Name`` behind it."""
    match = _TIME.fullmatch(text)
    if not match:
        return None
    known, zoned = _zone_of(match)
    hour = 0 if _is_24(match) else int(match[1])
    try:
        micro = int((match[4] or "0")[:6].ljust(6, "0"))
        return time(hour, int(match[2]), int(match[3]), micro, tzinfo=zoned) if known else None
    except ValueError:
        return None


def parse_date_and_time(text: str) -> AnyDate | None:
    """A date, or a date, ``T`` and a time. ``24:00:00`` is midnight of the next day."""
    day_text, separator, time_text = text.partition("T")
    day = parse_date(day_text)
    moment = parse_time(time_text) if separator else MIDNIGHT
    if day is None or moment is None:
        return None
    start = at_time(day, moment)
    return add_duration(start, timedelta(days=1)) if time_text.startswith("24") else start


def parse_at_literal(text: str) -> Any:
    """The value of ``@"…"``: whichever of the temporal types the text is, or None."""
    for parse in (parse_date, parse_date_and_time, parse_time, parse_duration):
        if (value := parse(text)) is not None:
            return value
    return None


def _is_24(match: re.Match[str]) -> bool:
    return match[1] == "24" and match[2] == match[3] == "00" and not int(match[4] or "0")


def _zone_of(match: re.Match[str]) -> tuple[bool, tzinfo | None]:
    """Whether the zone part is sound, and the zone."""
    if match[5]:
        return True, UTC
    if match[10]:
        region = zone(match[10])
        return region is not None, region
    if match[6]:
        return offset_zone(match[6], int(match[7]), int(match[8]), int(match[9] or 0))
    return True, None


def offset_zone(sign: str, hours: int, minutes: int, seconds: int = 0) -> tuple[bool, tzinfo | None]:
    """Whether the offset is possible (up to 18 hours), and its zone."""
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if offset > timedelta(hours=18) or minutes > 59 or seconds > 59:
        return False, None
    return True, timezone(-offset if sign == "-" else offset)


def _format_far(day: Far) -> str:
    """The year written out: four digits at least, a minus before year 0."""
    near = day.near
    text = format_moment(near) if isinstance(near, datetime) else near.isoformat()
    return f"{'-' if day.year < 0 else ''}{abs(day.year):04d}{text[4:]}"


def format_moment(moment: datetime | time) -> str:
    """The text that ``string()`` gives: no empty fraction, ``Z`` for no offset, ``@Zone`` for a zone."""
    bare = moment.replace(tzinfo=None).isoformat()
    body = bare.rstrip("0") if "." in bare else bare
    if name := zone_name(moment.tzinfo):
        return f"{body}@{name}"
    offset = moment.utcoffset()
    return body + ("" if offset is None else _format_offset(offset))


def _format_offset(offset: timedelta) -> str:
    if not offset:
        return "Z"
    minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    tail = f":{seconds:02d}" if seconds else ""
    return f"{'-' if offset < timedelta() else '+'}{hours:02d}:{minutes:02d}{tail}"


def format_temporal(value: AnyDate | time | timedelta | YearMonthDuration) -> str:
    """Any temporal value as FEEL text."""
    match value:
        case datetime() | time():
            return format_moment(value)
        case date():
            return value.isoformat()
        case timedelta():
            return format_duration(value)
        case Far():
            return _format_far(value)
        case YearMonthDuration():
            return str(value)
