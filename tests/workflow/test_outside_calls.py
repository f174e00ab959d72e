"""Calls of outside systems: activities on the task queue of their system, retried there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from temporalio import activity
from temporalio.worker import Worker

from activities.service import Call, Service, outside_service
from application.messages import RESOLVE_INCIDENT, Wish
from application.ports import OutsidePorts
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack
from tests.support.definitions_for_segments import Note, Noted
from tests.support.order_bench import Bench, Orders, clerk, running_orders
from tests.support.waiting import eventually

PROCESS = """
lang: 1
process: outside
version: 1
name: {en: Outside, zh: 外部}
input: {order: any}
variables: {noted: {initial: null}}
flow:
  - id: tell
    type: serviceTask
    service: outside.note
    input: {text: hello}
    output: noted
    retry: {attempts: 3, interval: PT0.1S}
output: {key: =noted.key}
"""


def outside_note(queue: str) -> Service[Note, Noted]:
    """A service of an outside system, as its declaration."""

    @outside_service("outside.note", queue=queue)
    def note(ports: OutsidePorts, call: Call, request: Note) -> Noted:
        return Noted(key=call.key)

    return note


@dataclass
class System:
    """An outside system that fails as often as it is told to."""

    failures: int = 0
    calls: list[str] = field(default_factory=list)

    def activity(self) -> Callable[..., Any]:
        """The activity of its one service."""

        @activity.defn(name="outside.note")
        def note(_number: str, call: dict[str, Any]) -> dict[str, Any]:
            self.calls.append(call["call"])
            if len(self.calls) <= self.failures:
                raise RuntimeError("the system is down")
            return {"kind": "ServiceAnswered", "result": {"key": call["call"]}}

        return note


Running = Callable[[System], Any]


@pytest.fixture
def running(stack: Stack, engine: Engine) -> Running:
    """Orders, and an outside system with a worker on its own queue."""

    @asynccontextmanager
    async def run(system: System) -> AsyncIterator[Orders]:
        queue = f"outside-{uuid4().hex[:8]}"
        services = {"outside.note": outside_note(queue)}
        bench = Bench(engine, {"processes/outside.yaml": PROCESS.encode()}, services)
        client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
        with ThreadPoolExecutor(2) as threads:
            worker = Worker(
                client, task_queue=queue, activities=[system.activity()], activity_executor=threads
            )
            async with worker, running_orders(client, bench) as orders:
                yield orders

    return run


async def test_an_outside_call_is_retried_under_one_key(running: Running) -> None:
    system = System(failures=2)
    async with running(system) as orders:
        handle = await orders.start({"order": {}})

        result = await handle.result()

    assert result["status"] == "completed"
    assert system.calls == [result["output"]["key"]] * 3


async def test_an_outside_call_that_fails_for_good_is_an_incident_that_a_person_retries(
    running: Running,
) -> None:
    system = System(failures=3)
    async with running(system) as orders:
        handle = await orders.start({"order": {}})
        query = "select * from incidents where order_number = :n"
        (incident,) = await asyncio.to_thread(eventually, lambda: orders.bench.rows(query, n=handle.id))

        wish = Wish("retry-1", clerk(), {"instance": int(incident.instance), "action": "retry"})
        answer = await orders.wish(handle, RESOLVE_INCIDENT, wish)
        result = await handle.result()

    assert "the system is down" in incident.message
    assert answer == {"answer": {"status": "done", "action": "retry"}}
    assert result["status"] == "completed"
    assert len(set(system.calls)) == 1


async def test_an_incident_that_comes_back_at_the_same_time_is_a_new_one(running: Running) -> None:
    system = System(failures=6)
    async with running(system) as orders:
        handle = await orders.start({"order": {}}, clock="manual")
        query = "select * from incidents where order_number = :n and resolved_at is null"
        (first,) = await asyncio.to_thread(eventually, lambda: orders.bench.rows(query, n=handle.id))
        wish = Wish("retry-1", clerk(), {"instance": int(first.instance), "action": "retry"})
        await orders.wish(handle, RESOLVE_INCIDENT, wish)

        def later() -> list[Any]:
            return [row for row in orders.bench.rows(query, n=handle.id) if row.seq > first.seq]

        (second,) = await asyncio.to_thread(eventually, later)

    assert second.raised_at == first.raised_at
