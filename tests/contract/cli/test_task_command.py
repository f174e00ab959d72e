"""What people do with tasks, and the sentences with which they are refused."""

import pytest
from sqlalchemy import select

from database import create_engine
from database.tables import refusals
from tests.contract.cli.conftest import CommandLine
from tests.support.waiting import eventually


def test_task_is_claimed_completed_and_the_order_goes_on(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("walk")

    # when
    claimed = orderflow("task", "claim", f"{number}/review", "--as", "lin.mei")
    done = orderflow(
        "task", "complete", f"{number}/review", "accept", "--data", "note=fine", "--as", "lin.mei"
    )

    # then
    assert claimed.out == f"{number}/review#1 已签收\n"
    assert done.out == f"{number}/review#1 已完成: accept\n"
    assert orderflow.open_tasks(number) == ["approve"]  # read your own writes: no waiting here


def test_inbox_shows_what_a_person_may_take(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("inbox")
    task = f"{number}/review#1"

    # when
    clerk = orderflow("tasks", "--as", "lin.mei", "--json").json
    picker = orderflow("tasks", "--as", "ma.chao", "--json").json
    mine_before = orderflow("tasks", "--mine", "--as", "he.jun", "--json").json
    orderflow("task", "claim", task, "--as", "he.jun")
    mine_after = orderflow("tasks", "--mine", "--as", "he.jun", "--json").json

    # then
    assert task in [row["id"] for row in clerk]
    assert task not in [row["id"] for row in picker]
    assert task not in [row["id"] for row in mine_before]
    assert task in [row["id"] for row in mine_after]


@pytest.mark.parametrize(
    ("person", "arguments", "said"),
    [
        ("lin.mei", ("acept", "--data", "note=x"), "没有“acept”这个结果，可选：accept、reject。"),
        ("alice.brown", ("acept", "--data", "note=x"), "is no outcome of task"),
        ("lin.mei", ("accept",), "表单有误：缺少 note。"),
        ("alice.brown", ("accept",), "is not complete: note is missing."),
        ("alice.brown", ("accept", "--data", "note=2"), "note must be of type string"),
        ("ma.chao", ("accept", "--data", "note=x"), "您无权处理任务"),
        ("lin.meii", ("accept", "--data", "note=x"), "Did you mean: lin.mei"),
    ],
)
def test_wrong_completion_is_refused_in_the_persons_language(
    orderflow: CommandLine, person: str, arguments: tuple[str, ...], said: str
) -> None:
    # given
    number = orderflow.submit("wrong")

    # when
    refused = orderflow("task", "complete", f"{number}/review", *arguments, "--as", person)

    # then
    assert (refused.status, refused.out) == (1, "")
    assert said in refused.err
    assert len(refused.err.splitlines()) == 1
    assert orderflow.open_tasks(number) == ["review"]


def test_second_of_two_is_told_who_was_first(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("second")
    complete = ("task", "complete", f"{number}/review#1", "accept", "--data", "note=x", "--as")
    orderflow(*complete, "lin.mei")

    # when
    late = orderflow(*complete, "alice.brown")

    # then
    assert late.status == 1
    assert f"Task {number}/review#1 was completed already by lin.mei with “accept”" in late.err


def test_second_of_two_is_told_who_was_first_although_the_sub_process_has_ended(
    orderflow: CommandLine,
) -> None:
    # given
    number = orderflow.accepted("second-inside")
    orderflow("incident", "resolve", number, "correct", "--set", "wanted=2", "--as", "feng.tao")
    orderflow("message", number, "paid", '{"amount": 60, "reference": "T-8"}')
    complete = ("task", "complete", f"{number}/packing/pack#1", "packed", "--as")
    orderflow(*complete, "ma.chao")

    # when
    late = orderflow(*complete, "gao.feng")

    # then
    assert late.status == 1
    assert f"任务 {number}/packing/pack#1 已由 ma.chao 完成，结果为“packed”" in late.err
    assert orderflow("order", "show", number, "--json").json["refusals"][-1]["code"] == "task_completed"


def test_base_that_nothing_watches_is_refused_with_what_may_be_named(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("base")
    complete = ("task", "complete", f"{number}/review", "accept", "--data", "note=x", "--as", "alice.brown")

    # when
    mistyped = orderflow(*complete, "--base", "order.prority=50")

    # then
    assert mistyped.status == 1
    assert "order.prority" in mistyped.err
    assert "It may name: order.priority." in mistyped.err
    assert orderflow.open_tasks(number) == ["review"]


def test_decision_on_what_has_changed_meanwhile_is_refused(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("stale")
    complete = ("task", "complete", f"{number}/review", "accept", "--data", "note=x", "--as", "alice.brown")

    # when
    stale = orderflow(*complete, "--data", "priority=90", "--base", "order.priority=10")
    fresh = orderflow(*complete, "--data", "priority=90", "--base", "order.priority=50")

    # then
    assert "the order has changed since (order.priority: 10 → 50)" in stale.err
    assert (stale.status, fresh.status) == (1, 0)


def test_excluded_person_is_refused_and_somebody_else_is_not(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("four-eyes")
    orderflow("task", "complete", f"{number}/review", "accept", "--data", "note=x", "--as", "alice.brown")

    # when
    same = orderflow("task", "complete", f"{number}/approve", "approve", "--as", "alice.brown")
    other = orderflow("task", "complete", f"{number}/approve", "approve", "--as", "lin.mei")

    # then
    assert "four eyes" in same.err
    assert (same.status, other.status) == (1, 0)


def test_same_id_again_gets_the_same_answer(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("again")
    complete = ("task", "complete", f"{number}/review#1", "accept", "--data", "note=x", "--as", "lin.mei")

    # when
    first, second = (orderflow(*complete, "--id", f"try-{number}") for _ in range(2))

    # then
    assert (first.status, second.status) == (0, 0)
    assert first.out == second.out


def test_delegated_task_comes_back_with_a_proposal(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("delegated")
    task = f"{number}/review#1"
    orderflow("task", "claim", task, "--as", "alice.brown")

    # when
    unknown = orderflow("task", "delegate", task, "grace.tailor", "--as", "alice.brown")
    given = orderflow("task", "delegate", task, "grace.taylor", "--as", "alice.brown")
    returned = orderflow("task", "complete", task, "reject", "--data", "note=no", "--as", "grace.taylor")

    # then
    assert "Did you mean: grace.taylor" in unknown.err
    assert given.status == 0
    assert "went back to its owner" in returned.out
    (shown,) = orderflow("tasks", "--order", number, "--json").json
    assert shown["assignee"] == "alice.brown"
    assert shown["proposal"] == {"outcome": "reject", "data": {"note": "no"}}


def test_released_task_is_open_again(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("released")
    orderflow("task", "claim", f"{number}/review", "--as", "lin.mei")

    # when
    foreign = orderflow("task", "release", f"{number}/review", "--as", "alice.brown")
    own = orderflow("task", "release", f"{number}/review", "--as", "lin.mei")

    # then
    assert "is not yours (assigned to: lin.mei)" in foreign.err
    assert (foreign.status, own.status) == (1, 0)


def test_refusals_are_kept_with_the_sentence(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("kept")

    # when
    refused = orderflow("task", "claim", f"{number}/review", "--as", "ma.chao")

    # then
    engine = create_engine(orderflow.stack.database_url)
    with engine.connect() as connection:
        row = connection.execute(select(refusals).where(refusals.c.order_number == number)).one()
    engine.dispose()
    assert (row.action, row.code, row.actor["person"]) == ("claim_task", "task_not_candidate", "ma.chao")
    assert refused.err == f"{row.text}\n"


def test_task_that_never_was_names_the_open_ones(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("typo")

    # when
    said = orderflow("task", "claim", f"{number}/revew", "--as", "alice.brown")

    # then
    assert said.err == f"There is no task {number}/revew. Open tasks of this order: {number}/review#1.\n"


def test_what_is_no_task_at_all_is_told_what_a_task_is_called(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("garbage")

    # when
    garbage = orderflow("task", "claim", "garbage", "--as", "alice.brown")
    foreign = orderflow("task", "claim", "Z-1/review#1", "--as", "alice.brown")
    order = orderflow("task", "claim", number, "--as", "alice.brown")

    # then
    assert garbage.err.startswith("“garbage” is no task. Tasks are called like R-1001/first_review#1")
    assert foreign.err == "There is no order Z-1. `orderflow orders` lists them.\n"
    assert order.err == f"There is no task {number}. Open tasks of this order: {number}/review#1.\n"
    assert [one.status for one in (garbage, foreign, order)] == [1, 1, 1]


def test_nobody_named_is_refused(orderflow: CommandLine) -> None:
    # given / when
    inbox, claim = orderflow("tasks"), orderflow("task", "claim", "R-1/x#1")

    # then
    assert inbox.err == claim.err == "Say who acts: --as PERSON, or the variable ORDERFLOW_PERSON.\n"
    assert (inbox.status, claim.status) == (1, 1)


def test_overdue_task_is_escalated_by_a_moved_clock(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("overdue", "--clock", "manual", "--placed", "2026-03-02T10:00")

    # when
    moved = orderflow("clock", "move", number)

    # then
    assert moved.out == f"{number}: clock moved to 2026-03-02 10:10\n"
    eventually(lambda: orderflow.shown(number)["time"].startswith("2026-03-02"))


def test_task_that_is_opened_again_shows_what_was_written_the_last_time(orderflow: CommandLine) -> None:
    # given
    number = orderflow.accepted("again")
    orderflow("incident", "resolve", number, "correct", "--set", "wanted=2", "--as", "feng.tao")
    orderflow("message", number, "paid", '{"amount": 60, "reference": "T-9"}')
    task = f"{number}/handed_over"
    orderflow("task", "complete", f"{number}/packing/pack", "packed", "--as", "ma.chao")

    # when
    first = orderflow("task", "show", task, "--json").json
    orderflow("task", "complete", task, "again", "--data", "shelf=B7", "--as", "ma.chao")
    second = orderflow("task", "show", task)

    # then
    assert list(first["outcomes"]) == ["again", "done"]  # as the definition lists them
    assert first["prefill"] is None
    assert second.out.startswith(f"{task}#2")
    assert (
        '上次填写:\n{\n  "shelf": "B7"\n}' in second.out or 'last entry:\n{\n  "shelf": "B7"\n}' in second.out
    )


def test_task_shows_the_fields_of_its_form(orderflow: CommandLine) -> None:
    # given / when
    shown = orderflow("task", "show", f"{orderflow.submit('fields')}/review", "--as", "alice.brown").out

    # then
    rows = [line.split() for line in shown.splitlines()]
    assert ["note", "string", "yes", "Note"] in rows
    assert ["priority", "integer", "Priority"] in rows
