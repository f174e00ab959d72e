"""Calls of services: opening one, and what its answers and failures lead to."""

from datetime import timedelta
from typing import Any

from engine.interpreter.commands import CallService
from engine.interpreter.entering import fail
from engine.interpreter.errors import raise_error
from engine.interpreter.records import ServiceAttemptFailed, ServiceCalled, ServiceCompleted, TimerSet
from engine.interpreter.state import Instance, State
from engine.interpreter.stimuli import ServiceAnswered, ServiceFailed, ServiceRaised
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import Element, Process, RetryPolicy, ServiceCall, ServiceSignature
from engine.values import Value

_COMPENSATION_TIMEOUT = timedelta(seconds=30)


def check_input(signature: ServiceSignature, given: dict[str, Value]) -> None:
    """Raise Trouble when a required input is null, unless its type allows that."""
    properties = signature.input.get("properties", {})
    for name in signature.input.get("required", ()):
        if given.get(name) is None and not _may_be_null(properties.get(name, {})):
            raise Trouble("NULL_VALUE", f"input {name} of {signature.name} is null or missing")


def _may_be_null(schema: dict[str, Any]) -> bool:
    kinds = schema.get("type")
    listed = kinds == "null" or (isinstance(kinds, list) and "null" in kinds)
    unknown = not {"type", "$ref", "enum", "const", "anyOf", "oneOf", "allOf"} & schema.keys()
    return listed or unknown or any(_may_be_null(one) for one in schema.get("anyOf", ()))


def call_service(
    turn: Turn, key: int, service: str, given: dict[str, Value], *, attempt: int = 1, corrected: int = 0
) -> None:
    """Open a call. Its key stays the same over retries, so that it takes effect once; corrected input makes
    a new one."""
    call = f"{turn.state.number}:{key}" + (f".{corrected}" if corrected else "")
    turn.emit(ServiceCalled(call, service, given, attempt, corrected), key)
    made = turn.state.instances[key]
    turn.commands.append(_command(turn.process, turn.process.elements[made.element], made.data["call"]))


def open_calls(process: Process, state: State) -> list[CallService]:
    """All calls that wait for an answer, oldest first; a restarted shell repeats them under the same keys.

    Abandoned outside calls whose fate decides what has to be undone are among them.
    """
    opened = (_opened(state, call, key) for call, key in state.calls.items())
    return [_command(process, process.elements[id_], made) for id_, made in opened if "service" in made]


def open_children(state: State) -> list[str]:
    """The numbers of the orders whose end is waited for, oldest first; also of those told to cancel."""
    return [call for call, key in state.calls.items() if "service" not in _opened(state, call, key)[1]]


def _opened(state: State, call: str, key: int) -> tuple[str, dict[str, Any]]:
    """The element of an open call, and how it was made."""
    if key:
        return state.instances[key].element, state.instances[key].data["call"]
    doubt = state.in_doubt(call)
    assert doubt is not None
    return doubt.entry["element"], doubt.entry["pending"]


def _command(process: Process, element: Element, made: dict[str, Any]) -> CallService:
    queue = process.services[made["service"]].queue
    timeout = element.timeout if isinstance(element, ServiceCall) else _COMPENSATION_TIMEOUT
    policy = _policy(element)
    what = made["call"], element.id, made["service"], made["input"]
    return CallService(*what, queue, timeout, policy, made["at"], made.get("undoes"))


def _policy(element: Element) -> RetryPolicy:
    return element.retry if isinstance(element, ServiceCall) else RetryPolicy()


def answered(turn: Turn, stimulus: ServiceAnswered) -> None:
    """A call has its answer. An answer to a call that is closed already does nothing."""
    key = turn.state.calls.get(stimulus.call)
    if key is None:
        return
    turn.emit(ServiceCompleted(stimulus.call, stimulus.result), key)
    if key:
        instance = turn.state.instances[key]
        turn.behaviour(instance).answered(turn, instance, stimulus.result)


def raised(turn: Turn, stimulus: ServiceRaised) -> None:
    """A call has ended in a declared BPMN error."""
    key = turn.state.calls.get(stimulus.call)
    if key is not None:
        attempt = _attempt(turn, key)
        turn.emit(ServiceAttemptFailed(stimulus.call, stimulus.code, stimulus.message, attempt), key)
        if key:
            raise_error(turn, key, stimulus.code, stimulus.message, stimulus.data)


def failed(turn: Turn, stimulus: ServiceFailed) -> None:
    """A call has failed technically: wait and try again, or ask a person."""
    key = turn.state.calls.get(stimulus.call)
    if key is None:
        return
    attempt = _attempt(turn, key)
    turn.emit(ServiceAttemptFailed(stimulus.call, stimulus.code, stimulus.message, attempt), key)
    if not key:
        return
    pause = None if stimulus.terminal else _pause(turn, turn.state.instances[key], attempt)
    if pause is None:
        fail(turn, key, Trouble(stimulus.code, stimulus.message), "working")
    else:
        turn.emit(TimerSet(turn.state.next_key, "retry", turn.time + pause), key)


def _attempt(turn: Turn, key: int) -> int:
    if not key:
        return 1
    attempt: int = turn.state.instances[key].data["call"]["attempt"]
    return attempt


def _pause(turn: Turn, instance: Instance, attempt: int) -> timedelta | None:
    """How long to wait before the next attempt; None when there is none. Outside calls were retried by the
    shell already."""
    policy = _policy(turn.element(instance))
    service = turn.process.services[instance.data["call"]["service"]]
    if service.queue is not None or attempt >= policy.attempts:
        return None
    try:
        pause: timedelta = policy.interval * policy.factor ** (attempt - 1)
    except OverflowError:
        return policy.max_interval
    return min(pause, policy.max_interval)


def call_again(turn: Turn, key: int) -> None:
    """Try a call again with the same input under the same key."""
    made = turn.state.instances[key].data["call"]
    call_service(
        turn, key, made["service"], made["input"], attempt=made["attempt"] + 1, corrected=made["corrected"]
    )


def call_corrected(turn: Turn, key: int, given: dict[str, Value]) -> None:
    """Try a call again with new input: a call of its own."""
    made = turn.state.instances[key].data["call"]
    call_service(turn, key, made["service"], given, corrected=made["corrected"] + 1)
