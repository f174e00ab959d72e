"""One order as a Temporal workflow: one type for every definition.

``run`` reads as: while the order goes on, wait for something to happen, run a segment, adopt what was
committed, see to timers, outside calls and other orders. Handlers only put stimuli into the inbox and wait
for their outcome; nothing else changes state.
"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import FailureError

from application.limits import BATCH_BYTES, TASK_BYTES
from application.messages import RUN_SEGMENT, SegmentAnswer, SegmentRequest, StartOrder
from application.worked_out import WORKED_OUT
from engine.interpreter import open_calls, snapshot
from engine.values import encode
from workflows import views, wishes
from workflows.adoption import adopt, handled_ids
from workflows.carrying import carried
from workflows.details import details, how_to_cancel
from workflows.errands import Errands
from workflows.handlers import OrderHandlers
from workflows.limits import BATCH, ROLLOVER_CHILDREN, ROLLOVER_MESSAGES
from workflows.outside import OutsideCalls

SEGMENT_TIMEOUT = timedelta(seconds=10)  # an attempt ends after a second; the rest is for a slow database
SEGMENT_RETRY = RetryPolicy(
    initial_interval=timedelta(milliseconds=100),
    backoff_coefficient=2.0,
    maximum_interval=timedelta(seconds=2),  # PostgreSQL is back: nobody should wait longer to notice
    maximum_attempts=0,
)


class SegmentFailedError(Exception):
    """A segment could not be run for a reason that waiting does not cure: an engineer is needed."""


@workflow.defn(name="Order")
class OrderWorkflow(OrderHandlers):
    """The shell around one process instance."""

    @workflow.init
    def __init__(self, start: StartOrder) -> None:
        super().__init__(start)
        if start.carried is None:
            self._inbox.insert(0, wishes.start_stimulus(start))
        self._errands = Errands()
        self._calls = OutsideCalls(start.number, self._put)
        self._task = 0
        self._task_bytes = 0
        self._timer: asyncio.Task[None] | None = None
        self._timer_due: datetime | None = None
        self._cancel_requested = False
        self._shown: dict[str, Any] = views.attributes(self._state)

    @workflow.run
    async def run(self, start: StartOrder) -> dict[str, Any]:
        """From receipt to the end. Returns number, status and output.

        A cancel request of Temporal's own ends no order: it would undo nothing. Details say how to cancel.
        """
        life = asyncio.create_task(self._live(start))
        while not life.done():
            try:
                await workflow.wait([life])
            except asyncio.CancelledError:
                if self._cancel_requested or workflow.cancellation_reason() is None:
                    raise  # the worker lets go of this workflow
                self._cancel_requested = True
                self._show()
        return life.result()

    async def _live(self, start: StartOrder) -> dict[str, Any]:
        if start.carried is not None:
            self._show()
            self._see_to_calls()
            self._see_to_timer()
        while await self._goes_on():
            await self._run_segment()
            self._show()
            self._see_to_calls()
            self._see_to_timer()
            if self._should_roll_over():
                await self._roll_over(start)
        return {
            "number": self._state.number,
            "status": self._state.status,
            "output": self._state.output,
        }

    async def _goes_on(self) -> bool:
        """Waits for work. False when the order is over and nobody waits for anything any more; until then a
        letter of the order that called this one may let it go on."""
        await workflow.wait_condition(lambda: self._has_work() or (self._state.over and self._is_idle()))
        return self._has_work()

    def _has_work(self) -> bool:
        return bool(self._inbox) or self._looking_back or self._local_calls_open()

    def _busy(self) -> bool:
        return super()._busy() or not self._calls.idle or not self._errands.idle

    def _is_idle(self) -> bool:
        """Nobody waits for an answer of this run, and what it told others has been taken."""
        return self._errands.idle and workflow.all_handlers_finished()

    def _local_calls_open(self) -> bool:
        """A segment that used up its budget leaves local calls open: the next one goes on with them."""
        return any(call.queue is None for call in open_calls(self._process, self._state))

    async def _run_segment(self) -> None:
        await self._finish_large_task()
        batch = self._batch()
        self._looking_back = False
        state = snapshot(self._state)
        request = SegmentRequest(
            number=self._start.number,
            digest=self._start.digest,
            before=self._state.hash,
            now=workflow.now().isoformat(),
            stimuli=batch,
            load=self._load,
        )
        try:
            answer: SegmentAnswer = await workflow.execute_local_activity(
                RUN_SEGMENT,
                args=[request, state],
                result_type=SegmentAnswer,
                start_to_close_timeout=SEGMENT_TIMEOUT,
                retry_policy=SEGMENT_RETRY,
                summary=views.segment_summary(self._state, batch),
            )
        except FailureError as error:
            # Not a failure of the order: the workflow task fails, is seen by the sweep, and is tried again.
            raise SegmentFailedError(str(error.cause or error)) from error
        found = WORKED_OUT.take(request.before, answer.segments)
        self._state, commands = found or adopt(self._process, state, answer.segments)
        self._errands.take(self._state, commands)
        self._looking_back = self._looking_back or answer.more
        self._task_bytes += sum(len(encode([*segment.stimuli])) for segment in answer.segments)
        self._settle(answer)

    async def _finish_large_task(self) -> None:
        """All that one workflow task has led to goes to the server in one message. When that becomes large,
        let it end: a timer fires only in the next one."""
        task = workflow.info().get_current_history_length()
        if task != self._task:
            self._task, self._task_bytes = task, 0
        elif self._task_bytes > TASK_BYTES:
            await workflow.sleep(0.001, summary="much at once: the rest in the next task")
            self._task_bytes = 0

    def _batch(self) -> list[dict[str, Any]]:
        """The stimuli of the next segment, in order: not so many that its answer would be too large."""
        size, batch = 0, self._inbox[:BATCH]
        for count, plain in enumerate(batch):
            size += len(encode(plain))
            if size > BATCH_BYTES and count > 0:
                return batch[:count]
        return batch

    def _settle(self, answer: SegmentAnswer) -> None:
        """Give outcomes to those who wait; what was not handled stays in the inbox."""
        handled = handled_ids(answer.segments) | set(answer.outcomes)
        self._inbox = [plain for plain in self._inbox if plain["id"] not in handled]
        for id_ in handled & self._awaited:
            self._outcomes[id_] = answer.outcomes.get(id_) or {"answer": self._state.seen.get(id_)}

    def _show(self) -> None:
        """Search attributes and details for people in Temporal's own UI; only what has changed."""
        attributes = views.attributes(self._state)
        if attributes != self._shown:
            workflow.upsert_search_attributes(views.updates(self._state))
            self._shown = attributes
        text = details(self._process, self._state)
        if self._cancel_requested:
            text = f"{how_to_cancel(self._start.number)}\n\n{text}"
        workflow.set_current_details(text)

    def _see_to_timer(self) -> None:
        """Keep one durable timer, for the nearest deadline. A manual clock needs none."""
        due = None if self._state.clock == "manual" or self._state.over else self._state.next_due()
        if due == self._timer_due and (self._timer is None or not self._timer.done()):
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer_due = due
        self._timer = None if due is None else asyncio.create_task(self._wait_until(due))

    async def _wait_until(self, due: datetime) -> None:
        seconds = max((due - workflow.now()).total_seconds(), 0.001)
        await workflow.sleep(seconds, summary=views.timer_summary(self._state, due))
        self._inbox.append(wishes.plain_stimulus("ClockReached", f"clock/{workflow.uuid4()}"))

    def _see_to_calls(self) -> None:
        if self._state.over:
            self._calls.stop()
            return
        answered = {plain["call"] for plain in self._inbox if "call" in plain}
        self._calls.see_to(self._process, self._state, answered)

    def _should_roll_over(self) -> bool:
        suggested = workflow.info().is_continue_as_new_suggested()
        busy = self._messages >= ROLLOVER_MESSAGES or self._errands.started >= ROLLOVER_CHILDREN
        return not self._state.over and (suggested or busy)

    async def _roll_over(self, start: StartOrder) -> None:
        """Go on in a new run with the state and what has arrived; outside calls repeat under their keys."""
        while self._has_work() or not self._is_idle():
            await workflow.wait_condition(lambda: self._has_work() or self._is_idle())
            if self._has_work():
                await self._run_segment()
                self._show()
        if self._state.over:
            return
        state = carried(self._state)
        if state is None:  # it goes on here, and is seen: see application.limits
            workflow.logger.error("the state of %s is too large for a new run", self._state.number)
            return
        next_run = replace(start, input={}, carried=state, waiting=self._inbox, rollovers=start.rollovers + 1)
        workflow.continue_as_new(next_run)
