"""Carries out what a script says, through the use cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, assert_never
from uuid import uuid4

from application.people import Person, the_system
from application.refusals import RefusedError
from application.use_cases.grant import NotRecordedError
from demo.desk import Desk
from demo.script import Action
from engine.feel import compile_expression
from engine.interpreter import State
from engine.interpreter.names import Names
from engine.interpreter.state import Instance
from engine.values import Value, parse_duration

TRIES = 10  # of five seconds each


class ScriptError(Exception):
    """The script does not fit the order: nobody acts and nothing is due, or the answer is another."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Everybody around the orders."""

    desk: Desk

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
        top = states[0]
        to = None if amount is None or top.time is None else top.time + amount
        try:
            await self.desk.office.clock.move(top.number, to)
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
        office, data = self.desk.office, _data(state, instance, action.data)
        person = await self._person(action)
        match action.kind:
            case "claim":
                return await office.tasks.claim(_task(instance), person, id_)
            case "complete":
                task, outcome = _task(instance), str(action.outcome)
                return await office.tasks.complete(task, person, outcome, data, None, id_)
            case "message":
                key = _key(state, instance) if action.correlation is None else action.correlation
                name = str(action.message)
                return await office.messages.send(state.number, name, data, person, key, id_)
            case "cancel":
                return await office.messages.cancel(state.number, str(action.cancel), person, id_)
            case "receive":
                for sku, quantity in (action.receive or {}).items():
                    self.desk.books.receive(sku, quantity)
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


def _key(state: State, instance: Instance) -> Value:
    """What tells the instances of a multi-instance apart; messages to one of them are correlated by it."""
    for around in state.ancestors(instance.key):
        if around.scope is not None and isinstance(seat := around.scope.variables.get("instance"), dict):
            return seat["key"]
    return None


def _data(state: State, instance: Instance, raw: Any) -> Any:
    """Data with its expressions evaluated as the order's definition would."""
    match raw:
        case str() if raw.startswith("="):
            return compile_expression(raw[1:]).evaluate(Names(state, instance.key), now=state.time)
        case dict():
            return {name: _data(state, instance, value) for name, value in raw.items()}
        case list():
            return [_data(state, instance, value) for value in raw]
        case _:
            return raw
