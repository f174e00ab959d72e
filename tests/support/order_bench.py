"""Orders of small test definitions on real servers, with the worker in this process."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, insert, text
from temporalio.client import Client, WorkflowHandle
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from activities.calls import ServiceRun
from activities.catalogue import AnyService
from activities.post import reopen_activity
from activities.segment import SegmentRunner
from activities.surroundings import LiveSurroundings
from activities.temporal import segment_activity
from adapters.definition_registry import DefinitionRegistry
from adapters.journal import SqlJournal
from adapters.order_book import SqlOrderBook
from adapters.temporal.client import TemporalRuntime
from adapters.temporal.connection import established
from application.messages import (
    COMPLETE_TASK,
    HEAD,
    ORDER_WORKFLOW,
    SEND_MESSAGE,
    Head,
    SegmentAnswer,
    SegmentRequest,
    StartOrder,
    Wish,
)
from application.use_cases.deliver import Deliver
from backoffice import SqlParties, ports
from database.tables import orders
from engine.compiler import Library
from engine.interpreter import GENESIS, State, snapshot
from engine.model import Process
from tests.support.answered import answered
from tests.support.waiting import eventually
from workflows import WORKFLOWS
from workflows.definitions import install


def clerk(person: str = "li", *groups: str) -> dict[str, Any]:
    """Somebody who acts, as a wish carries it."""
    return {
        "person": person,
        "groups": list(groups or ("clerks",)),
        "on_behalf_of": None,
        "role": None,
        "via": None,
    }


@dataclass
class Bench:
    """A database, definitions and services: all that segments need, without Temporal."""

    engine: Engine
    files: Mapping[str, bytes]
    services: Mapping[str, AnyService]
    library: Library = field(init=False)
    journal: SqlJournal = field(init=False)
    registry: DefinitionRegistry = field(init=False)

    def __post_init__(self) -> None:
        signatures = {name: service.signature for name, service in self.services.items()}
        self.registry = DefinitionRegistry(self.engine, signatures)
        self.library = self.registry.publish(self.files, by="test")
        assert not self.library.errors, [str(finding) for finding in self.library.errors]
        self.journal = SqlJournal(self.engine, ports)

    @property
    def process(self) -> Process:
        """The process that orders follow: ``parent`` where there are several."""
        processes = {name: process for (name, _), process in self.library.processes.items()}
        return processes["parent"] if len(processes) > 1 else next(iter(processes.values()))

    @property
    def book(self) -> SqlOrderBook:
        """All orders."""
        return SqlOrderBook(self.engine, SqlParties)

    def runner(self) -> SegmentRunner:
        """As a worker has it."""
        return SegmentRunner(
            self.journal,
            self.registry.resolve,
            ServiceRun(self.services, self.journal),
            lambda place: LiveSurroundings(self.library.calendars, place.ports.staff, self.registry.newest),
        )

    def enter(self, number: str, clock: str = "real") -> None:
        """Put an order into the order book."""
        row = {
            "number": number,
            "channel": "test",
            "external_number": number,
            "revision": 1,
            "process": self.process.name,
            "version": self.process.version,
            "digest": self.process.digest,
            "status": "received",
            "clock": clock,
            "currency": "CNY",
            "total": 1,
            "placed_at": datetime.now(UTC),
            "language": "en",
            "document": {},
        }
        with self.engine.begin() as connection:
            connection.execute(insert(orders), row)

    def request(self, number: str, before: str, *stimuli: dict[str, Any]) -> SegmentRequest:
        """A segment request as the workflow makes it."""
        now = datetime.now(UTC).isoformat()
        known = self.rows("select digest from orders where number = :number", number=number)
        digest = known[0].digest if known else self.process.digest
        return SegmentRequest(number, digest, before, now, list(stimuli))

    def begin(self, number: str, input_: dict[str, Any]) -> SegmentAnswer:
        """Enter an order and run its first segment."""
        self.enter(number)
        started = stimulus("Started", f"{number}/started", number=number, input=input_, clock="real")
        return self.runner().run(self.request(number, GENESIS, started), snapshot(State()))

    def rows(self, query: str, **values: Any) -> list[Any]:
        """Whatever the database says."""
        with self.engine.connect() as connection:
            return list(connection.execute(text(query), values))


def stimulus(kind: str, id_: str, actor: dict[str, Any] | None = None, **parts: Any) -> dict[str, Any]:
    """A plain stimulus without time."""
    actor = actor or clerk("system")
    return {"kind": kind, "id": id_, "actor": actor, "reason": None, "readings": [], **parts}


@dataclass
class Orders:
    """Orders on Temporal."""

    client: Client
    bench: Bench
    queue: str

    async def start(
        self,
        input_: dict[str, Any] | None = None,
        clock: str = "real",
        task_timeout: timedelta | None = None,
    ) -> WorkflowHandle[Any, Any]:
        """Enter an order and start its workflow."""
        number = f"T-{uuid4().hex[:10]}"
        self.bench.enter(number, clock)
        process = self.bench.process
        start = StartOrder(
            number,
            process.name,
            process.version,
            process.digest,
            clock,
            clerk("system"),
            input_ or {},
            placed_at="2026-03-02T09:00:00+08:00",
        )
        return await self.client.start_workflow(
            ORDER_WORKFLOW, start, id=number, task_queue=self.queue, task_timeout=task_timeout
        )

    async def open_task(self, handle: WorkflowHandle[Any, Any], element: str) -> str:
        """The id of an open task of an element, once the read model shows it."""

        def look() -> str | None:
            rows = self.bench.rows(
                "select id from tasks where order_number = :number and element = :element "
                "and completed_at is null",
                number=handle.id,
                element=element,
            )
            return rows[0].id if rows else None

        found = await asyncio.to_thread(eventually, look)
        assert found is not None
        return found

    async def complete(
        self, handle: WorkflowHandle[Any, Any], task: str, outcome: str, id_: str | None = None, **data: Any
    ) -> dict[str, Any]:
        """Complete a task; the outcome of the update, or the refusal of its validator."""
        wish = Wish(id_ or uuid4().hex, clerk(), {"task": task, "outcome": outcome, "data": data})
        return await self.wish(handle, COMPLETE_TASK, wish)

    async def send(self, handle: WorkflowHandle[Any, Any], name: str, payload: Any = None) -> dict[str, Any]:
        """Send a message."""
        wish = Wish(uuid4().hex, clerk(), {"name": name, "payload": payload})
        return await self.wish(handle, SEND_MESSAGE, wish)

    async def wish(self, handle: WorkflowHandle[Any, Any], name: str, wish: Wish) -> dict[str, Any]:
        """Execute an update, however often that takes."""
        return await answered(handle, self.bench.engine, name, wish)

    async def head(self, handle: WorkflowHandle[Any, Any]) -> Head:
        """Where the workflow stands."""
        head: Head = await handle.query(HEAD, result_type=Head, rpc_timeout=timedelta(seconds=20))
        return head


@asynccontextmanager
async def running_orders(client: Client, bench: Bench) -> AsyncIterator[Orders]:
    """Orders with a worker of their own on a task queue of their own."""
    install(bench.registry.resolve)
    queue = f"test-{uuid4().hex[:8]}"
    deliver = Deliver(TemporalRuntime(established(client), queue), bench.book)
    with ThreadPoolExecutor(8) as threads:
        worker = Worker(
            client,
            task_queue=queue,
            workflows=WORKFLOWS,
            activities=[segment_activity(bench.runner()), reopen_activity(deliver.reopen)],
            activity_executor=threads,
            workflow_runner=UnsandboxedWorkflowRunner(),
            sticky_queue_schedule_to_start_timeout=timedelta(seconds=1),
            max_concurrent_workflow_tasks=40,
        )
        async with worker:
            yield Orders(client, bench, queue)
