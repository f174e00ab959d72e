"""The port ``Watch``, fulfilled by Temporal."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

from temporalio.client import (
    Client,
    WorkflowExecution,
    WorkflowExecutionDescription,
    WorkflowExecutionStatus,
    WorkflowHandle,
    WorkflowQueryFailedError,
)
from temporalio.service import RPCError, RPCStatusCode

from adapters.temporal.lost_answers import LOST, reset_before_lost_answer
from application.messages import CALENDARS_GROWN, HEAD, ORDER_WORKFLOW, RECONCILE, Head

QUERY_TIMEOUT = timedelta(seconds=5)  # a cold order is replayed within 100 ms; who needs longer is stuck
PAUSE = 0.2  # seconds between two looks at an order that is at work
# Temporal sets this when a workflow task has failed several times in a row, and clears it when one succeeds.
PROBLEMS = f'WorkflowType = "{ORDER_WORKFLOW}" AND TemporalReportedProblems IS NOT NULL'
RUNNING = f'WorkflowType = "{ORDER_WORKFLOW}" AND ExecutionStatus = "Running"'
LAST_RUNS = f'WorkflowType = "{ORDER_WORKFLOW}" AND ExecutionStatus != "ContinuedAsNew"'
LISTED = 100  # numbers in one query
_ENDS = '"Terminated", "Canceled", "Failed", "TimedOut"'
ENDED = f'WorkflowType = "{ORDER_WORKFLOW}" AND ExecutionStatus IN ({_ENDS})'


@dataclass(frozen=True, slots=True)
class TemporalWatch:
    """Asks Temporal about orders."""

    client: Client

    async def head(self, number: str, patience: timedelta) -> Head | None:
        """As Watch."""
        handle = self.client.get_workflow_handle(number)
        try:
            await _idle(handle, patience)
            head: Head = await handle.query(HEAD, result_type=Head, rpc_timeout=QUERY_TIMEOUT)
        except WorkflowQueryFailedError as error:
            raise TimeoutError(str(error)) from error
        except RPCError as error:
            if error.status == RPCStatusCode.NOT_FOUND:
                return None
            raise TimeoutError(str(error)) from error
        return head

    async def has_passed(self, number: str, events: int) -> bool:
        """As Watch. A task that lets a segment run writes two events at least: its end, and the answer."""
        description = await self._describe(number)
        return (
            description is not None
            and description.status == WorkflowExecutionStatus.RUNNING
            and not _is_at_work(description)
            and description.history_length >= events + 2
        )

    async def completed(self, numbers: Sequence[str]) -> frozenset[str]:
        """As Watch; one list for many. One that was reopened has ended before: its last workflow counts."""
        last: dict[str, WorkflowExecution] = {}
        for first in range(0, len(numbers), LISTED):
            some = ", ".join(f'"{number}"' for number in numbers[first : first + LISTED])
            async for execution in self.client.list_workflows(f"{LAST_RUNS} AND WorkflowId IN ({some})"):
                before = last.get(execution.id)
                if before is None or before.start_time < execution.start_time:
                    last[execution.id] = execution
        completed = WorkflowExecutionStatus.COMPLETED
        return frozenset(number for number, execution in last.items() if execution.status == completed)

    async def wake(self, number: str) -> bool:
        """As Watch."""
        return await self._signal(number, RECONCILE)

    async def calendars_grown(self, number: str) -> None:
        """As Watch."""
        await self._signal(number, CALENDARS_GROWN)

    async def _signal(self, number: str, name: str) -> bool:
        try:
            await self.client.get_workflow_handle(number).signal(name)
        except RPCError as error:
            if error.status == RPCStatusCode.NOT_FOUND:
                return False
            raise
        return True

    async def running(self) -> int:
        """As Watch."""
        return (await self.client.count_workflows(RUNNING)).count

    async def all_running(self) -> frozenset[str]:
        """As Watch."""
        return frozenset([execution.id async for execution in self.client.list_workflows(RUNNING)])

    async def alive(self, number: str) -> bool | None:
        """As Watch."""
        description = await self._describe(number)
        return None if description is None else description.status == WorkflowExecutionStatus.RUNNING

    async def _describe(self, number: str) -> WorkflowExecutionDescription | None:
        try:
            return await self.client.get_workflow_handle(number).describe()
        except RPCError as error:
            if error.status == RPCStatusCode.NOT_FOUND:
                return None
            raise

    async def ended(self) -> Mapping[str, str]:
        """As Watch."""
        found: dict[str, str] = {}
        async for execution in self.client.list_workflows(ENDED):
            way = "" if execution.status is None else execution.status.name.lower()
            found[execution.id] = f"its workflow was ended from outside ({way})"
        return found

    async def stuck(self) -> Mapping[str, str]:
        """As Watch."""
        found: dict[str, str] = {}
        async for execution in self.client.list_workflows(PROBLEMS):
            if execution.status == WorkflowExecutionStatus.RUNNING:
                why = await self.problem(execution.id)
                if not (LOST in why and await reset_before_lost_answer(self.client, execution.id)):
                    found[execution.id] = why
        return found

    async def problem(self, number: str) -> str:
        """As Watch."""
        events = self.client.get_workflow_handle(number).fetch_history_events()
        message = "its workflow task keeps failing"
        async for event in events:
            failed = event.workflow_task_failed_event_attributes
            if failed.failure.message:
                message = failed.failure.message
        return message


async def _idle(handle: WorkflowHandle[Any, Any], patience: timedelta) -> None:
    """Until no workflow task is under way. A query that comes with a task may end it at the wrong moment:
    see ``lost_answers``; and who is at work will soon know more. Raises TimeoutError."""
    deadline = monotonic() + patience.total_seconds()
    while _is_at_work(await handle.describe()):
        if monotonic() >= deadline:
            raise TimeoutError("it is at work")
        await asyncio.sleep(PAUSE)


def _is_at_work(description: WorkflowExecutionDescription) -> bool:
    return description.raw_description.HasField("pending_workflow_task")
