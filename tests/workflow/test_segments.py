"""Segments and Temporal: slow ones, those that end early, those whose workflow is gone meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Engine
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHandle
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from activities import budget
from activities.service import Call
from adapters.temporal.converter import DATA_CONVERTER
from application.messages import CLAIM_TASK, RELEASE_TASK, Wish
from engine.interpreter import snapshot
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack
from tests.support.definitions_for_segments import SMALL, Meanwhile, Note, noting
from tests.support.kept_promises import broken
from tests.support.order_bench import Bench, Orders, clerk, running_orders, stimulus
from tests.support.waiting import eventually
from tests.workflow.test_order_workflow import PRICE, texts
from workflows import WORKFLOWS, order
from workflows.carrying import taken_up

Running = Callable[..., AbstractAsyncContextManager[Orders]]
ONCE_MORE = SMALL.replace(
    "input: {text: second}", "input: {text: second}, retry: {attempts: 2, interval: PT0.2S}"
)


@pytest.fixture
def running(stack: Stack, engine: Engine) -> Running:
    """Orders of the small process, with something that happens inside its service."""

    @asynccontextmanager
    async def run(meanwhile: Meanwhile, text: str = SMALL) -> AsyncIterator[Orders]:
        files = {"processes/small.yaml": text.encode()}
        bench = Bench(engine, files, {"test.note": noting(meanwhile=meanwhile)})
        client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
        async with running_orders(client, bench) as orders:
            yield orders

    return run


class Gate:
    """Holds a service with a certain text until the test opens it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.reached, self.opened = Event(), Event()

    def __call__(self, _: Call, note: Note) -> None:
        if note.text == self.text:
            self.reached.set()
            assert self.opened.wait(30)

    async def held(self) -> None:
        """The service is inside."""
        assert await asyncio.to_thread(self.reached.wait, 20)


def nothing(_: Call, __: Note) -> None:
    """Nothing happens."""


async def count(handle: WorkflowHandle[Any, Any], kind: "EventType.ValueType") -> int:
    return sum(event.event_type == kind for event in (await handle.fetch_history()).events)


async def test_a_segment_that_outlives_its_workflow_task_keeps_its_times_and_replays(
    running: Running,
) -> None:
    gate = Gate("before")
    async with running(gate) as orders:
        handle = await orders.start(PRICE, task_timeout=timedelta(seconds=2))
        await gate.held()
        async with asyncio.timeout(20):  # the task's heartbeat: from now on workflow.now() is another
            while await count(handle, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) < 1:
                await asyncio.sleep(0.1)
        gate.opened.set()
        await orders.complete(handle, await orders.open_task(handle, "review"), "accept")
        await orders.send(handle, "paid", {"reference": "x"})
        result = await handle.result()
        history = await handle.fetch_history()

    assert result["status"] == "completed"
    replayer = Replayer(
        workflows=WORKFLOWS, data_converter=DATA_CONVERTER, workflow_runner=UnsandboxedWorkflowRunner()
    )
    await replayer.replay_workflow(history)
    assert await texts(orders) == ["before", "price 100", "second"]


async def test_a_segment_that_used_up_its_budget_is_followed_by_the_next_without_being_asked(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "CALLS", 1)
    async with running(nothing) as orders:
        handle = await orders.start(PRICE)
        await orders.complete(handle, await orders.open_task(handle, "review"), "accept")
        await orders.send(handle, "paid", {"reference": "x"})
        result = await handle.result()
        markers = await count(handle, EventType.EVENT_TYPE_MARKER_RECORDED)

    assert result["status"] == "completed"
    assert await texts(orders) == ["before", "price 100", "second"]
    rows = orders.bench.rows("select count(*) from segments")
    assert markers == rows[0][0] >= 4


async def test_a_service_that_blocks_holds_up_only_its_own_order(running: Running) -> None:
    gate = Gate("price 666")
    async with running(gate) as orders:
        slow, quick = await orders.start({"order": {"price": 666}}), await orders.start(PRICE)
        task = await orders.open_task(slow, "review")
        waiting = asyncio.create_task(orders.complete(slow, task, "accept"))
        await gate.held()

        await orders.complete(quick, await orders.open_task(quick, "review"), "accept")
        await orders.send(quick, "paid", {"reference": "x"})
        result = await quick.result()
        held_up = not waiting.done()
        gate.opened.set()
        await waiting

    assert (result["status"], held_up) == ("completed", True)


