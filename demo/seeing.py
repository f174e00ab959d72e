"""What a script's people see from where they act: the variables of the order, and which line it is about."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from engine.feel import compile_expression
from engine.interpreter import State
from engine.interpreter.names import Names
from engine.interpreter.state import ROOT, Instance
from engine.values import Value

MORNING = time(10, tzinfo=ZoneInfo("Asia/Shanghai"))


def key_of(state: State, instance: Instance) -> Value:
    """What tells the instances of a multi-instance apart; messages to one of them are correlated by it."""
    for around in state.ancestors(instance.key):
        if around.scope is not None and isinstance(seat := around.scope.variables.get("instance"), dict):
            return seat["key"]
    return None


def line_of(state: State, instance: Instance) -> str | None:
    """The line that an element is about: its instance's, or the one that the whole order was called for."""
    key = key_of(state, instance)
    root = state.instances[ROOT].scope
    job = None if root is None else root.variables.get("job")
    line = job.get("line") if key is None and isinstance(job, dict) else key
    return line if isinstance(line, str) else None


def data_of(state: State, instance: Instance, raw: Any) -> Any:
    """Data with its expressions evaluated as the order's definition would."""
    match raw:
        case str() if raw.startswith("="):
            return compile_expression(raw[1:]).evaluate(Names(state, instance.key), now=state.time)
        case dict():
            return {name: data_of(state, instance, value) for name, value in raw.items()}
        case list():
            return [data_of(state, instance, value) for value in raw]
        case _:
            return raw


def morning_of(state: State, instance: Instance, raw: str) -> datetime:
    """Ten in the morning of a day that a script names or works out."""
    day = data_of(state, instance, raw)
    return datetime.combine(day if isinstance(day, date) else date.fromisoformat(day), MORNING).astimezone(
        UTC
    )
