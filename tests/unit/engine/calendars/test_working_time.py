"""Counting in working time: hours, breaks, holidays, clock changes, and the edges of what is covered."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine.calendars import (
    Calendar,
    Hours,
    WorkingTimeError,
    add_working,
    add_working_days,
    after,
    working_between,
)
from engine.values import YearMonthDuration

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
OFFICE_DAY = (Hours(8 * 60 + 30, 12 * 60), Hours(13 * 60, 17 * 60 + 30))


def office(
    *, closed: tuple[date, ...] = (), extra: tuple[date, ...] = (), zone: str = "Asia/Shanghai"
) -> Calendar:
    """Monday to Friday 08:30 to 12:00 and 13:00 to 17:30, in 2026."""
    week = (*[OFFICE_DAY] * 5, (), ())
    open_days = tuple((day, OFFICE_DAY) for day in extra)
    return Calendar("office", zone, date(2026, 1, 1), date(2026, 12, 31), week, frozenset(closed), open_days)


def always(zone: str) -> Calendar:
    """Open day and night."""
    return Calendar("always", zone, date(2026, 1, 1), date(2026, 12, 31), ((Hours(0, 1440),),) * 7)


def at(day: int, hour: int, minute: int = 0, month: int = 1) -> datetime:
    """A moment in 2026 in Shanghai. The 5th of January is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (at(5, 9), 60, at(5, 10)),
        (at(5, 11, 30), 60, at(5, 13, 30)),  # over the break
        (at(5, 12, 30), 10, at(5, 13, 10)),  # in the break
        (at(5, 16, 30), 60, at(5, 17, 30)),  # closing time stays closing time
        (at(5, 16, 30), 61, at(6, 8, 31)),
        (at(5, 11), 60, at(5, 12)),  # and so does the beginning of the break
        (at(9, 17), 60, at(12, 9)),  # over the weekend
        (at(10, 10), 0, at(12, 8, 30)),  # closed: the next opening
        (at(5, 17, 30), 0, at(5, 17, 30)),
        (at(5, 6), 480, at(5, 17, 30)),
        (at(12, 9), -60, at(9, 17)),
    ],
)
def test_open_minutes_are_counted(start: datetime, minutes: int, end: datetime) -> None:
    assert add_working(office(), start, timedelta(minutes=minutes)) == end


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (at(5, 10), 1, at(6, 10)),
        (at(9, 10), 1, at(12, 10)),  # over the weekend
        (at(5, 12, 15), 1, at(6, 13)),  # in the break
        (at(5, 20), 1, at(7, 8, 30)),  # closed: starts at the next opening, on Tuesday
        (at(5, 17, 30), 1, at(6, 17, 30)),  # closing time stays closing time
        (at(10, 10), 1, at(13, 8, 30)),
        (at(5, 10), 0, at(5, 10)),
        (at(12, 10), -1, at(9, 10)),
    ],
)
def test_working_days_keep_the_clock_time_within_opening_hours(
    start: datetime, days: int, end: datetime
) -> None:
    assert add_working_days(office(), start, days) == end


def test_shorter_days_clamp_the_clock_time() -> None:
    saturday = (date(2026, 1, 10), (Hours(9 * 60, 12 * 60),))
    calendar = Calendar(
        "shop",
        "Asia/Shanghai",
        date(2026, 1, 1),
        date(2026, 12, 31),
        ((Hours(480, 1200),),) * 5 + ((), ()),
        extra=(saturday,),
    )

    assert add_working_days(calendar, at(9, 19), 1) == at(10, 12)
    assert add_working_days(calendar, at(9, 8), 1) == at(10, 9)


def test_holidays_are_closed_and_make_up_days_open() -> None:
    calendar = office(closed=(date(2026, 1, 6),), extra=(date(2026, 1, 10),))

    assert add_working_days(calendar, at(5, 10), 1) == at(7, 10)
    assert add_working_days(calendar, at(9, 10), 1) == at(10, 10)


@pytest.mark.parametrize(
    ("start", "amount"),
    [
        (at(31, 16, month=12), timedelta(hours=2)),
        (at(5, 10), timedelta(days=900)),
        (datetime(2025, 12, 31, tzinfo=SHANGHAI), timedelta(0)),
    ],
)
def test_what_is_not_covered_is_undetermined(start: datetime, amount: timedelta) -> None:
    assert add_working(office(), start, amount) is None


def test_days_beyond_coverage_are_undetermined() -> None:
    assert add_working_days(office(), at(31, 10, month=12), 1) is None
    assert add_working_days(office(), at(31, 10, month=12), 0) == at(31, 10, month=12)


def test_a_longer_calendar_answers_the_same_for_days_it_covered_before() -> None:
    longer = Calendar("office", "Asia/Shanghai", date(2026, 1, 1), date(2027, 12, 31), office().week)

    assert add_working(longer, at(31, 16, month=12), timedelta(hours=1)) == at(31, 17, month=12)
    assert add_working(longer, at(31, 16, month=12), timedelta(hours=2)) is not None


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 1), 24)]
)
def test_days_of_clock_changes_have_their_real_length(day: date, hours: int) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=BERLIN)
    end = datetime.combine(day + timedelta(days=1), start.time(), tzinfo=BERLIN)

    assert working_between(always("Europe/Berlin"), start, end) == timedelta(hours=hours)


def test_working_days_keep_the_clock_time_over_a_clock_change() -> None:
    friday = datetime(2026, 3, 27, 10, tzinfo=BERLIN)

    assert add_working_days(office(zone="Europe/Berlin"), friday, 1) == datetime(
        2026, 3, 30, 10, tzinfo=BERLIN
    )


def test_the_answer_is_in_the_zone_of_the_start() -> None:
    start = datetime(2026, 1, 5, 1, tzinfo=ZoneInfo("UTC"))

    found = add_working(office(), start, timedelta(hours=1))

    assert found == at(5, 10)
    assert found.tzinfo == ZoneInfo("UTC")


def test_time_between_is_the_inverse_of_adding() -> None:
    calendar, start = office(), at(5, 11)

    end = add_working(calendar, start, timedelta(hours=20, minutes=5))

    assert end is not None
    assert working_between(calendar, start, end) == timedelta(hours=20, minutes=5)
    assert working_between(calendar, end, start) == -timedelta(hours=20, minutes=5)


@pytest.mark.parametrize(
    ("amount", "end"),
    [
        ("P1D", at(6, 10)),
        ("PT24H", at(8, 10)),
        ("P1DT3H", at(6, 14)),
        (timedelta(days=1, hours=3), at(6, 14)),
        (timedelta(hours=8), at(6, 10)),
    ],
)
def test_days_are_working_days_and_hours_open_hours(amount: str | timedelta, end: datetime) -> None:
    assert after(office(), at(5, 10), amount) == end


@pytest.mark.parametrize("amount", ["P1M", YearMonthDuration(1), "soon"])
def test_months_cannot_be_counted(amount: str | YearMonthDuration) -> None:
    with pytest.raises(WorkingTimeError):
        after(office(), at(5, 10), amount)
