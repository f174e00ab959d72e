"""The sweep finds orders that are behind their journal, lost, ended from outside or stuck."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Any
from unittest.mock import AsyncMock

import pytest
from sqlalchemy import text
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import EventType
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest
from temporalio.client import WorkflowHandle

from activities import sweep as sweeping
from activities.surroundings import reaches
from activities.sweep import Sweep
from adapters import oversight
from adapters.oversight import SqlOversight
from adapters.temporal.watch import TemporalWatch
from application.messages import ORDER_WORKFLOW, StartOrder
from application.worked_out import WorkedOut
from engine.calendars import Calendar
from tests.support.order_bench import Orders, clerk, stimulus
from tests.workflow.test_order_workflow import PRICE, commit_behind_its_back
from workflows import order

Round = Callable[[], Awaitable[dict[str, Any]]]


@pytest.fixture
def sweep(orders: Orders, calendars: dict[str, Calendar], monkeypatch: pytest.MonkeyPatch) -> Round:
    """One round now; orders count as quiet at once."""
    monkeypatch.setattr(oversight, "QUIET", timedelta(0))
    return round_of(orders, calendars)


def round_of(orders: Orders, calendars: Mapping[str, Calendar] = MappingProxyType({})) -> Round:
    """A round over these orders."""

    async def restart(number: str) -> None:
        process = orders.bench.process
        start = StartOrder(number, process.name, 1, process.digest, "real", clerk("system"), PRICE)
        await orders.client.start_workflow(ORDER_WORKFLOW, start, id=number, task_queue=orders.queue)

    watch = TemporalWatch(orders.client)
    reach = partial(reaches, calendars)
    return Sweep(SqlOversight(orders.bench.engine), watch, restart, reach).run


@pytest.fixture
def calendars() -> dict[str, Calendar]:
    """Those that the sweeping worker has."""
    return {}


def needs_engineer(orders: Orders, number: str) -> str | None:
    (row,) = orders.bench.rows("select needs_engineer from orders where number = :n", n=number)
    shown: str | None = row.needs_engineer
    return shown


async def until(look: Callable[[], Awaitable[Any]], seconds: float = 40) -> Any:
    """The first true answer of an asynchronous probe."""
    async with asyncio.timeout(seconds):
        while not (answer := await look()):
            await asyncio.sleep(0.5)
    return answer


async def test_an_order_that_is_where_its_journal_says_is_left_alone(orders: Orders, sweep: Round) -> None:
    handle = await orders.start(PRICE)
    await orders.open_task(handle, "review")
    await orders.head(handle)
    before = len((await handle.fetch_history()).events)

    first, second = await sweep(), await sweep()

    assert (first["adopted"], second["adopted"]) == (1, 0)
    assert len((await handle.fetch_history()).events) == before


async def test_an_order_at_rest_is_seen_to_have_adopted_without_being_asked(
    orders: Orders, sweep: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = await orders.start(PRICE)
    await orders.open_task(handle, "review")
    monkeypatch.setattr(TemporalWatch, "head", AsyncMock(side_effect=TimeoutError))

    async def adopted() -> bool:
        return bool((await sweep())["adopted"])

    assert await until(adopted)
    assert not await asyncio.to_thread(SqlOversight(orders.bench.engine).behind)


async def test_an_order_that_is_over_is_adopted_without_being_asked(
    orders: Orders, sweep: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = await orders.start(PRICE)
    await orders.complete(handle, await orders.open_task(handle, "review"), "reject")
    await handle.result()
    monkeypatch.setattr(TemporalWatch, "head", AsyncMock(side_effect=TimeoutError))

    async def adopted() -> bool:
        return bool((await sweep())["adopted"])

    assert await until(adopted)
    assert not await asyncio.to_thread(SqlOversight(orders.bench.engine).behind)


async def test_an_order_whose_first_task_is_still_to_come_is_neither_asked_nor_started_again(
    orders: Orders, sweep: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders.bench.enter("T-waiting")
    start = StartOrder("T-waiting", "small", 1, orders.bench.process.digest, "real", clerk("system"), PRICE)
    handle = await orders.client.start_workflow(
        ORDER_WORKFLOW, start, id="T-waiting", task_queue="nobody-works-here"
    )
    asked = AsyncMock(side_effect=TimeoutError)
    monkeypatch.setattr(TemporalWatch, "head", asked)

    found = await sweep()

    assert (found["silent"], found["restarted"]) == (1, 0)
    assert not asked.called
    await handle.terminate("by hand")


async def test_an_order_that_was_reopened_is_not_over_because_it_was_once(orders: Orders) -> None:
    handle = await orders.start(PRICE)
    await orders.complete(handle, await orders.open_task(handle, "review"), "reject")
    await handle.result()
    watch = TemporalWatch(orders.client)

    async def over() -> bool:
        return handle.id in await watch.completed([handle.id])

    async def under_way() -> bool:
        return not await over()

    assert await until(over)
    start = StartOrder(handle.id, "small", 1, orders.bench.process.digest, "real", clerk("system"), PRICE)
    nobody = "a queue without workers"
    again = await orders.client.start_workflow(ORDER_WORKFLOW, start, id=handle.id, task_queue=nobody)
    try:
        assert await until(under_way, 10)
    finally:
        await again.terminate()


async def test_a_workflow_behind_its_journal_is_woken(orders: Orders, sweep: Round) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")
    parts = {"task": task, "outcome": "reject", "data": {}}
    await commit_behind_its_back(orders, handle, stimulus("CompletionReceived", "lost", clerk(), **parts))

    found = await sweep()

    assert found["woken"] == 1
    assert (await handle.result())["status"] == "rejected"


async def test_an_order_without_a_workflow_is_started_and_adopts_its_journal(
    orders: Orders, sweep: Round
) -> None:
    await asyncio.to_thread(orders.bench.begin, "T-lost", PRICE)

    found = await sweep()
    handle = orders.client.get_workflow_handle("T-lost")
    await orders.complete(handle, "T-lost/review#1", "accept")
    await orders.send(handle, "paid", {"reference": "x"})

    assert found["restarted"] == 1
    assert (await handle.result())["status"] == "completed"
    notes = orders.bench.rows("select data from outbox order by created_at, key")
    assert [row.data["text"] for row in notes] == ["before", "price 100", "second"]


async def test_an_order_whose_workflow_was_terminated_by_hand_is_shown(orders: Orders, sweep: Round) -> None:
    handle = await orders.start(PRICE)
    await orders.open_task(handle, "review")
    await handle.terminate("by hand")

    async def look() -> str | None:
        await sweep()
        return needs_engineer(orders, handle.id)

    assert "ended from outside (terminated)" in await until(look)


async def test_an_order_that_stays_stuck_keeps_nobody_else_waiting_and_stays_shown(
    orders: Orders, sweep: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "ROUND", 1)
    stuck = await behind_and_ended(orders)
    behind = await orders.start(PRICE)
    task = await orders.open_task(behind, "review")
    parts = {"task": task, "outcome": "reject", "data": {}}
    await commit_behind_its_back(orders, behind, stimulus("CompletionReceived", "lost", clerk(), **parts))

    first, second = await sweep(), await sweep()

    assert (first["woken"], second["woken"]) == (0, 1)
    assert (await behind.result())["status"] == "rejected"
    assert needs_engineer(orders, stuck.id) is not None, "it keeps its note until it is looked at again"


async def behind_and_ended(orders: Orders) -> WorkflowHandle[Any, Any]:
    """An order whose journal says more than its workflow, which is over."""
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")
    parts = {"task": task, "outcome": "accept", "data": {}}
    await commit_behind_its_back(orders, handle, stimulus("CompletionReceived", "gone", clerk(), **parts))
    await handle.terminate("by hand")
    return handle


async def test_an_order_of_an_unknown_definition_is_shown_until_it_is_known(
    orders: Orders, sweep: Round
) -> None:
    orders.bench.enter("T-unknown")
    start = StartOrder("T-unknown", "small", 1, "no-such-digest", "real", clerk("system"), PRICE)
    await orders.client.start_workflow(ORDER_WORKFLOW, start, id="T-unknown", task_queue=orders.queue)

    async def look() -> str | None:
        await sweep()
        shown = needs_engineer(orders, "T-unknown")
        return shown if "no-such-digest" in (shown or "") else None

    assert await until(look)


async def test_an_interpreter_that_comes_to_other_records_is_loud_and_records_nothing(
    orders: Orders, sweep: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "WORKED_OUT", WorkedOut())  # as in another process than the segment's
    handle: WorkflowHandle[Any, Any] = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")
    forged = "replace(convert_from(stimuli, 'UTF8'), 'accept', 'reject')"
    forge = f"update segments set stimuli = convert_to({forged}, 'UTF8')"  # noqa: S608 - our own words
    parts = {"task": task, "outcome": "accept", "data": {}}
    await commit_behind_its_back(orders, handle, stimulus("CompletionReceived", "x", clerk(), **parts))
    with orders.bench.engine.begin() as connection:
        connection.execute(text(forge))

    await sweep()

    async def look() -> bool:
        await sweep()
        return "the journal has" in (needs_engineer(orders, handle.id) or "")

    assert await until(look)
    signals = [
        event
        for event in (await handle.fetch_history()).events
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED
    ]
    assert len(signals) == 1, "an order that does not wake up is not called again and again"


async def test_an_idle_order_whose_workflow_is_gone_is_started_again(
    orders: Orders, sweep: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = await orders.start(PRICE)
    task = await orders.open_task(handle, "review")
    await orders.head(handle)
    await sweep()
    await delete(orders, handle.id)
    monkeypatch.setattr(TemporalWatch, "running", nobody)  # the server has orders of other tests, too

    found = await sweep()
    again = orders.client.get_workflow_handle(handle.id)
    await orders.complete(again, task, "reject")

    assert found["restarted"] == 1
    assert (await again.result())["status"] == "rejected"
    assert needs_engineer(orders, handle.id) is None


async def nobody(watch: TemporalWatch) -> int:
    return 0


async def delete(orders: Orders, number: str) -> None:
    """Take a workflow away altogether, as a lost or older database of Temporal's would."""
    execution = WorkflowExecution(workflow_id=number)
    request = DeleteWorkflowExecutionRequest(namespace=orders.client.namespace, workflow_execution=execution)
    await orders.client.workflow_service.delete_workflow_execution(request)

    async def gone() -> bool:
        return await TemporalWatch(orders.client).alive(number) is None

    await until(gone)
