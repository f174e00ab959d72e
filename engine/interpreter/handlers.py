"""Handlers at work: which one takes an event, and what it does to its host."""

from functools import partial

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.ending import end_container, finish, handlers_ended, interrupt
from engine.interpreter.entering import enter
from engine.interpreter.holding import compensates
from engine.interpreter.records import ElementActivated, HandlerDequeued, HandlerQueued
from engine.interpreter.state import Instance
from engine.interpreter.turn import Turn
from engine.model import Handler
from engine.values import Value


def handlers_of(turn: Turn, host: Instance) -> tuple[Handler, ...]:
    """The handlers that a host has armed: none before it lives, none when its body is done or interrupted.
    Those that run by then are waited for."""
    return _declared(turn, host) if host.open and not _fails_at_an_end(host) else ()


def _fails_at_an_end(host: Instance) -> bool:
    """Whether a host has failed before its body began, or behind it."""
    incident = host.incident
    return incident is not None and (
        incident["phase"] in ("activating", "completing") or incident["life"] != "active"
    )


def _declared(turn: Turn, host: Instance) -> tuple[Handler, ...]:
    if host.kind == "process":
        return turn.process.handlers
    return turn.element(host).handlers if host.kind == "element" else ()


def can_start(turn: Turn, host: Instance, handler: Handler, variables: dict[str, Value]) -> bool:
    """Whether the guard of a handler lets an event in. Nothing interrupts a compensation."""
    return not is_held_off(turn, host, handler) and turn.holds(handler.when, host.key, variables)


def is_held_off(turn: Turn, host: Instance, handler: Handler) -> bool:
    """Whether the handler would interrupt a compensation."""
    return handler.interrupting and compensates(turn, host)


def start_handler(turn: Turn, host: Instance, handler: Handler, variables: dict[str, Value]) -> None:
    """An event has gone to a handler: run its flow, or queue it behind the one that runs."""
    if handler.queue_one and any(c.element == handler.id for c in turn.state.child_instances(host.key)):
        turn.emit(HandlerQueued(handler.id, variables), host.key)
        return
    if handler.interrupting:
        interrupt(turn, host, handler.id)
    _run(turn, host, handler, variables)


def _run(turn: Turn, host: Instance, handler: Handler, variables: dict[str, Value]) -> None:
    key = turn.state.next_key
    turn.emit(ElementActivated(key, "handler", host.key, "", 1, "active", variables), key, handler.id)
    turn.later(partial(enter, turn, key, handler.flow, 0))


class HandlerRun(Behaviour):
    """A running handler: a container of its flow below its host."""

    def flow_ended(self, turn: Turn, instance: Instance, flow: str, *, ended: bool) -> None:  # noqa: ARG002
        """The handler is done; after an interrupting one the flow goes on behind the host, or ends."""
        end_container(turn, instance, ended=ended)

    def finished(self, turn: Turn, instance: Instance, collected: Value, *, ended: bool) -> None:  # noqa: ARG002
        """Let the host go on: behind it, with the next queued event, or to its end."""
        host = turn.state.instances[instance.parent]
        if host.data.get("interrupted") == instance.element:
            finish(turn, host, ended=ended)
        elif not _next_in_queue(turn, host, instance.element):
            handlers_ended(turn, host)


def _next_in_queue(turn: Turn, host: Instance, handler_id: str) -> bool:
    queue = host.data.get("queue") or []
    variables = next((item[1] for item in queue if item[0] == handler_id), None)
    if variables is None:
        return False
    handler = next(h for h in _declared(turn, host) if h.id == handler_id)
    turn.emit(HandlerDequeued(handler_id), host.key)
    _run(turn, host, handler, variables)
    return True
