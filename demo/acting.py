"""Carries out what a script says, through the use cases."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, assert_never
from uuid import uuid4

from application.people import Person, the_system
from application.ports.read_model import Family
from application.refusals import RefusedError
from application.use_cases.grant import NotRecordedError
from demo.desk import Desk
from demo.prompts import Prompt
from demo.script import Action
from demo.seeing import data_of, key_of
from engine.interpreter import State
from engine.interpreter.state import Instance
from engine.values import Value, parse_duration

TRIES = 10  # of five seconds each


class ScriptError(Exception):
    """The script does not fit the order: nobody acts and nothing is due, or the answer is another."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Everybody around the orders."""

    desk: Desk
    found: Family | None = None
    """The orders as they were just found at rest."""

    async def follow(self, states: Sequence[State], prompt: Prompt | None) -> bool:
        """Do what comes next, and say so; or nobody has anything to do yet: move the clock, to when somebody
        has or to the next deadline. Raises ScriptError."""
        if prompt is None:
            await self.wait(states, None)
        elif prompt.time <= max(state.time for state in states if state.time is not None):
            await self.act(prompt.state, prompt.instance, prompt.action)
            return True
        else:
            dues = [due for state in states if (due := state.next_due()) is not None]
            await self.move(states, min([prompt.time, *dues]))
        return False

    async def act(self, state: State, instance: Instance, action: Action) -> None:
        """Do what the script says for an open element. Raises ScriptError for an answer that it does not
        expect."""
        where = place(instance)
        try:
            answer = await self._patiently(state, instance, action)
        except RefusedError as error:
            code, details = error.refusal.code, error.refusal.details
            if code != action.refused:
                raise ScriptError(f"{where}: {action.kind} was refused: {code} {details}") from error
            return
        if action.refused is not None:
            raise ScriptError(f"{where}: {action.refused} was expected, but it was accepted")
        if action.answer not in {None, answer.get("status")}:
            raise ScriptError(f"{where}: {action.answer} was expected, not {answer}")

    async def wait(self, states: Sequence[State], amount: timedelta | None) -> None:
        """Move the clock of the family, by an amount or (None) to the next deadline. Raises ScriptError
        without one."""
        time = states[0].time
        await self.move(states, None if amount is None or time is None else time + amount)

    async def move(self, states: Sequence[State], to: datetime | None) -> None:
        """Move the clock of the family to a time, or to the next deadline. Raises ScriptError without one."""
        top = states[0]
        try:
            await self.desk.office.clock.move(top.number, to, found=self.found)
        except RefusedError as error:
            places = (place(i) for state in states for i in state.instances.values() if i.kind == "element")
            why = f"{error.refusal.code}; nobody acts; open: {', '.join(places)}"
            raise ScriptError(f"{top.number} is stuck: {why}") from error

    async def _patiently(self, state: State, instance: Instance, action: Action) -> Mapping[str, Any]:
        """Repeat under one id while nobody knows whether it was recorded: a busy machine is no failure."""
        id_ = uuid4().hex
        for _ in range(TRIES - 1):
            try:
                return await self._do(state, instance, action, id_)
            except NotRecordedError:
                continue
        return await self._do(state, instance, action, id_)

    async def _do(self, state: State, instance: Instance, action: Action, id_: str) -> Mapping[str, Any]:
        """Do it; the order's answer, empty where there is none."""
        office, data = self.desk.office, data_of(state, instance, action.data)
        person = await self._person(action)
        match action.kind:
            case "claim":
                return await office.tasks.claim(_task(instance), person, id_)
            case "complete":
                task, outcome = _task(instance), str(action.outcome)
                return await office.tasks.complete(task, person, outcome, data, None, id_)
            case "message":
                name, key = str(action.message), _correlation(state, instance, action)
                return await office.messages.send(_receiver(state, action), name, data, person, key, id_)
            case "cancel":
                return await office.messages.cancel(_top(state), str(action.cancel), person, id_)
            case "receive":
                for sku, quantity in (action.receive or {}).items():
                    await asyncio.to_thread(self.desk.books.receive, sku, quantity)
            case "wait":
                amount = parse_duration(str(action.wait))
                await self.wait([state], amount if isinstance(amount, timedelta) else None)
            case _:
                assert_never(action.kind)
        return {}

    async def _person(self, action: Action) -> Person:
        """Nobody named: a bank, a carrier, the customer; they reach us as the system."""
        return the_system() if action.by is None else await self.desk.office.who.acts(action.by, "script")


def place(instance: Instance) -> str:
    """An element, with what is wrong there."""
    problem = instance.incident
    return instance.element + (f" ({problem['code']}: {problem['message']})" if problem else "")


def _task(instance: Instance) -> str:
    name: str = instance.data["task"]["task"]
    return name


def _correlation(state: State, instance: Instance, action: Action) -> Value:
    """A message to the order itself is for the instance that it was written under."""
    if action.correlation is not None or action.root:
        return action.correlation  # type: ignore[no-any-return]
    return key_of(state, instance)


def _receiver(state: State, action: Action) -> str:
    return _top(state) if action.root else state.number


def _top(state: State) -> str:
    """The number of the order at the top of the family: children are numbered below it."""
    return state.number.partition(".")[0]
