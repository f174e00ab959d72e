"""Undoing, and incidents."""

from typing import Any

from engine.interpreter import records as r
from engine.interpreter.appliers.common import move, scope_at
from engine.interpreter.records import Record
from engine.interpreter.state import State


def compensation_logged(state: State, _: Record, change: r.CompensationLogged) -> None:
    """Something can be undone. An entry that comes back takes its old place."""
    scope = scope_at(state, change.scope)
    entry: dict[str, Any] = dict(change.entry)
    scope.log = sorted([*scope.log, entry], key=lambda known: int(known["number"]))
    if "pending" in entry:
        state.calls[entry["pending"]["call"]] = 0


def compensation_started(state: State, record: Record, change: r.CompensationStarted) -> None:
    """It is being undone: off the log, so that it is undone once."""
    scope = scope_at(state, change.scope)
    entry = next(e for e in scope.log if e["number"] == change.number)
    scope.log = [e for e in scope.log if e["number"] != change.number]
    state.instances[record.instance].data["entry"] = entry


def compensation_settled(state: State, _: Record, change: r.CompensationSettled) -> None:
    """It can no longer be undone; the fate of its call does not matter any more."""
    scope = scope_at(state, change.scope)
    for entry in scope.log:
        if entry["number"] in change.numbers and "pending" in entry:
            state.calls.pop(entry["pending"]["call"], None)
    scope.log = [entry for entry in scope.log if entry["number"] not in change.numbers]


def incident_raised(state: State, record: Record, change: r.IncidentRaised) -> None:
    """It waits for a person, and keeps what is needed to go on from here."""
    before = state.instances[record.instance].life
    move(state, record, "failed").incident = {
        "code": change.code,
        "message": change.message,
        "phase": change.phase,
        "result": change.result,
        "at": record.time,
        "life": before,
    }


def incident_resolved(state: State, record: Record, _: r.IncidentResolved) -> None:
    """Back to where it was."""
    incident = state.instances[record.instance].incident
    assert incident is not None
    move(state, record, incident["life"]).incident = None
    state.jumps = 0  # a person has looked: what follows counts anew
