"""Durations of calendar months, and the ISO 8601 form of both FEEL durations."""

import re
from dataclasses import dataclass
from datetime import timedelta

_DAYS_AND_TIME = re.compile(
    r"(?P<sign>-?)P(?:(?P<days>\d{1,12})D)?"
    r"(?:T(?:(?P<hours>\d{1,12})H)?(?:(?P<minutes>\d{1,15})M)?(?:(?P<seconds>\d{1,15})(?:\.(?P<part>\d{0,18}))?S)?)?"
)
_YEARS_AND_MONTHS = re.compile(r"(?P<sign>-?)P(?:(?P<years>\d{1,12})Y)?(?:(?P<months>\d{1,12})M)?")


@dataclass(frozen=True, slots=True, order=True)
class YearMonthDuration:
    """A years and months duration (DMN 1.5, 10.3.2.3.8) as a signed number of months."""

    months: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        sign = "-" if self.months < 0 else ""
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return f"{sign}P{text or '0M'}"


def parse_duration(text: str) -> timedelta | YearMonthDuration | None:
    """Read ``P1DT2H`` or ``P1Y2M``; None when the text is neither or too large to hold."""
    if not text.isascii() or text[-1:] in {"", "P", "T"}:
        return None
    if match := _YEARS_AND_MONTHS.fullmatch(text):
        months = int(match["years"] or 0) * 12 + int(match["months"] or 0)
        return YearMonthDuration(-months if match["sign"] else months)
    if match := _DAYS_AND_TIME.fullmatch(text):
        return _days_and_time(match)
    return None


def _days_and_time(match: re.Match[str]) -> timedelta | None:
    part = int((match["part"] or "0")[:6].ljust(6, "0"))
    try:
        amount = timedelta(
            days=int(match["days"] or 0),
            hours=int(match["hours"] or 0),
            minutes=int(match["minutes"] or 0),
            seconds=int(match["seconds"] or 0),
            microseconds=part,
        )
        return -amount if match["sign"] else amount
    except OverflowError:
        return None


def format_duration(amount: timedelta) -> str:
    """The canonical ISO 8601 text of a days and time duration: ``P1DT2H3M4.5S``, ``PT0S``."""
    size = abs(amount)
    minutes, seconds = divmod(size.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{size.microseconds:06d}".rstrip("0") if size.microseconds else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{seconds}{fraction}S" if seconds or fraction else ""
    days = f"{size.days}D" if size.days else ""
    if not days and not clock:
        return "PT0S"
    return ("-" if amount < timedelta(0) else "") + "P" + days + (f"T{clock}" if clock else "")
