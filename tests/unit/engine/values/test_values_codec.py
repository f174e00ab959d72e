"""Canonical JSON of values."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.values import NotAValueError, Value, YearMonthDuration, decode, encode, plain

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ({"b": 1, "a": None}, '{"a":null,"b":1}'),
        (Decimal("1.10"), '{"$decimal":"1.10"}'),
        (Decimal("7"), "7"),
        (2**60, '{"$decimal":"1152921504606846976"}'),
        (date(2026, 1, 31), '{"$date":"2026-01-31"}'),
        (datetime(2026, 1, 31, 10, tzinfo=UTC), '{"$datetime":"2026-01-31T10:00:00+00:00"}'),
        (timedelta(hours=1, minutes=30), '{"$duration":"PT1H30M"}'),
        (timedelta(days=-1, seconds=-1), '{"$duration":"-P1DT1S"}'),
        (YearMonthDuration(14), '{"$months":14}'),
        ("订单", '"订单"'),
    ],
)
def test_value_has_one_canonical_form_and_comes_back(value: Value, data: str) -> None:
    encoded = encode(value)

    assert encoded.decode() == data
    assert decode(encoded) == value


@pytest.mark.parametrize("fold", [0, 1])
def test_repeated_hour_of_a_named_zone_keeps_its_instant(fold: int) -> None:
    moment = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=fold)

    restored = decode(encode(moment))

    assert isinstance(restored, datetime)
    assert restored.astimezone(UTC) == moment.astimezone(UTC)
    assert restored.tzinfo is PARIS


@pytest.mark.parametrize("zone", [None, PARIS, timezone(timedelta(hours=8))])
def test_time_keeps_its_zone(zone: Any) -> None:
    moment = time(10, 30, tzinfo=zone)

    restored = decode(encode(moment))

    assert isinstance(restored, time)
    assert (restored.replace(tzinfo=None), restored.tzinfo) == (time(10, 30), zone)


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), {"a": [0.1]}, {"$decimal": "1"}, {"x": {"$y": 1}}, object(), {1}, b"x", {1: 2}],
)
def test_what_is_no_value_is_refused(value: Any) -> None:
    with pytest.raises(NotAValueError):
        encode(value)


def test_text_starting_with_a_dollar_is_no_tag() -> None:
    value: Value = {"price": "$100", "list": ["$decimal"]}

    assert decode(encode(value)) == value


def test_unknown_tag_in_stored_bytes_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown tag"):
        decode(b'{"$future":1}')


def test_nesting_without_end_is_refused() -> None:
    value: Value = []
    for _ in range(300):
        value = [value]

    with pytest.raises(NotAValueError, match="nested"):
        encode(value)


def test_plain_view_holds_json_types_only() -> None:
    assert plain({"at": date(2026, 1, 31), "n": Decimal("0.5")}) == {
        "at": {"$date": "2026-01-31"},
        "n": {"$decimal": "0.5"},
    }


@pytest.mark.parametrize("value", ["a\x00b", {"k\x00": 1}, ["\\\x00"]])
def test_nul_is_refused_because_no_database_stores_it(value: Value) -> None:
    with pytest.raises(NotAValueError, match="NUL"):
        encode(value)


def test_a_text_that_shows_the_escape_of_nul_is_a_text_like_any_other() -> None:
    text = r"\u0000 and \\u0000"

    assert decode(encode(text)) == text
