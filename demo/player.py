"""Plays a script: whenever nothing moves, the next thing that somebody does; else time goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.people import the_system
from application.use_cases.submit import Terms
from demo.acting import Acting, ScriptError
from demo.desk import Desk
from demo.prompts import Prompts
from demo.quiet import Watched, WatchedFamily
from demo.samples import Sample
from engine.interpreter import State

MOST_ACTIONS = 500  # a script that never ends must not hang the demonstration


@dataclass(frozen=True, slots=True)
class Player:
    """Plays sample orders."""

    desk: Desk

    async def play(self, sample: Sample) -> Watched:
        """Submit the order, take it to its end, and give everything that was recorded. Raises ScriptError and
        NeverQuietError."""
        number = await self._submit(sample)
        family = WatchedFamily(self.desk.office, number)
        states = await family.until_quiet()
        prompts = Prompts(sample, self.desk.definitions)
        for _ in range(MOST_ACTIONS):
            if family.top.state.over:
                return family.top
            await self._go_on(prompts, states, family)
            states = await family.until_quiet()
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

    async def _go_on(self, prompts: Prompts, states: Sequence[State], family: WatchedFamily) -> None:
        prompt = prompts.next(states)
        if await Acting(self.desk, family.found).follow(states, prompt) and prompt is not None:
            prompts.done(prompt)
