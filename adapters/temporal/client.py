"""The port ``Runtime``, fulfilled by Temporal."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from temporalio.client import Client, WorkflowHandle, WorkflowQueryFailedError
from temporalio.common import (
    SearchAttributeKey,
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDReusePolicy,
)
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError

from adapters.temporal.answers import meaning_of, outcome_of
from adapters.temporal.connection import TemporalConnection
from application.messages import (
    CHANNEL_ATTRIBUTE,
    CUSTOMER_ATTRIBUTE,
    HEAD,
    LETTER,
    MOVE_CLOCK,
    ORDER_WORKFLOW,
    ORDERS_QUEUE,
    PROCESS_ATTRIBUTE,
    RECONCILE,
    SUMMARY_MEMO,
    Head,
    MoveClock,
    StartOrder,
    Wish,
)
from application.ports.runtime import History, Shown, UnansweredError

_ONCE, _AGAIN = WorkflowIDReusePolicy.REJECT_DUPLICATE, WorkflowIDReusePolicy.ALLOW_DUPLICATE
_PATIENCE = timedelta(seconds=10)  # for requests that the server alone answers
# For questions to an order. One that comes as its run ends for a new one is never answered: ask again soon.
_QUESTION = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class TemporalRuntime:
    """Orders are workflows; the workflow's id is the order's number."""

    connection: TemporalConnection
    queue: str = ORDERS_QUEUE

    async def start(self, order: StartOrder, shown: Shown, *, again: bool = False) -> bool:
        """As Runtime. An id is used once for ever, but for an order that has to undo what it has done."""
        client = await self.connection.client()
        try:
            await client.start_workflow(
                ORDER_WORKFLOW,
                order,
                id=order.number,
                task_queue=self.queue,
                id_reuse_policy=_AGAIN if again else _ONCE,
                search_attributes=_attributes(order, shown),
                static_summary=shown.summary,
                memo={SUMMARY_MEMO: shown.summary},
                rpc_timeout=_PATIENCE,
            )
        except WorkflowAlreadyStartedError:
            return False
        except RPCError as error:
            raise meaning_of(error) from error
        return True

    async def wish(self, number: str, name: str, wish: Wish, patience: timedelta) -> Mapping[str, Any]:
        """As Runtime: an update with the wish's id, so that a repetition meets the first try."""
        client = await self.connection.client()
        try:
            async with asyncio.timeout(patience.total_seconds()):
                handle = client.get_workflow_handle(number)
                update: Any = handle.execute_update(name, wish, id=wish.id, result_type=dict[str, Any])
                return await outcome_of(update)
        except TimeoutError as error:
            raise UnansweredError(f"no answer within {patience.total_seconds():.0f} s") from error

    async def tell(self, number: str, stimulus: Mapping[str, Any]) -> None:
        """As Runtime."""
        await self._signal(number, LETTER, dict(stimulus))

    async def move_clock(self, number: str, move: MoveClock) -> None:
        """As Runtime."""
        await self._signal(number, MOVE_CLOCK, move)

    async def head(self, number: str) -> Head:
        """As Runtime."""
        handle = await self._handle(number)
        try:
            found: Head = await handle.query(HEAD, result_type=Head, rpc_timeout=_QUESTION)
            return found
        except WorkflowQueryFailedError as error:
            raise UnansweredError(str(error)) from error
        except RPCError as error:
            raise meaning_of(error) from error

    async def reconcile(self, number: str) -> None:
        """As Runtime."""
        await self._signal(number, RECONCILE)

    async def histories(self, number: str) -> Sequence[History]:
        """As Runtime. A run that Temporal has forgotten already ends the list at its front."""
        client = await self.connection.client()
        found: list[History] = []
        run: str | None = None
        try:
            while run != "":
                fetched = await client.get_workflow_handle(number, run_id=run).fetch_history()
                begun = fetched.events[0].workflow_execution_started_event_attributes
                found.insert(0, History(number, begun.original_execution_run_id, fetched.to_json()))
                run = begun.continued_execution_run_id
        except RPCError as error:
            if not found:
                raise meaning_of(error) from error
        return found

    async def _signal(self, number: str, name: str, *arguments: Any) -> None:
        handle = await self._handle(number)
        try:
            await handle.signal(name, args=arguments, rpc_timeout=_PATIENCE)
        except RPCError as error:
            raise meaning_of(error) from error

    async def _handle(self, number: str) -> WorkflowHandle[Any, Any]:
        client: Client = await self.connection.client()
        return client.get_workflow_handle(number)


def _attributes(order: StartOrder, shown: Shown) -> TypedSearchAttributes:
    values = {
        PROCESS_ATTRIBUTE: order.process,
        CHANNEL_ATTRIBUTE: shown.channel,
        CUSTOMER_ATTRIBUTE: shown.customer,
    }
    return TypedSearchAttributes(
        [
            SearchAttributePair(SearchAttributeKey.for_keyword(name), value)
            for name, value in values.items()
            if value is not None
        ]
    )