async def test_a_service_that_fails_once_is_tried_again_and_leaves_one_effect(running: Running) -> None:
    failed: list[str] = []

    def fail_once(call: Call, note: Note) -> None:
        if note.text == "second" and not failed:
            failed.append(call.key)
            raise RuntimeError("the printer is on fire")

    async with running(fail_once, ONCE_MORE) as orders:
        handle = await orders.start(PRICE)
        await orders.complete(handle, await orders.open_task(handle, "review"), "accept")
        await orders.send(handle, "paid", {"reference": "x"})
        result = await handle.result()

    assert result["status"] == "completed"
    assert await texts(orders) == ["before", "price 100", "second"]
    assert orders.bench.rows("select * from incidents") == []


async def test_a_service_that_goes_on_failing_becomes_an_incident_and_its_order_lives(
    running: Running,
) -> None:
    def fail(_: Call, note: Note) -> None:
        if note.text == "second":
            raise RuntimeError("the printer is on fire")

    async with running(fail, ONCE_MORE) as orders:
        handle = await orders.start(PRICE)
        await orders.complete(handle, await orders.open_task(handle, "review"), "accept")
        query = "select message from incidents where resolved_at is null"
        (incident,) = await asyncio.to_thread(eventually, lambda: orders.bench.rows(query))
        cancelled = await orders.send(handle, "cancel_requested")
        result = await handle.result()

    assert "on fire" in incident.message
    assert cancelled == {"answer": {"status": "delivered"}}
    assert result["status"] == "cancelled"
    assert await texts(orders) == ["before", "price 100", "undone"]


async def test_a_segment_whose_workflow_is_terminated_meanwhile_commits_whole_and_is_kept(
    running: Running,
) -> None:
    gate = Gate("price 100")
    async with running(gate) as orders:
        handle = await orders.start(PRICE)
        task = await orders.open_task(handle, "review")
        lost = asyncio.create_task(orders.complete(handle, task, "accept", "lost"))
        await gate.held()

        await handle.terminate("by hand")
        gate.opened.set()
        await asyncio.to_thread(
            eventually, lambda: orders.bench.rows("select 1 from tasks where outcome = 'accept'")
        )
        await asyncio.wait([lost])
        found = await broken(orders.bench.engine, orders.client, [handle.id])

    # Whoever waits asks the journal when the order is over: it may be earlier than the commit, or later.
    told = {"answer": {"status": "done", "task": task}}
    assert lost.exception() is not None or lost.result() == told
    assert len(found) == 1
    assert "the workflow is at" in found[0], "only the sweep can see it; all else fits"
    assert await texts(orders) == ["before", "price 100", "second"]


async def test_an_attempt_of_an_earlier_run_that_comes_late_changes_nothing(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "ROLLOVER_MESSAGES", 2)
    async with running(nothing) as orders:
        handle = await orders.start(PRICE)
        task = await orders.open_task(handle, "review")
        state = taken_up(await handle.query("state"))
        parts = {"task": task, "outcome": "reject", "data": {}}
        late = orders.bench.request(
            handle.id, state.hash, stimulus("CompletionReceived", "l", clerk(), **parts)
        )
        for n in range(2):
            await orders.wish(handle, CLAIM_TASK, Wish(f"claim-{n}", clerk(), {"task": task}))
            await orders.wish(handle, RELEASE_TASK, Wish(f"release-{n}", clerk(), {"task": task}))

        answer = await asyncio.to_thread(orders.bench.runner().run, late, snapshot(state))
        latest = orders.client.get_workflow_handle(handle.id)
        await orders.complete(latest, task, "accept")
        await orders.send(latest, "paid", {"reference": "x"})
        result = await latest.result()

    assert len(answer.segments) == 4
    assert "l" not in answer.outcomes
    assert result["status"] == "completed"
