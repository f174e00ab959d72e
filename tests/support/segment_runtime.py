"""The port ``Runtime`` without Temporal: the same segments against the same database, one after the other.

Shows what definitions and services do; what Temporal adds is shown by the tests of workflows.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from activities.catalogue import AnyService
from activities.outside import OutsideRun
from activities.segment import SegmentRunner
from activities.service import Call
from application.messages import Head, MoveClock, SegmentRequest, StartOrder, Wish
from application.ports.runtime import History, NotRunningError, Shown
from application.worked_out import WORKED_OUT
from engine.interpreter import (
    CallService,
    Command,
    StartChild,
    State,
    TellOrder,
    open_calls,
    snapshot,
)
from engine.model import Process
from engine.values.moments import parse_datetime
from workflows import children, wishes
from workflows.adoption import adopt


@dataclass(slots=True)
class RunningOrder:
    """An order in memory, as a workflow would hold it."""

    start: StartOrder
    process: Process
    state: State = field(default_factory=State)
    errands: list[Command] = field(default_factory=list)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class SegmentRuntime:
    """Orders by number."""

    runner: SegmentRunner
    outside: OutsideRun
    services: Mapping[str, AnyService]
    orders: dict[str, RunningOrder] = field(default_factory=dict)

    async def start(self, order: StartOrder, shown: Shown, *, again: bool = False) -> bool:
        """As Runtime."""
        del shown, again
        if order.number in self.orders:
            return False
        running = RunningOrder(order, self.runner.processes(order.digest))
        self.orders[order.number] = running
        await self._feed(running, wishes.start_stimulus(order))
        return True

    async def tell(self, number: str, stimulus: Mapping[str, Any]) -> None:
        """As Runtime; here it is handled when this returns."""
        await self._feed(self.orders[number], dict(stimulus))

    async def wish(self, number: str, name: str, wish: Wish, patience: timedelta) -> Mapping[str, Any]:
        """As Runtime."""
        del patience
        running = self._running(number)
        outcomes = await self._feed(running, wishes.stimulus_of(name, wish))
        outcome: Mapping[str, Any] = outcomes[wish.id]
        return outcome

    async def move_clock(self, number: str, move: MoveClock) -> None:
        """As Runtime; here it has moved when this returns."""
        assert move.to is not None
        await self._feed(self._running(number), wishes.clock_stimulus(move, parse_datetime(move.to)))

    async def head(self, number: str) -> Head:
        """As Runtime."""
        state = self._running(number).state
        due = state.next_due()
        return Head(state.hash, state.seq, state.status, None if due is None else due.isoformat(), 0)

    async def reconcile(self, number: str) -> None:
        """As Runtime: nothing is ever behind here."""

    async def histories(self, number: str) -> Sequence[History]:
        """None: there is no Temporal."""
        del number
        return []

    def _running(self, number: str) -> RunningOrder:
        if number not in self.orders or self.orders[number].state.over:
            raise NotRunningError(number)
        return self.orders[number]

    async def _feed(self, running: RunningOrder, stimulus: dict[str, Any]) -> dict[str, Any]:
        async with running.turn:
            outcomes = await asyncio.to_thread(self._segment, running, [stimulus])
            while not running.state.over and (calls := open_calls(running.process, running.state)):
                asked = [await asyncio.to_thread(self._ask, running, call) for call in calls if call.queue]
                await asyncio.to_thread(self._segment, running, asked)
            errands, running.errands = running.errands, []
        for command in errands:
            await self._run_errand(running, command)
        return outcomes

    async def _run_errand(self, running: RunningOrder, command: Command) -> None:
        match command:
            case StartChild():
                await self.start(children.child_input(running.start.number, command), Shown("", None, ""))
            case TellOrder(to, told):
                await self.tell(to, told)

    def _ask(self, running: RunningOrder, call: CallService) -> dict[str, Any]:
        """What an outside system answers; here it always does."""
        told = Call(call.call, running.start.number, call.element, call.at, undoes=call.undoes)
        parts = dict(self.outside.run(self.services[call.service], told, call.input))
        return wishes.plain_stimulus(parts.pop("kind"), f"{call.call}/answer", call=call.call, **parts)

    def _segment(self, running: RunningOrder, stimuli: list[dict[str, Any]]) -> dict[str, Any]:
        state = snapshot(running.state)
        now = "2026-01-01T00:00:00+00:00"  # a floor only; these orders have manual clocks
        request = SegmentRequest(running.start.number, running.start.digest, running.state.hash, now, stimuli)
        answer = self.runner.run(request, state)
        handed_over = WORKED_OUT.take(request.before, answer.segments)
        running.state, commands = adopt(running.process, state, answer.segments)
        if handed_over is not None:  # the workflow takes it for what it would come to itself
            assert (snapshot(handed_over[0]), handed_over[1]) == (snapshot(running.state), commands)
        running.errands += commands
        return answer.outcomes
