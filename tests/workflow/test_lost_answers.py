"""An answer that Temporal's SDK loses on the way: the order goes on by itself."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from temporalio.api.enums.v1 import WorkflowTaskFailedCause
from temporalio.client import WorkflowHandle

from application.messages import STATE
from application.worked_out import WorkedOut
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack
from tests.support.definitions_for_segments import SMALL, noting
from tests.support.order_bench import Bench, Orders, running_orders
from tests.support.patient import Patient
from tests.support.waiting import eventually
from tests.workflow.test_order_workflow import PRICE
from tests.workflow.test_segments import Gate
from tests.workflow.test_sweep import round_of, until
from workflows import order, views
from workflows.adoption import adopt

LOST = WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_BAD_UPDATE_WORKFLOW_EXECUTION_MESSAGE


def failing_once(function: Callable[..., Any], armed: asyncio.Event) -> Callable[..., Any]:
    """Fails the first time after the event is set: Temporal then repeats the workflow task."""

    def wrapped(*arguments: Any) -> Any:
        if armed.is_set():
            armed.clear()
            raise RuntimeError("once")
        return function(*arguments)

    return wrapped


async def causes(handle: WorkflowHandle[Any, Any]) -> list[int]:
    events = (await handle.fetch_history()).events
    return [event.workflow_task_failed_event_attributes.cause for event in events]


async def test_an_order_whose_answer_was_lost_in_the_sdk_is_set_back_and_goes_on(
    stack: Stack, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given: an update and a query come to one workflow task, and the query is answered after the segment
    gate, armed = Gate("second"), asyncio.Event()
    bench = Bench(engine, {"processes/small.yaml": SMALL.encode()}, {"test.note": noting(meanwhile=gate)})
    client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
    plain_state = views.plain_state

    def once_the_order_is_over(state: Any) -> Any:
        eventually(lambda: bench.rows("select 1 from orders where closed_at is not null"))
        armed.set()
        return plain_state(state)

    monkeypatch.setattr(views, "plain_state", once_the_order_is_over)
    monkeypatch.setattr(order, "WORKED_OUT", WorkedOut())  # as in another process than the segment's
    monkeypatch.setattr(order, "adopt", failing_once(adopt, armed))
    async with running_orders(client, bench) as orders:
        handle = await orders.start(PRICE)
        first = client.get_workflow_handle(handle.id, run_id=handle.first_execution_run_id)
        accepting = asyncio.create_task(
            orders.complete(handle, await orders.open_task(handle, "review"), "accept")
        )
        await gate.held()
        paying = asyncio.create_task(Patient(client, engine, handle.id).send("paid", {"reference": "x"}))
        asking = asyncio.create_task(handle.query(STATE))
        await asyncio.sleep(0.5)  # both are at the server, which shows neither while the task is out
        gate.opened.set()
        await asyncio.gather(accepting, asking)

        # when
        await until(lambda: _lost(first))
        await until(lambda: _over(orders, handle))
        result = await client.get_workflow_handle(handle.id).result()

    # then
    assert result["status"] == "completed"
    assert (await paying)["answer"] == {"status": "delivered"}


async def _lost(first: WorkflowHandle[Any, Any]) -> bool:
    return LOST in await causes(first)


async def _over(orders: Orders, handle: WorkflowHandle[Any, Any]) -> bool:
    await round_of(orders)()
    description = await orders.client.get_workflow_handle(handle.id).describe()
    return description.close_time is not None
