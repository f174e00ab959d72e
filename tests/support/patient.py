"""People who repeat what they want, with the same id, until they have an answer: as callers should."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from temporalio.client import Client, WorkflowHandle
from temporalio.service import RPCError

from adapters.read_model import SqlReadModel
from adapters.refusal_log import SqlRefusalLog
from adapters.temporal.client import TemporalRuntime
from adapters.temporal.connection import established
from adapters.temporal.watch import TemporalWatch
from application.messages import COMPLETE_TASK, SEND_MESSAGE
from application.people import Person
from application.refusals import RefusedError
from application.use_cases.grant import Grant, NotRecordedError

DEADLINE = 90.0  # seconds for one wish, kills and restarts included
LI = Person("li", "Li", "en", frozenset({"order-clerks", "warehouse"}))


@dataclass(frozen=True)
class Patient:
    """Acts on one order through all that happens to the servers."""

    client: Client
    engine: Engine
    number: str

    @property
    def handle(self) -> WorkflowHandle[Any, Any]:
        """The order's workflow."""
        return self.client.get_workflow_handle(self.number)

    async def complete(self, element: str, outcome: str) -> dict[str, Any]:
        """Wait for a task of an element in the inbox, and complete it."""
        task = await self.task(element)
        if task is None:
            return {"refusal": {"code": "order_closed"}}
        return await self.wish(COMPLETE_TASK, {"task": task, "outcome": outcome, "data": {}})

    async def send(self, name: str, payload: Any = None) -> dict[str, Any]:
        """Send a message."""
        return await self.wish(SEND_MESSAGE, {"name": name, "payload": payload})

    async def wish(self, name: str, what: dict[str, Any]) -> dict[str, Any]:
        """Repeat one wish under one id until it is answered."""
        id_ = uuid4().hex
        end = time.monotonic() + DEADLINE
        while True:
            try:
                return {"answer": await self._grant(self.number, name, LI, what, id_=id_)}
            except RefusedError as error:
                return {"refusal": {"code": error.refusal.code}}
            except (NotRecordedError, DBAPIError, RPCError) as error:
                await self._pause(end, f"{name} unanswered: {error}")

    @property
    def _grant(self) -> Grant:
        runtime = TemporalRuntime(established(self.client))
        return Grant(runtime, SqlReadModel(self.engine), SqlRefusalLog(self.engine))

    async def ended(self) -> dict[str, Any]:
        """The result of the order, however long the servers are away."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                result: dict[str, Any] = await asyncio.wait_for(self.handle.result(), 15)
            except (RPCError, TimeoutError) as error:
                await self._pause(end, f"has not ended: {error!r}")
            else:
                return result

    async def _pause(self, end: float, problem: str) -> None:
        if time.monotonic() > end:
            why = await TemporalWatch(self.client).problem(self.number)
            raise AssertionError(f"{self.number}: {problem}; {why}")
        await asyncio.sleep(0.3)

    async def task(self, element: str) -> str | None:
        """The open task, or None when the order is over first."""
        query = (
            "select t.id, o.closed_at from orders o left join tasks t on t.order_number = o.number "
            "and t.element = :element and t.completed_at is null where o.number = :number"
        )
        end = time.monotonic() + DEADLINE
        while True:
            for row in await self._rows(query, element=element):  # none before the order is called
                if row.id is not None or row.closed_at is not None:
                    return str(row.id) if row.id is not None else None
            assert time.monotonic() < end, f"{self.number}: no task {element}"
            await asyncio.sleep(0.1)

    async def _rows(self, query: str, **values: Any) -> list[Any]:
        end = time.monotonic() + DEADLINE
        while True:
            try:
                return await asyncio.to_thread(self._ask, query, {"number": self.number, **values})
            except DBAPIError as error:
                await self._pause(end, f"database away: {error}")

    def _ask(self, query: str, values: dict[str, Any]) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(query), values))
