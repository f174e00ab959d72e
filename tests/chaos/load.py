"""Who uses the system meanwhile: people who follow the sample orders' scripts, on a clock that jumps, and
people who press every button of an order on the real clock. All of them repeat what they do not know of."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from temporalio.client import Client
from temporalio.service import RPCError

from application.people import the_system
from application.ports.journal import JournalUnavailableError
from application.ports.runtime import UnansweredError, UnreachableError
from application.refusals import RefusedError
from application.use_cases.grant import NotRecordedError
from application.use_cases.submit import Receipt, Terms
from demo.acting import Acting, ScriptError
from demo.desk import Desk
from demo.prompts import Prompts
from demo.quiet import NeverQuietError, WatchedFamily
from demo.samples import Sample
from demo.script import Action
from engine.interpreter import State
from engine.interpreter.state import Instance
from tests.chaos.waits import SUBMIT_SECONDS, Waits
from tests.support.fragile_orders import live, start

AWAY = (
    NotRecordedError,
    UnreachableError,
    UnansweredError,
    JournalUnavailableError,
    NeverQuietError,
    DBAPIError,
    RPCError,
)
SCRIPTED_LANES = 3
PRESSING_LANES = 4
MOST_LINES = 60  # larger ones take longer than the whole run
GRACE_SECONDS = 90.0
PATIENCE_SECONDS = 150.0  # longer than anything is ever away
T = TypeVar("T")


@dataclass(slots=True)
class Load:
    """``tally`` counts what became of the orders; ``waits`` is how long people waited for each answer."""

    desk: Desk
    client: Client
    engine: Engine
    chance: random.Random
    waits: Waits
    tally: Counter[str] = field(default_factory=Counter)
    numbers: list[str] = field(default_factory=list)

    async def run(self, samples: Sequence[Sample], until: float) -> None:
        """Orders of both kinds, one behind the other on several lanes, until a moment of `time.monotonic`.
        Who is not done a while after that leaves the order to others."""
        small = [sample for sample in samples if len(sample.order.lines) <= MOST_LINES]
        lanes = [self._scripted(small, lane, until) for lane in range(SCRIPTED_LANES)]
        lanes += [self._pressing(lane, until) for lane in range(PRESSING_LANES)]
        running = [asyncio.create_task(lane) for lane in lanes]
        _, late = await asyncio.wait(running, timeout=until + GRACE_SECONDS - time.monotonic())
        for task in late:
            task.cancel()
        for task, result in zip(running, await asyncio.gather(*running, return_exceptions=True), strict=True):
            if isinstance(result, Exception) and not task.cancelled():
                raise result
        self.tally["left to people"] += len(late)

    async def _scripted(self, samples: Sequence[Sample], lane: int, until: float) -> None:
        own = [sample for index, sample in enumerate(samples) if index % SCRIPTED_LANES == lane]
        while time.monotonic() < until:
            for sample in self.chance.sample(own, len(own)):
                if time.monotonic() < until:
                    self.tally[await self._play(sample)] += 1

    async def _pressing(self, lane: int, until: float) -> None:
        count = 0
        while time.monotonic() < until:
            count += 1
            number = f"K-{lane}-{count}"
            patient = await self._patiently(lambda number=number: start(self.client, self.engine, number))  # type: ignore[misc]
            self.numbers.append(number)
            self.tally[await live(patient, cancels=count % 4 == 0)] += 1

    async def _play(self, sample: Sample) -> str:
        """A sample order, as far as its script leads when answers get lost on the way."""
        order = sample.order.model_copy(update={"external_number": f"CH-{uuid4().hex[:12]}"})
        terms = Terms(placed_at=sample.script.placed_at, clock="manual")
        submit = self.desk.office.submit

        async def submitted() -> Receipt:
            with self.waits.answer("submit", SUBMIT_SECONDS):
                return await submit.one(order, terms, the_system())

        receipt = await self._patiently(submitted)
        self.numbers.append(receipt.number)
        family = WatchedFamily(self.desk.office, receipt.number)
        prompts = Prompts(sample, self.desk.definitions)
        acting = TimedActing(self.desk, waits=self.waits)
        for _ in range(300):
            states = await self._patiently(family.until_quiet)
            if family.top.state.over:
                return family.top.state.status
            prompt = prompts.next(states)
            try:
                acted = await self._patiently(
                    lambda states=states, prompt=prompt: acting.follow(states, prompt)  # type: ignore[misc]
                )
            except ScriptError:  # an answer was lost, and what it was about is done already
                if prompt is None:
                    return "left to people"
                acted = True
            if acted and prompt is not None:
                prompts.done(prompt)
        return "left to people"

    async def _patiently(self, act: Callable[[], Awaitable[T]]) -> T:
        """Repeat while somebody is away."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return await act()
            except (*AWAY, RefusedError):
                if time.monotonic() > end:
                    raise
            await asyncio.sleep(0.5)


@dataclass(frozen=True, slots=True)
class TimedActing(Acting):
    """Measures each command of a person by itself; what the clock and the shelves do is no command."""

    waits: Waits = field(kw_only=True)

    async def _do(self, state: State, instance: Instance, action: Action, id_: str) -> Mapping[str, Any]:
        if action.kind in ("wait", "receive"):
            return await Acting._do(self, state, instance, action, id_)
        with self.waits.answer(action.kind):
            return await Acting._do(self, state, instance, action, id_)
