"""What scripts expect, compared with what has happened."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from application.ports.books import OrderBooks
from demo.script import Done, Expected
from demo.story import Story, differences

BOOKS = OrderBooks(
    stock={"CUP-001": Decimal("-2.000")}, reserved=Decimal(0), held=Decimal("59.80"), told=["a"]
)
STORY = Story(
    number="R-1001",
    process="retail-order",
    status="completed",
    stages=["receipt", "review"],
    tasks=[Done(task="pack", by="ma.chao", outcome="packed")],
    escalated=[],
    lines=1,
    lasted=timedelta(days=7),
    incidents=[],
    books=BOOKS,
)


def test_a_story_as_expected_has_no_differences() -> None:
    expected = Expected(
        status="completed",
        stages=["receipt", "review"],
        tasks=[Done(task="pack", by="ma.chao", outcome="packed")],
        stock={"CUP-001": -2},
        held=Decimal("59.8"),
        told=["a"],
        escalated=[],
        lines=1,
    )

    assert differences(STORY, expected) == []


def test_what_a_script_leaves_out_is_not_looked_at() -> None:
    assert differences(STORY, Expected(status="completed")) == []


@pytest.mark.parametrize(
    "change",
    [
        {"status": "cancelled"},
        {"stages": ["receipt"]},
        {"tasks": []},
        {"stock": {}},
        {"held": 0},
        {"told": []},
        {"escalated": ["first_review 1: notify"]},
        {"lines": 2},
    ],
)
def test_every_difference_is_named(change: dict[str, Any]) -> None:
    expected = Expected(**{"status": "completed", **change})

    found = differences(STORY, expected)

    assert len(found) == 1
    assert found[0].startswith(next(iter(change)))


def test_goods_still_reserved_are_a_difference_whatever_the_script_says() -> None:
    story = replace(STORY, books=replace(BOOKS, reserved=Decimal(1)))

    assert differences(story, Expected(status="completed")) == ["reserved: 1 instead of 0"]


def test_an_incident_is_a_difference_even_when_it_was_resolved() -> None:
    story = replace(STORY, incidents=["ship: boom"])

    assert differences(story, Expected(status="completed")) == ["incidents: ['ship: boom'] instead of []"]
