"""An order goes on in a new run: open tasks, deadlines, seen ids and compensation come along."""

import asyncio
from uuid import uuid4

import pytest
from temporalio import workflow
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHandle

from application.messages import CLAIM_TASK, RELEASE_TASK, Wish
from tests.support.order_bench import Orders, clerk
from tests.workflow.test_order_workflow import PRICE, texts
from workflows import order


@pytest.fixture(autouse=True)
def roll_over_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "ROLLOVER_MESSAGES", 4)


async def back_and_forth(orders: Orders, handle: WorkflowHandle, task: str, times: int) -> None:  # type: ignore[type-arg]
    """Claims and releases, some as updates, some as signals that arrive while a run rolls over."""
    for n in range(times):
        answer = await orders.wish(handle, CLAIM_TASK, Wish(f"claim-{n}", clerk(), {"task": task}))
        assert answer == {"answer": {"status": "done", "task": task}}
        await handle.signal(RELEASE_TASK, Wish(f"release-{n}", clerk(), {"task": task}))


async def runs_of(orders: Orders, number: str) -> int:
    query = f'WorkflowId = "{number}"'
    while True:
        found = [e async for e in orders.client.list_workflows(query)]
        if len(found) >= 5:
            return len(found)
        await asyncio.sleep(0.2)


async def test_an_order_survives_several_rollovers(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")

    await back_and_forth(orders, handle, task, 10)
    decided = await orders.complete(handle, task, "accept", "decide-once")
    again = await orders.complete(handle, task, "accept", "decide-once")
    cancelled = await orders.send(handle, "cancel_requested")
    result = await orders.client.get_workflow_handle(handle.id).result()

    assert await asyncio.wait_for(runs_of(orders, handle.id), 20) >= 5
    assert decided == again == {"answer": {"status": "done", "task": task}}
    assert cancelled == {"answer": {"status": "delivered"}}
    assert result["status"] == "cancelled"
    assert await texts(orders) == ["before", "price 100", "second", "undone"]


async def test_a_new_run_waits_for_the_deadlines_of_the_old(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")

    await back_and_forth(orders, handle, task, 2)
    latest = orders.client.get_workflow_handle(handle.id)

    async with asyncio.timeout(20):
        while not await timer_of_a_later_run(latest):
            await asyncio.sleep(0.2)


async def timer_of_a_later_run(handle: WorkflowHandle) -> bool:  # type: ignore[type-arg]
    events = (await handle.fetch_history()).events
    later = events[0].workflow_execution_started_event_attributes.continued_execution_run_id
    return bool(later) and any(e.event_type == EventType.EVENT_TYPE_TIMER_STARTED for e in events)


async def test_an_id_that_was_answered_in_an_earlier_run_gets_its_answer_again(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")
    first = await orders.wish(handle, CLAIM_TASK, Wish("early", clerk("chen"), {"task": task}))
    await orders.wish(handle, RELEASE_TASK, Wish(uuid4().hex, clerk("chen"), {"task": task}))
    await back_and_forth(orders, handle, task, 4)

    again = await orders.wish(handle, CLAIM_TASK, Wish("early", clerk("chen"), {"task": task}))

    assert first == again
    rows = orders.bench.rows("select assignee from tasks where completed_at is null")
    assert [row.assignee for row in rows] == [None], "it was answered, not done again"


async def test_an_order_rolls_over_when_temporal_suggests_it(
    orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def suggested(info: workflow.Info) -> bool:
        return info.get_current_history_length() > 20

    monkeypatch.setattr(order, "ROLLOVER_MESSAGES", 1_000)
    monkeypatch.setattr(workflow.Info, "is_continue_as_new_suggested", suggested)
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")

    await back_and_forth(orders, handle, task, 8)
    journal = await orders.client.get_workflow_handle(handle.id).query("journal")

    assert journal["rollovers"] >= 1
    await orders.complete(handle, task, "reject")
    assert (await orders.client.get_workflow_handle(handle.id).result())["status"] == "rejected"
