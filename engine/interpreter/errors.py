"""BPMN errors: who catches one, and what becomes of one that nobody catches."""

from engine.interpreter.entering import fail
from engine.interpreter.handlers import handlers_of, is_held_off, start_handler
from engine.interpreter.process_run import end_process
from engine.interpreter.records import ErrorRaised
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import Handler
from engine.values import Value


def raise_error(turn: Turn, key: int, code: str, message: str, data: Value) -> None:
    """A BPMN error: the nearest handler around catches it.

    Uncaught, one that the process declares ends it with that status; any other is an incident at its source.
    """
    turn.emit(ErrorRaised(code, message, data), key)
    variables: dict[str, Value] = {"error": {"code": code, "message": message, "data": data}}
    try:
        caught = _catching(turn, key, code, variables)
    except Trouble as trouble:
        fail(turn, key, trouble, "working")
        return
    if caught is not None:
        start_handler(turn, *caught, variables)
    elif code in turn.process.errors and not _undoes(turn, key):
        end_process(turn, code)
    else:
        text = f"error {code} is caught by no handler: {message}"
        fail(turn, key, Trouble("UNCAUGHT_ERROR", text), "working")


def _catching(
    turn: Turn, key: int, code: str, variables: dict[str, Value]
) -> tuple[Instance, Handler] | None:
    """The first handler, from the inside out. Raises Trouble when it may not start now.

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
                if is_held_off(turn, around, handler):
                    raise Trouble("COMPENSATION_RUNS", f"error {code} has to wait until the undoing is done")
                return around, handler
        inside = around.kind
    return None


def _undoes(turn: Turn, key: int) -> bool:
    return any(around.kind == "compensation" for around in turn.state.ancestors(key))
