"""Calls of services."""

from typing import Any

from engine.interpreter import records as r
from engine.interpreter.records import Record
from engine.interpreter.state import Doubt, Instance, State
from engine.values import Value


def called(state: State, record: Record, change: r.ServiceCalled) -> None:
    """A call is open; a later attempt has the same key."""
    instance = state.instances[record.instance]
    before: dict[str, Any] = instance.data.get("call", {})
    instance.data["call"] = {
        "at": before["at"] if before.get("call") == change.call else record.time,
        "call": change.call,
        "service": change.service,
        "input": change.input,
        "attempt": change.attempt,
        "corrected": change.corrected,
    }
    if (undoes := _undone_by(state, instance)) is not None:
        instance.data["call"]["undoes"] = undoes
    state.calls[change.call] = instance.key


def _undone_by(state: State, instance: Instance) -> str | None:
    """The call in doubt that is being undone here."""
    for around in state.ancestors(instance.key):
        if around.kind == "compensation":
            call: str | None = state.instances[around.parent].data["entry"].get("call")
            return call
    return None


def completed(state: State, record: Record, change: r.ServiceCompleted) -> None:
    """A call has its answer. That of an abandoned one settles what is known for its compensation."""
    close_call(state, change.call)
    if record.instance == 0:
        settle_fate(state, change.call, change.result)


def close_call(state: State, call: str) -> None:
    """Nobody waits for this call any more."""
    state.calls.pop(call, None)


def settle_fate(state: State, call: str, result: Value, *, settled: bool = False) -> None:
    """The fate of an abandoned call is known. ``settled``: it leaves nothing to be undone."""
    doubt = state.in_doubt(call)
    if doubt is None:
        return
    if settled or "undoing" in doubt.entry:  # undone by that call: nothing is left to undo
        doubt.scope.log = [entry for entry in doubt.scope.log if entry is not doubt.entry]
    else:
        _replace(doubt, _certain(doubt.entry) | {"result": result, "inDoubt": False})


def attempt_failed(state: State, record: Record, change: r.ServiceAttemptFailed) -> None:
    """A call has failed. Whether an abandoned one took effect stays in doubt."""
    state.calls.pop(change.call, None)
    if record.instance != 0:
        data = state.instances[record.instance].data
        data["call"] = data["call"] | {"failure": change.code}
    elif (doubt := state.in_doubt(change.call)) is not None:
        _replace(doubt, _unanswered(doubt.entry))


def _replace(doubt: Doubt, by: dict[str, Any]) -> None:
    doubt.scope.log = [by if entry is doubt.entry else entry for entry in doubt.scope.log]


def _unanswered(entry: dict[str, Any]) -> dict[str, Any]:
    """Whoever undoes it is told which call may still take effect."""
    call = {} if "undoing" in entry else {"call": entry["pending"]["call"]}
    return _certain(entry) | call


def _certain(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in entry.items() if name not in ("pending", "undoing")}
