"""An order calls others on the real server: start, report, errors, cancel, undo; letters that get lost."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from activities.post import LostLetters
from adapters import post
from adapters.post import SqlPost
from adapters.temporal.client import TemporalRuntime
from adapters.temporal.connection import established
from adapters.temporal.converter import DATA_CONVERTER
from application.messages import LETTER
from application.use_cases.deliver import Deliver
from application.use_cases.start_order import start_by_number
from tests.support.order_bench import Orders, clerk, stimulus
from tests.support.posting import post_letter
from tests.support.waiting import eventually
from tests.workflow.test_order_workflow import commit_behind_its_back
from workflows import WORKFLOWS

Handle = WorkflowHandle[Any, Any]


def child(family: Orders, parent: Handle, number: int = 1) -> Handle:
    return family.client.get_workflow_handle(f"{parent.id}.{number}")


async def inspect(family: Orders, handle: Handle, outcome: str = "good") -> None:
    answer = await family.complete(handle, await family.open_task(handle, "inspect"), outcome)
    assert answer["answer"]["status"] == "done"


async def texts(family: Orders) -> list[str]:
    rows = await asyncio.to_thread(family.bench.rows, "select data from outbox order by created_at, key")
    return [row.data["text"] for row in rows]


def under_way(family: Orders) -> list[Any]:
    return family.bench.rows("select sender, receiver, stimulus from letters where delivered_at is null")


async def all_delivered(family: Orders) -> None:
    await asyncio.to_thread(eventually, lambda: not under_way(family))


async def test_children_report_and_the_parent_goes_on_with_what_they_made(family: Orders) -> None:
    parent = await family.start({"skus": ["A", "B"]})
    await inspect(family, child(family, parent, 1))
    await inspect(family, child(family, parent, 2), "bad")
    await family.complete(parent, await family.open_task(parent, "check"), "done")

    result = await parent.result()

    assert result["output"]["got"] == ["A", "gone"]
    assert sorted(result["output"]["heard"]) == ["A begun", "A good", "B begun"]
    assert (await child(family, parent, 2).result())["status"] == "GONE"
    await all_delivered(family)


async def test_the_histories_of_parent_and_child_replay(family: Orders) -> None:
    parent = await family.start({"skus": ["A"]})
    await inspect(family, child(family, parent))
    await family.complete(parent, await family.open_task(parent, "check"), "done")
    await parent.result()

    replayer = Replayer(
        workflows=WORKFLOWS, data_converter=DATA_CONVERTER, workflow_runner=UnsandboxedWorkflowRunner()
    )
    for handle in (parent, child(family, parent)):
        await replayer.replay_workflow(await handle.fetch_history())


async def test_a_child_belongs_to_its_parent_in_the_database(family: Orders) -> None:
    parent = await family.start({"skus": ["A"]})
    await family.open_task(child(family, parent), "inspect")

    query = "select parent, root, called_by, reports, channel, document from orders where number = :n"
    (row,) = family.bench.rows(query, n=f"{parent.id}.1")

    assert tuple(row) == (parent.id, parent.id, "call[A]", True, "test", {"sku": "A"})


async def test_cancelling_the_parent_cancels_open_children_and_waits_for_them(family: Orders) -> None:
    parent = await family.start({"skus": ["A", "B"]})
    for number in (1, 2):
        await family.open_task(child(family, parent, number), "inspect")

    await family.send(parent, "cancel_requested")

    assert (await parent.result())["status"] == "cancelled"
    assert [(await child(family, parent, n).result())["status"] for n in (1, 2)] == ["cancelled"] * 2
    assert sorted(await texts(family)) == ["make A", "make B", "undo A", "undo B"]
    await all_delivered(family)


async def test_cancelling_the_parent_reopens_children_that_have_ended_and_undoes_them(
    family: Orders,
) -> None:
    parent = await family.start({"skus": ["A", "B"]})
    for number in (1, 2):
        await inspect(family, child(family, parent, number))
        await child(family, parent, number).result()
    await family.open_task(parent, "check")

    await family.send(parent, "cancel_requested")

    assert (await parent.result())["status"] == "cancelled"
    assert (await texts(family))[2:] == ["undo B", "undo A"], "strictly reverse, each once"
    rows = family.bench.rows(
        "select status, closed_at is not null as closed from orders where parent is not null"
    )
    assert [tuple(row) for row in rows] == [("undone", True)] * 2
    again = await child(family, parent).result()
    assert again["status"] == "undone"
    await all_delivered(family)


async def test_a_letter_that_was_lost_is_sent_again_by_the_sweep(
    family: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = await family.start({"skus": ["A"]})
    handle = child(family, parent)
    task = await family.open_task(handle, "inspect")
    await all_delivered(family)
    await lose_workflow_after(family, handle, task)
    monkeypatch.setattr(post, "LATE", timedelta(0))

    problems = await lost_letters(family)()
    await family.open_task(parent, "check")

    assert problems == {}
    await all_delivered(family)
    rows = family.bench.rows("select status from orders where number = :n", n=handle.id)
    assert [row.status for row in rows] == ["completed"]


async def lose_workflow_after(family: Orders, handle: Handle, task: str) -> None:
    """The child's last segment is committed, and nobody is left who could tell its parent."""
    parts: dict[str, Any] = {"task": task, "outcome": "good", "data": {}}
    await commit_behind_its_back(family, handle, stimulus("CompletionReceived", "lost", clerk(), **parts))
    await handle.terminate("lost")
    assert [row.stimulus["kind"] for row in under_way(family)] == ["MessageArrived", "ChildEnded"]


