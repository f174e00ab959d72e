"""The timeline tells people what has happened, and leaves the engine's bookkeeping out."""

import string
from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, get_args

import pytest

from application.moments import on_the_clock
from application.texts import timeline
from application.texts.events import EVENTS
from engine.interpreter import Record
from engine.interpreter import records as r
from engine.values import Value

T0 = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def a_record(change: r.Change, element: str = "first_review", **parts: Any) -> Record:
    actor = parts.pop("actor", {"person": "system"})
    return Record(1, T0, element, 1, actor, parts.pop("reason", None), change, "00")


def test_every_sentence_belongs_to_a_kind_of_record() -> None:
    # given / when / then
    assert set(EVENTS) <= set(get_args(r.Change))


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_sentence_needs_only_what_the_record_has(kind: type[Any]) -> None:
    # given
    known = {part.name for part in fields(kind)} | {"element", "service", "people"}

    # when
    needed = {
        name for text in EVENTS[kind].values() for _, name, _, _ in string.Formatter().parse(text) if name
    }

    # then
    assert needed <= known
    assert EVENTS[kind].keys() == {"en", "zh"}


def test_completion_is_told_with_who_and_why() -> None:
    # given
    change = r.UserTaskCompleted("R-1/first_review#1", 1, "accept", {})
    record = a_record(change, actor={"person": "li", "onBehalfOf": "wang"}, reason="all fine")

    # when
    (moment,) = timeline([record], "en")

    # then
    assert (moment.text, moment.by) == ("task “first_review” completed: accept", "li (wang)")
    assert (moment.time, moment.reason) == (T0, "all fine")


def test_service_is_named_although_its_answer_names_only_the_call() -> None:
    # given
    called = a_record(r.ServiceCalled("R-1:7", "stock.reserve", {}, 1), "reserve")
    done = a_record(r.ServiceCompleted("R-1:7", None), "reserve")

    # when
    told = [moment.text for moment in timeline([called, done], "zh")]

    # then
    assert told == ["stock.reserve 已完成"]


def test_bookkeeping_is_left_out() -> None:
    # given
    records = [
        a_record(r.TimerCancelled(3)),
        a_record(r.ElementCompleted()),
        a_record(r.StageEntered("review")),
    ]

    # when
    told = [moment.text for moment in timeline(records, "en")]

    # then
    assert told == ["stage: review"]


PAID: Value = {"amount": Decimal("120.00"), "currency": "CNY"}


def kept(number: int, name: str, payload: Value = None) -> r.MessageKept:
    return r.MessageKept(number, name, payload, None, None, None)


def test_message_that_was_kept_and_never_taken_is_told_at_the_end() -> None:
    # given
    taken, left = kept(1, "note"), kept(2, "payment_received", PAID)
    end = r.ProcessCompleted("completed", {})
    changes: list[r.Change] = [taken, left, r.MessageTaken(1, expired=False), end]

    # when
    *_, ended, told = timeline([a_record(change, "", actor={"person": "li"}) for change in changes], "en")

    # then
    assert ended.text == "order ended: completed"
    assert "“payment_received” was kept and never taken" in told.text
    assert told.text.endswith("amount 120, currency CNY")
    assert told.by is None


def test_message_whose_time_was_over_is_told_when_it_is() -> None:
    # given
    changes: list[r.Change] = [
        kept(1, "paid", "x" * 999),
        r.MessageTaken(1, expired=True),
        r.StageEntered("pay"),
    ]

    # when
    _, told, stage = timeline([a_record(change) for change in changes], "zh")

    # then
    assert "“paid”已保留但从未使用" in told.text
    assert len(told.text) < 300
    assert stage.text == "进入阶段：pay"


@pytest.mark.parametrize(
    ("assignee", "groups", "due", "said"),
    [
        (None, ["clerks"], None, "task “review” opened for clerks [R-1/review#1]"),
        (None, ["clerks"], T0, f"task “review” opened for clerks, due {on_the_clock(T0)} [R-1/review#1]"),
        ("zoe", [], None, "task “review” opened for zoe [R-1/review#1]"),
    ],
)
def test_task_without_a_deadline_or_groups_is_told_without_them(
    assignee: str | None, groups: list[str], due: datetime | None, said: str
) -> None:
    # given
    opened = r.UserTaskOpened("R-1/review#1", 0, groups, [], [], assignee, due, 50, {}, 1, None)

    # when
    (moment,) = timeline([a_record(opened, "review")], "en")

    # then
    assert moment.text == said
