"""Plays a script: whenever the order is quiet, the next thing that somebody does; else time goes on."""

from dataclasses import dataclass

from application.people import the_system
from application.use_cases.submit import Terms
from demo.acting import Acting, ScriptError
from demo.desk import Desk
from demo.prompts import Prompts
from demo.quiet import Watched
from demo.samples import Sample
from engine.interpreter import GENESIS, State
from engine.model import Process

MOST_ACTIONS = 500  # a script that never ends must not hang the demonstration


@dataclass(frozen=True, slots=True)
class Player:
    """Plays sample orders of one process."""

    desk: Desk
    process: Process

    async def play(self, sample: Sample) -> Watched:
        """Submit the order, take it to its end, and give everything that was recorded. Raises ScriptError and
        NeverQuietError."""
        number = await self._submit(sample)
        watched = Watched(self.desk.office.pages, number)
        state = await watched.until_quiet(GENESIS)
        prompts = Prompts(sample, self.process)
        for _ in range(MOST_ACTIONS):
            if state.over:
                return watched
            before = state.hash
            if await self._go_on(prompts, state):
                state = await watched.until_quiet(before)
        raise ScriptError(f"{number} does not end: {MOST_ACTIONS} actions were not enough")

    async def _submit(self, sample: Sample) -> str:
        terms = Terms(placed_at=sample.script.placed_at, clock="manual")
        submit = self.desk.office.submit
        receipt = await submit.one(sample.order, terms, the_system())
        if sample.script.twice:
            again = await submit.one(sample.order, terms, the_system())
            if (again.number, again.outcome) != (receipt.number, "known"):
                raise ScriptError(f"{receipt.number} was submitted twice and became {again.number} as well")
        return receipt.number

    async def _go_on(self, prompts: Prompts, state: State) -> bool:
        """Do the next thing; whether it changes the order. Nobody has anything to do: move the clock."""
        acting, found = Acting(self.desk), prompts.next(state)
        if found is None:
            await acting.wait(state, None)
            return True
        instance, action = found
        await acting.act(state, instance, action)
        return action.refused is None and action.kind != "receive"
