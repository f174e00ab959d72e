"""A cancel request from Temporal's own pages ends no order, for it would undo nothing."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import Engine
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from adapters.temporal.converter import DATA_CONVERTER
from application.messages import JOURNAL
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack
from tests.support.definitions_for_segments import SMALL, noting
from tests.support.order_bench import Bench, Orders, running_orders
from tests.workflow.test_order_workflow import PRICE, texts
from tests.workflow.test_segments import Gate
from workflows import WORKFLOWS, order

Handle = WorkflowHandle[Any, Any]


async def shown(handle: Handle) -> str:
    metadata = await handle.query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
    return str(metadata.current_details)


async def told(handle: Handle) -> str:
    """The details, once the request has come to the workflow."""
    async with asyncio.timeout(20):
        while "Not cancelled" not in (text := await shown(handle)):
            await asyncio.sleep(0.05)
    return text


async def finish(orders: Orders, handle: Handle) -> dict[str, Any]:
    await orders.complete(handle, await orders.open_task(handle, "review"), "accept")
    await orders.send(handle, "paid", {"reference": "x"})
    result: dict[str, Any] = await handle.result()
    return result


async def replays(handle: Handle) -> None:
    replayer = Replayer(
        workflows=WORKFLOWS, data_converter=DATA_CONVERTER, workflow_runner=UnsandboxedWorkflowRunner()
    )
    await replayer.replay_workflow(await handle.fetch_history())


async def test_an_order_goes_on_and_says_how_it_is_cancelled(orders: Orders) -> None:
    # given
    handle = await orders.start(PRICE)
    await orders.open_task(handle, "review")

    # when
    await handle.cancel()
    text = await told(handle)
    result = await finish(orders, handle)

    # then
    assert f"orderflow order cancel {handle.id} --reason" in text
    assert "open task" in text
    assert result["status"] == "completed"
    assert await texts(orders) == ["before", "price 100", "second"]
    assert (await handle.describe()).status == WorkflowExecutionStatus.COMPLETED
    await replays(handle)


async def test_it_can_still_be_cancelled_as_orders_are(orders: Orders) -> None:
    # given
    handle = await orders.start(PRICE)
    await orders.complete(handle, await orders.open_task(handle, "review"), "accept")
    await handle.cancel()
    await told(handle)

    # when
    await orders.send(handle, "cancel_requested")

    # then
    assert (await handle.result())["status"] == "cancelled"
    assert (await texts(orders))[-1] == "undone"


async def test_a_request_in_the_midst_of_a_segment_hurts_nothing(stack: Stack, engine: Engine) -> None:
    # given
    gate = Gate("second")
    bench = Bench(engine, {"processes/small.yaml": SMALL.encode()}, {"test.note": noting(meanwhile=gate)})
    client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
    async with running_orders(client, bench) as orders:
        handle = await orders.start(PRICE)
        task = await orders.open_task(handle, "review")
        accepting = asyncio.create_task(orders.complete(handle, task, "accept"))
        await gate.held()

        # when
        await handle.cancel()
        gate.opened.set()
        decided = await accepting
        await told(handle)
        await orders.send(handle, "paid", {"reference": "x"})

        # then
        assert decided["answer"]["status"] == "done"
        assert (await handle.result())["status"] == "completed"
        assert await texts(orders) == ["before", "price 100", "second"]
        await replays(handle)


async def test_a_request_that_comes_with_the_start_hurts_nothing(orders: Orders) -> None:
    # given / when
    handle = await orders.start(PRICE)
    await handle.cancel()

    # then
    assert (await finish(orders, handle))["status"] == "completed"
    await replays(handle)


async def test_an_order_that_was_asked_goes_over_into_a_new_run(
    orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(order, "ROLLOVER_MESSAGES", 1)
    first = await orders.start(PRICE)
    task = await orders.open_task(first, "review")
    await first.cancel()
    await told(first)

    # when
    await orders.complete(first, task, "accept")
    latest = orders.client.get_workflow_handle(first.id)
    async with asyncio.timeout(20):
        while (await latest.query(JOURNAL, result_type=dict[str, Any]))["rollovers"] == 0:
            await asyncio.sleep(0.1)
    await orders.send(latest, "paid", {"reference": "x"})

    # then
    assert (await latest.result())["status"] == "completed"
