"""One order on the real Temporal server and a real PostgreSQL."""

import asyncio
from dataclasses import replace
from uuid import uuid4

from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHandle
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from adapters.temporal.converter import DATA_CONVERTER
from application.messages import CLAIM_TASK, COMPLETE_TASK, MOVE_CLOCK, RECONCILE, MoveClock, Wish
from engine.interpreter import snapshot
from tests.support.order_bench import Orders, clerk, stimulus
from tests.support.waiting import eventually
from workflows import WORKFLOWS
from workflows.carrying import taken_up

PRICE = {"order": {"price": 100}}


async def texts(orders: Orders) -> list[str]:
    rows = await asyncio.to_thread(orders.bench.rows, "select data from outbox order by created_at, key")
    return [row.data["text"] for row in rows]


async def test_an_order_runs_to_its_end_and_its_history_replays(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")

    decided = await orders.complete(handle, task, "accept")
    paid = await orders.send(handle, "paid", {"reference": "x"})
    result = await handle.result()

    assert decided == {"answer": {"status": "done", "task": task}}
    assert paid == {"answer": {"status": "delivered"}}
    assert result["status"] == "completed"
    assert await texts(orders) == ["before", "price 100", "second"]
    replayer = Replayer(
        workflows=WORKFLOWS, data_converter=DATA_CONVERTER, workflow_runner=UnsandboxedWorkflowRunner()
    )
    await replayer.replay_workflow(await handle.fetch_history())


async def test_the_read_model_shows_the_next_state_when_an_update_returns(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")

    await orders.complete(handle, task, "accept")
    rows = orders.bench.rows(
        "select status, orders.stage, state from orders join tasks on order_number = number"
    )

    assert [tuple(row) for row in rows] == [("running", "work", "completed")]


async def test_services_between_two_waits_cost_one_marker_however_many_they_are(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")
    await orders.complete(handle, task, "accept")
    await orders.send(handle, "paid", {"reference": "x"})
    await handle.result()

    history = await handle.fetch_history()
    markers = [e for e in history.events if e.event_type == EventType.EVENT_TYPE_MARKER_RECORDED]

    assert len(markers) == 3
    assert not [e for e in history.events if e.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED]


async def test_a_refused_completion_leaves_no_trace_in_history(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")
    await orders.head(handle)  # its first task is over
    before = len((await handle.fetch_history()).events)

    answer = await orders.complete(handle, task, "perhaps")

    assert answer["by"] == "validator"
    assert answer["refusal"]["code"] == "task_unknown_outcome"
    assert len((await handle.fetch_history()).events) == before


async def test_of_two_completions_at_once_one_is_done_and_the_other_gets_an_answer(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")

    answers = await asyncio.gather(*(orders.complete(handle, task, "accept") for _ in range(2)))

    done = [a for a in answers if a.get("answer", {}).get("status") == "done"]
    refused = [a["refusal"]["code"] for a in answers if "refusal" in a]
    assert len(done) == 1
    assert refused == ["task_not_open"]


async def test_a_signal_does_what_the_update_does(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")

    await handle.signal(CLAIM_TASK, Wish("claim-1", clerk("wang"), {"task": task}))

    def claimed() -> bool:
        return bool(orders.bench.rows("select 1 from tasks where assignee = 'wang'"))

    await asyncio.to_thread(eventually, claimed)


async def test_a_cancel_compensates_and_ends_the_order(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    await orders.complete(handle, await orders.open_task(handle, "review"), "accept")

    answer = await orders.send(handle, "cancel_requested")
    result = await handle.result()

    assert answer == {"answer": {"status": "delivered"}}
    assert result["status"] == "cancelled"
    assert await texts(orders) == ["before", "price 100", "second", "undone"]


async def test_an_update_that_was_committed_but_lost_is_adopted_and_its_retry_gets_the_answer(
    orders: Orders,
) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")
    parts = {"task": task, "outcome": "accept", "data": {}}
    lost = stimulus("CompletionReceived", "lost-1", clerk(), **parts)
    await commit_behind_its_back(orders, handle, lost)

    await handle.signal(RECONCILE)
    answer = await orders.complete(handle, task, "accept", "lost-1")
    await orders.send(handle, "paid", {"reference": "x"})

    assert answer == {"answer": {"status": "done", "task": task}}
    assert (await handle.result())["status"] == "completed"
    assert await texts(orders) == ["before", "price 100", "second"]


async def test_a_cancel_that_comes_after_a_lost_commit_does_not_undo_what_was_said(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")
    parts = {"task": task, "outcome": "reject", "data": {}}
    await commit_behind_its_back(orders, handle, stimulus("CompletionReceived", "lost-2", clerk(), **parts))

    answer = await orders.send(handle, "cancel_requested")

    assert answer["refusal"]["code"] == "order_closed"
    assert (await handle.result())["status"] == "rejected"


async def commit_behind_its_back(orders: Orders, handle: WorkflowHandle, lost: dict) -> None:  # type: ignore[type-arg]
    """What a worker leaves that commits a segment and dies before its workflow task completes."""
    state = taken_up(await handle.query("state"))
    task_began = (await handle.describe()).history_length + 2  # scheduled, started; lost with the worker
    load = {"events": task_began, "history": 0, "messages": 0, "rollovers": 0}
    request = replace(orders.bench.request(handle.id, state.hash, lost), load=load)
    await asyncio.to_thread(orders.bench.runner().run, request, snapshot(state))


async def test_a_manual_clock_stands_still_until_it_is_moved(orders: Orders) -> None:
    handle = await orders.start(PRICE, clock="manual")
    await orders.open_task(handle, "review")
    opened = await orders.head(handle)

    await handle.signal(MOVE_CLOCK, MoveClock(uuid4().hex))
    async with asyncio.timeout(20):
        while (moved := (await orders.head(handle)).seq) == opened.seq:
            await asyncio.sleep(0.05)

    assert opened.next_due is not None
    assert opened.next_due.startswith("2026-03-02T01:10") or "09:10" in opened.next_due
    assert moved > opened.seq
    history = await handle.fetch_history()
    assert not [e for e in history.events if e.event_type == EventType.EVENT_TYPE_TIMER_STARTED]


async def test_a_message_sent_twice_under_one_reference_counts_once(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    await orders.open_task(handle, "review")

    answers = [await orders.send(handle, "paid", {"reference": "same"}) for _ in range(2)]

    assert [a["answer"]["status"] for a in answers] == ["kept", "duplicate"]


async def test_a_malformed_signal_is_left_alone_and_stops_nothing(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")

    await handle.signal(COMPLETE_TASK, Wish("bad-1", clerk(), {"task": task}))
    await handle.signal(COMPLETE_TASK, Wish("bad-2", clerk(), {"task": task, "outcome": 5, "data": []}))
    await handle.signal(COMPLETE_TASK, "not a wish at all")
    await handle.signal(MOVE_CLOCK, MoveClock("bad-3", "tomorrow"))
    decided = await orders.complete(handle, task, "reject")

    assert decided == {"answer": {"status": "done", "task": task}}
    assert (await handle.result())["status"] == "rejected"
