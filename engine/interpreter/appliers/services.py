"""Calls of services."""

from typing import Any

from engine.interpreter import records as r
from engine.interpreter.records import Record
from engine.interpreter.state import Doubt, State
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
    state.calls[change.call] = instance.key


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
    doubt = state.in_doubt(change.call) if record.instance == 0 else None
    if doubt is not None:
        _replace(doubt, _certain(doubt.entry))


def _replace(doubt: Doubt, by: dict[str, Any]) -> None:
    doubt.scope.log = [by if entry is doubt.entry else entry for entry in doubt.scope.log]


def _certain(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in entry.items() if name not in ("pending", "undoing")}
