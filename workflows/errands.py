"""What an order asks of other orders, on its way: to be started, to be told something."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import FailureError, WorkflowAlreadyStartedError

from application.letters import reopens
from application.messages import LETTER, ORDER_WORKFLOW, REOPEN, SUMMARY_MEMO, summary_of_called
from engine.interpreter import Command, StartChild, State, TellOrder
from workflows import children

AT_ONCE = 100  # a run may have 2,000 requests to other workflows under way; more of them gain nothing
REOPEN_TIMEOUT = timedelta(seconds=20)

Errand = StartChild | TellOrder


class Errands:
    """Those for one order follow each other, those for different orders do not wait. An errand is done when
    the server has taken it. What cannot be done is left to the sweep, which finds it in the database."""

    def __init__(self) -> None:
        self._lanes: dict[str, list[Errand]] = defaultdict(list)
        self._running: dict[str, asyncio.Task[None]] = {}
        self.started = 0
        """Children that this run was to start."""
        self._slots = asyncio.Semaphore(AT_ONCE)

    @property
    def idle(self) -> bool:
        """Whether all are done."""
        return not self._running

    def take(self, state: State, commands: Sequence[Command]) -> None:
        """Begin with what these commands ask for; ``state`` is that of the order which asks."""
        for command in commands:
            match command:
                case StartChild(child=receiver) | TellOrder(to=receiver):
                    self._lanes[receiver].append(command)
                    if receiver not in self._running:
                        self._running[receiver] = asyncio.create_task(self._go(state.number, receiver))

    async def _go(self, number: str, receiver: str) -> None:
        lane = self._lanes[receiver]
        while lane:
            async with self._slots:
                await self._do(number, lane.pop(0))
        del self._lanes[receiver], self._running[receiver]

    async def _do(self, number: str, errand: Errand) -> None:
        try:
            match errand:
                case StartChild():
                    self.started += 1
                    await _start(number, errand)
                case TellOrder():
                    await _tell(errand)
        except FailureError as error:
            workflow.logger.warning("left to the sweep: %s: %s", errand, error)


async def _start(number: str, child: StartChild) -> None:
    """Start a called order; one that was started before is fine."""
    summary = summary_of_called(child.process, child.version, number, child.place)
    try:
        handle: workflow.ChildWorkflowHandle[Any, Any] = await workflow.start_child_workflow(
            ORDER_WORKFLOW,
            children.child_input(number, child),
            id=child.child,
            parent_close_policy=workflow.ParentClosePolicy.ABANDON,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            static_summary=summary,
            memo={SUMMARY_MEMO: summary},
            search_attributes=children.child_attributes(child),
        )
    except WorkflowAlreadyStartedError:
        return
    handle.add_done_callback(_look_away)


def _look_away(handle: asyncio.Task[object]) -> None:
    """The child tells its end by a letter; what Temporal says of its workflow is for the sweep."""
    if not handle.cancelled():
        handle.exception()


async def _tell(letter: TellOrder) -> None:
    """Signal it. One that has ended is started again where the letter is meant for it even so."""
    handle = workflow.get_external_workflow_handle(letter.to)
    try:
        await handle.signal(LETTER, letter.stimulus)
    except FailureError:
        if not reopens(letter.stimulus):
            raise
        await workflow.execute_local_activity(
            REOPEN,
            args=[letter.to, letter.stimulus],
            start_to_close_timeout=REOPEN_TIMEOUT,
            retry_policy=RetryPolicy(maximum_attempts=3),
            summary=f"{letter.to} goes on, to be undone",
        )
