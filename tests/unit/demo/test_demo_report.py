"""What the demonstration says of an order."""

from datetime import timedelta
from pathlib import Path

import pytest

from demo.performance import Performance
from demo.report import line_of, spoken, summary_of
from demo.samples import read_samples
from tests.unit.demo.test_story_differences import STORY

SAMPLE = next(iter(read_samples(Path(__file__).parents[3] / "definitions/samples")))


def test_an_order_that_went_well_is_one_line_with_everything_in_it() -> None:
    line = line_of(Performance(SAMPLE, STORY, [], 41))

    assert "\n" not in line
    for part in (
        "R-1001",
        "retail-order",
        "receipt > review",
        "pack ma.chao",
        "completed",
        "7 d",
        "41 events",
    ):
        assert part in line


def test_what_is_not_as_the_script_says_stands_below() -> None:
    line = line_of(Performance(SAMPLE, STORY, ["status: completed instead of cancelled"]))

    assert line.startswith("✗ R-1001")
    assert line.endswith("✗ status: completed instead of cancelled")


def test_an_order_without_an_end_is_named_by_its_sample() -> None:
    line = line_of(Performance(SAMPLE, None, ["stuck"]))

    assert SAMPLE.script.script in line
    assert "stuck" in line


def test_the_summary_counts_what_went_wrong() -> None:
    good, bad = Performance(SAMPLE, STORY, []), Performance(SAMPLE, None, ["stuck"])

    assert summary_of([good], 1.25) == "1 orders in 1.2 s, all as their scripts say."
    assert summary_of([good, bad], 2) == "2 orders in 2.0 s, 1 not as their scripts say."


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(days=7, hours=2), "7 d 2 h"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(), "no time"),
        (timedelta(hours=24, minutes=1), "1 d 1 min"),
    ],
)
def test_times_are_spoken_in_days_hours_and_minutes(time: timedelta, words: str) -> None:
    assert spoken(time) == words
