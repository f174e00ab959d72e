"""Dates and times as text and back, in all years that the standard knows."""

import pytest

from engine.feel import compile_expression
from engine.values import NotAValueError, encode


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31T10:00:00",
        "2026-01-31T10:00:00Z",
        "2026-01-31T10:00:00.125+08:00",
        "2026-01-31T10:00:00-03:30",
        "2026-01-31T10:00:00@Asia/Shanghai",
        "-0044-03-15T12:00:00",
        "99999-12-31T11:22:33",
        "-999999999-12-31T23:59:59+02:00",
    ],
)
def test_date_and_time_keeps_its_text(text: str) -> None:
    assert compile_expression("string(date and time(t))").evaluate({"t": text}) == text


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30T10:00:00",
        "2026-01-31T25:00:00",
        "2026-01-31T10:00:00+19:00",
        "2026-01-31T10:00:00@Nowhere/City",
        "2026-01-31T10:00:00@../etc",
        "26-01-31",
        "01234-01-31",
        "9999999999-01-01",
        "T10:00:00",
    ],
)
def test_text_that_is_no_date_and_time_is_null(text: str) -> None:
    assert compile_expression("date and time(t)").evaluate({"t": text}) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('string(@"9999-12-31" + @"P1D")', "10000-01-01"),
        ('string(@"0001-01-01" - @"P1D")', "0000-12-31"),
        ('string(@"10000-02-29" + @"P1Y")', "10001-02-28"),
        ('string(@"-0001-01-31T10:00:00Z" + @"P1M")', "-0001-02-28T10:00:00Z"),
        ('@"10000-01-01" - @"9999-12-31" = @"P1D"', True),
        ('@"-0044-03-15" < @"2026-01-31"', True),
        ('@"20000-01-01" in [@"2026-01-01"..@"99999-01-01"]', True),
        ('@"12026-01-31".year', 12026),
        ('day of week(@"2426-01-31") = day of week(@"12026-01-31")', True),
        ('date("-999999999-01-01") - date("999999999-01-01")', None),
        ('years and months duration(@"-0001-01-01", @"0001-01-01") = @"P2Y"', True),
    ],
)
def test_years_beyond_python_calculate_as_others(text: str, value: object) -> None:
    assert compile_expression(text).evaluate({}) == value


def test_years_beyond_python_cannot_be_stored() -> None:
    far = compile_expression('date("12026-01-31")').evaluate({})

    with pytest.raises(NotAValueError):
        encode(far)