def lost_letters(family: Orders) -> LostLetters:
    runtime = TemporalRuntime(established(family.client), family.queue)
    return LostLetters(SqlPost(family.bench.engine), Deliver(runtime, family.bench.book).to)


async def test_a_letter_that_comes_again_changes_nothing(family: Orders) -> None:
    parent = await family.start({"skus": ["A", "B"]})
    await inspect(family, child(family, parent, 1))
    await all_delivered(family)
    told = family.bench.rows("select stimulus from letters where receiver = :n order by seq", n=parent.id)
    before = await family.head(parent)

    for row in told:
        await parent.signal(LETTER, row.stimulus)
    await inspect(family, child(family, parent, 2))
    await family.complete(parent, await family.open_task(parent, "check"), "done")

    result = await parent.result()
    assert before.status == "running"
    assert result["output"]["heard"].count("A begun") == 1
    assert result["output"]["got"] == ["A", "B"]


async def test_a_refused_letter_stays_refused_when_it_comes_again(family: Orders) -> None:
    parent = await family.start({"skus": ["A"]})
    await family.open_task(child(family, parent), "inspect")
    letter = stimulus("MessageArrived", "odd", clerk("system"), name="unheard_of", payload=None)
    letter |= {"correlation": None, "sender": f"{parent.id}.1"}
    post_letter(family.bench.engine, f"{parent.id}.1", parent.id, letter)

    await parent.signal(LETTER, letter)
    await all_delivered(family)
    await parent.signal(LETTER, letter)

    (row,) = family.bench.rows("select outcome from letters where id = 'odd'")
    assert row.outcome["refusal"]["code"] == "message_unknown"
    assert (await family.head(parent)).status == "running"


async def test_a_malformed_letter_is_left_alone(family: Orders) -> None:
    parent = await family.start({"skus": ["A"]})
    await family.open_task(child(family, parent), "inspect")

    for nonsense in ({}, {"kind": "ChildEnded"}, stimulus("ClockReached", "x"), {"kind": "Started", "id": 3}):
        await parent.signal(LETTER, nonsense)
    await inspect(family, child(family, parent))
    await family.complete(parent, await family.open_task(parent, "check"), "done")

    assert (await parent.result())["status"] == "completed"


async def test_a_child_whose_start_was_lost_is_started_with_its_input_and_its_parent(family: Orders) -> None:
    parent = await asyncio.to_thread(begin_without_workflow, family, "T-alone")

    runtime = TemporalRuntime(established(family.client), family.queue)
    for number in ("T-alone.1", "T-alone"):
        assert await start_by_number(runtime, family.bench.book, number)
    handle = family.client.get_workflow_handle(parent)
    await inspect(family, child(family, handle))
    await family.complete(handle, await family.open_task(handle, "check"), "done")

    assert (await handle.result())["output"]["got"] == ["A"]
    assert await texts(family) == ["make A"]


ORDER = '{"lines": [], "total": 1, "currency": "CNY", "external_number": "1"}'


def begin_without_workflow(family: Orders, number: str) -> str:
    """What is left when a worker dies between a commit and the child's start."""
    family.bench.begin(number, {"skus": ["A"]})
    with family.bench.engine.begin() as connection:
        connection.exec_driver_sql("update orders set document = %s where parent is null", (ORDER,))
    return number


async def test_a_child_that_was_terminated_by_hand_does_not_hurt_its_parents_workflow(family: Orders) -> None:
    parent = await family.start({"skus": ["A"]})
    handle = child(family, parent)
    await family.open_task(handle, "inspect")

    await handle.terminate("by hand")
    await family.send(parent, "cancel_requested")

    assert (await handle.describe()).status == WorkflowExecutionStatus.TERMINATED
    assert (await family.head(parent)).status == "running"
