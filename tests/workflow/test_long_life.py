"""An order that goes through many runs does the same business as one that goes through a single one."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from temporalio.client import WorkflowHandle

from adapters.record_rows import read_records
from application.messages import CLAIM_TASK, RELEASE_TASK, Wish
from engine.interpreter import Record
from engine.interpreter.codec import plain_change
from tests.support.order_bench import Orders, clerk
from tests.workflow.test_family import all_delivered, child, inspect
from workflows import order

SKUS = ["A", "B", "C"]
ENOUGH = 5


async def runs_of(orders: Orders, number: str) -> int:
    """Runs that a workflow has gone through so far."""
    journal: dict[str, Any] = await orders.client.get_workflow_handle(number).query("journal")
    return int(journal["rollovers"]) + 1


async def back_and_forth(orders: Orders, number: str, task: str, runs: int) -> None:
    """Updates and signals for one task until its order has gone through so many more runs."""
    handle = orders.client.get_workflow_handle(number)
    until = await runs_of(orders, number) + runs
    async with asyncio.timeout(60):
        while await runs_of(orders, number) < until:
            wish = Wish(uuid4().hex, clerk("wang"), {"task": task})
            claimed = await orders.wish(handle, CLAIM_TASK, wish)
            assert claimed.get("answer", {}).get("status") == "done", claimed
            await handle.signal(RELEASE_TASK, Wish(uuid4().hex, clerk("wang"), {"task": task}))
            assert await orders.wish(handle, CLAIM_TASK, wish) == claimed, "the same id again, in any run"


async def drive(orders: Orders, *, restless: bool) -> WorkflowHandle[Any, Any]:
    """Children one after the other, then cancelled: all is undone. ``restless``: with many runs between."""
    parent = await orders.start({"skus": SKUS})
    for number in range(1, len(SKUS) + 1):
        handle = child(orders, parent, number)
        task = await orders.open_task(handle, "inspect")
        if restless:
            await back_and_forth(orders, handle.id, task, 2)
    for number in range(1, len(SKUS) + 1):
        await inspect(orders, child(orders, parent, number))
        await all_delivered(orders)
    task = await orders.open_task(parent, "check")
    if restless:
        await back_and_forth(orders, parent.id, task, ENOUGH)
    await orders.send(parent, "cancel_requested")
    await orders.client.get_workflow_handle(parent.id).result()
    await all_delivered(orders)
    return parent


def business(orders: Orders, parent: str, number: str) -> list[tuple[str, str, str]]:
    """What has happened to an order, without who took a task and gave it back, and without its number."""
    with orders.bench.engine.connect() as connection:
        records = read_records(connection, number)
    return sorted(_told(record, parent) for record in records if _matters(record))


_IDLE = {"UserTaskClaimed", "UserTaskReleased", "StimulusAnswered"}


def _matters(record: Record) -> bool:
    return type(record.change).__name__ not in _IDLE


def _told(record: Record, parent: str) -> tuple[str, str, str]:
    change = {name: value for name, value in plain_change(record.change).items() if name not in _VOLATILE}
    return record.element, type(record.change).__name__, repr(_in_any_order(change)).replace(parent, "PARENT")


def _in_any_order(change: dict[str, Any]) -> dict[str, Any]:
    """Children run side by side: in which order they were heard first is chance."""
    output = change.get("output")
    if isinstance(output, dict) and "heard" in output:
        return change | {"output": output | {"heard": sorted(output["heard"])}}
    return change


# Keys count what has happened before, so they tell the order in which children answered; times are times.
_VOLATILE = {"key", "due", "instance", "parent", "call", "timer", "to", "number"}


async def test_an_order_of_many_runs_has_the_business_of_an_order_of_one(
    family: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = await drive(family, restless=False)
    monkeypatch.setattr(order, "ROLLOVER_MESSAGES", 4)
    restless = await drive(family, restless=True)

    assert await runs_of(family, restless.id) > ENOUGH
    for below in ("", ".1", ".2", ".3"):
        expected = business(family, quiet.id, quiet.id + below)
        assert business(family, restless.id, restless.id + below) == expected
    notes = family.bench.rows("select order_number, count(*) from outbox group by order_number")
    assert {row.count for row in notes} == {2}, "made and undone, each once"


async def test_children_report_to_a_parent_that_has_gone_over_into_a_new_run(
    family: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "ROLLOVER_MESSAGES", 1)
    parent = await family.start({"skus": SKUS})
    for number in range(1, len(SKUS) + 1):
        await inspect(family, child(family, parent, number))
    task = await family.open_task(parent, "check")
    runs = await runs_of(family, parent.id)
    await family.complete(family.client.get_workflow_handle(parent.id), task, "done")

    result = await family.client.get_workflow_handle(parent.id).result()

    assert runs >= 2, "how many messages come together is chance"
    assert result["output"]["got"] == SKUS
