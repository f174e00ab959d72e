"""Durations and deadlines: checked where they are literals, compiled where they are expressions."""

from datetime import datetime, timedelta
from typing import Any, Literal

from engine.compiler.formulas import Formulas
from engine.compiler.report import Report
from engine.compiler.scope import Scope
from engine.language.authoring.deadlines import Timer
from engine.language.places import Path
from engine.model import Constant, Deadline, Formula
from engine.values import YearMonthDuration, parse_duration

DURATION_CURE = "write an ISO 8601 duration such as PT10M, PT2H or P3D, or an =expression"


class Deadlines:
    """Compiles deadlines of one process."""

    def __init__(
        self, report: Report, formulas: Formulas, calendars: list[str], default: str | None, ids: list[str]
    ) -> None:
        self._report, self._formulas = report, formulas
        self._calendars, self._default, self._ids = calendars, default, ids

    def deadline(self, raw: str | Timer, scope: Scope, path: Path) -> Deadline:
        """``PT10M`` or one of the forms of a timer."""
        if isinstance(raw, str):
            return Deadline("in", self._amount(raw, scope, path, working=False))
        kind, text = _kind(raw)
        calendar = self._calendar(raw)
        place = (*path, kind)
        value = self._moment(text, scope, place) if kind == "at" else None
        value = value or self._amount(text, scope, place, working=calendar is not None)
        for index, identity in enumerate(raw.paused_by):
            if identity not in self._ids:
                self._report.unknown("element", identity, self._ids, (*path, "pausedBy", index))
        if raw.times is not None and kind != "every":
            self._report.error(
                "times-without-every", "`times` counts cycles", "write `every`, or leave `times` out", path
            )
        return Deadline(kind, value, calendar, raw.times, tuple(raw.paused_by))

    def fixed(self, raw: str, path: Path) -> timedelta:
        """A duration that has to be a literal, such as a timeout."""
        duration = parse_duration(raw)
        if not isinstance(duration, timedelta) or duration < timedelta(0):
            message = f"`{raw}` is not a duration of days, hours, minutes or seconds"
            self._report.error("invalid-duration", message, "write a duration such as PT30S or P30D", path)
            return timedelta(0)
        return duration

    def _calendar(self, raw: Timer) -> str | None:
        if raw.calendar is not None:
            if raw.calendar not in self._calendars:
                self._report.unknown("calendar", raw.calendar, self._calendars, (*raw.place, "calendar"))
            return raw.calendar
        if raw.working and self._default is None:
            cure = "write `calendar: shop` here, or for the whole process at its top"
            message = "working time needs a calendar"
            self._report.error("no-calendar", message, cure, (*raw.place, "working"))
        return self._default if raw.working else None

    def _amount(self, raw: str, scope: Scope, path: Path, *, working: bool) -> Formula:
        if raw.startswith("="):
            return self._formulas.value(raw, scope, path)
        duration = parse_duration(raw)
        if duration is None:
            self._report.error("invalid-duration", f"`{raw}` is not a duration", DURATION_CURE, path)
        elif isinstance(duration, YearMonthDuration) and working:
            message = f"`{raw}`: months cannot be counted in working time"
            self._report.error("months-in-working-time", message, "count days, as in P20D", path)
        elif not isinstance(duration, YearMonthDuration) and duration < timedelta(0):
            self._report.error("invalid-duration", f"`{raw}` is negative", DURATION_CURE, path)
        return Constant(raw)

    def _moment(self, raw: str, scope: Scope, path: Path) -> Formula:
        if raw.startswith("="):
            return self._formulas.value(raw, scope, path)
        if not _is_moment(raw):
            cure = "write =expression, or a moment with its offset: 2026-11-11T00:00:00+08:00"
            self._report.error("invalid-moment", f"`{raw}` is not a date and time with an offset", cure, path)
        return Constant(raw)


def _kind(raw: Timer) -> tuple[Literal["in", "at", "every"], str]:
    if raw.in_ is not None:
        return "in", raw.in_
    if raw.at is not None:
        return "at", raw.at
    return "every", raw.every or ""


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def seconds_of(deadline: Deadline) -> Any:
    """A literal duration in seconds, to compare two of them; None for expressions and months."""
    if not isinstance(deadline.value, Constant) or not isinstance(deadline.value.value, str):
        return None
    duration = parse_duration(deadline.value.value)
    return duration.total_seconds() if isinstance(duration, timedelta) else None
