"""Answers as JSON lose nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from application.plain import as_json, plain
from engine.values import YearMonthDuration


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    total: Decimal
    groups: frozenset[str]


def test_dataclasses_become_objects_with_exact_numbers() -> None:
    # given
    row = Row("R-1", Decimal("1E+3"), frozenset({"b", "a"}))

    # when / then
    assert plain([row]) == [{"number": "R-1", "total": "1000", "groups": ["a", "b"]}]


def test_times_and_durations_are_iso_8601() -> None:
    # given
    values = [datetime(2026, 3, 2, tzinfo=UTC), timedelta(minutes=90), YearMonthDuration(14)]

    # when / then
    assert plain(values) == ["2026-03-02T00:00:00+00:00", "PT1H30M", "P1Y2M"]


def test_chinese_stays_readable() -> None:
    # given / when / then
    assert as_json({"name": "初审"}) == '{\n  "name": "初审"\n}'


def test_foreign_object_is_refused() -> None:
    # given / when / then
    with pytest.raises(TypeError, match="no place in JSON"):
        plain(object())
