"""People who repeat what they want, with the same id, until they have an answer: as callers should."""

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from temporalio.client import (
    Client,
    WorkflowHandle,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.service import RPCError, RPCStatusCode

from application.messages import COMPLETE_TASK, SEND_MESSAGE, Wish
from tests.support.order_bench import clerk

DEADLINE = 90.0  # seconds for one wish, kills and restarts included


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
        wish = Wish(uuid4().hex, clerk("li", "order-clerks", "warehouse"), what)
        end = time.monotonic() + DEADLINE
        while True:
            try:
                answer: dict[str, Any] = await self.handle.execute_update(
                    name, wish, id=wish.id, rpc_timeout=timedelta(seconds=10)
                )
            except WorkflowUpdateFailedError as error:
                refusal: dict[str, Any] = error.cause.details[0]  # type: ignore[attr-defined]
                return await self._stored(wish.id) or {"refusal": refusal}
            except (RPCError, WorkflowUpdateRPCTimeoutOrCancelledError) as error:
                if isinstance(error, RPCError) and error.status == RPCStatusCode.NOT_FOUND:
                    return await self._stored(wish.id) or {"refusal": {"code": "order_closed"}}
                await self._pause(end, f"{name} unanswered: {error}")
            else:
                return answer

    async def ended(self) -> dict[str, Any]:
        """The result of the order, however long the servers are away."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                result: dict[str, Any] = await asyncio.wait_for(self.handle.result(), 15)
            except (RPCError, TimeoutError) as error:
                await self._pause(end, f"has not ended: {error}")
            else:
                return result

    async def _pause(self, end: float, problem: str) -> None:
        assert time.monotonic() < end, f"{self.number}: {problem}"
        await asyncio.sleep(0.3)

    async def _stored(self, id_: str) -> dict[str, Any] | None:
        query = "select answer from stimuli where order_number = :number and stimulus_id = :id"
        found = await self._rows(query, id=id_)
        return found[0].answer if found else None

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
