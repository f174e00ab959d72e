"""BPMN errors: who catches one, and what becomes of one that nobody catches."""

from engine.interpreter.ending import skip
from engine.interpreter.entering import fail
from engine.interpreter.handlers import handlers_of, is_held_off, start_handler
from engine.interpreter.holding import compensates, hold_off
from engine.interpreter.process_run import end_process
from engine.interpreter.records import ErrorRaised
from engine.interpreter.state import ROOT, Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import Handler
from engine.values import Value


def raise_error(turn: Turn, key: int, code: str, message: str, data: Value) -> None:
    """A BPMN error: the nearest handler around catches it.

    Uncaught, one that the process declares ends it with that status; any other is an incident at its source.
    """
    turn.emit(ErrorRaised(code, message, data), key)
    _throw(turn, key, {"code": code, "message": message, "data": data})


def _throw(turn: Turn, key: int, error: dict[str, Value]) -> None:
    variables: dict[str, Value] = {"error": error}
    code, root = str(error["code"]), turn.state.instances[ROOT]
    try:
        caught = _catching(turn, key, code, variables)
    except Trouble as trouble:
        fail(turn, key, trouble, "working")
        return
    if caught is not None and is_held_off(turn, *caught):
        hold_off(turn, turn.state.instances[key], caught[0], variables)
    elif caught is not None:
        start_handler(turn, *caught, variables)
    elif code not in turn.process.errors or _undoes(turn, key):
        text = f"error {code} is caught by no handler: {error['message']}"
        fail(turn, key, Trouble("UNCAUGHT_ERROR", text), "working")
    elif compensates(turn, root):
        hold_off(turn, turn.state.instances[key], root, variables)
    else:
        end_process(turn, code)


def go_on(turn: Turn, instance: Instance, then: dict[str, Value]) -> None:
    """What was held off until a compensation was done happens now."""
    match then:
        case {"error": dict() as error}:
            _throw(turn, instance.key, error)
        case {"skip": True}:
            skip(turn, instance)
        case _:
            turn.behaviour(instance).again(turn, instance, then, corrected=False)


def _catching(
    turn: Turn, key: int, code: str, variables: dict[str, Value]
) -> tuple[Instance, Handler] | None:
    """The first handler, from the inside out. Raises Trouble when a guard cannot be evaluated.

    A handler's own errors concern the scopes outside its host. None leaves a compensation: nothing may
    interrupt it.
    """
    inside = ""
    for around in turn.state.ancestors(key):
        if around.kind == "compensation":
            return None
        for handler in handlers_of(turn, around) if inside != "handler" else ():
            catches = handler.trigger.kind == "error" and handler.trigger.name in (code, "*")
            if catches and turn.holds(handler.when, around.key, variables):
                return around, handler
        inside = around.kind
    return None


def _undoes(turn: Turn, key: int) -> bool:
    return any(around.kind == "compensation" for around in turn.state.ancestors(key))
