"""What people see of an order in Temporal's own UI, and the state on its way between runs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from temporalio.common import SearchAttributeKey, SearchAttributeUpdate

from application.messages import DUE_ATTRIBUTE, INCIDENTS_ATTRIBUTE, STAGE_ATTRIBUTE
from engine.interpreter import State, snapshot
from engine.interpreter.state import Timer
from engine.values import decode
from workflows import wishes

_STAGE = SearchAttributeKey.for_keyword(STAGE_ATTRIBUTE)
_DUE = SearchAttributeKey.for_datetime(DUE_ATTRIBUTE)
_INCIDENTS = SearchAttributeKey.for_int(INCIDENTS_ATTRIBUTE)


def attributes(state: State) -> dict[str, Any]:
    """What is shown as search attributes; each change of them costs an event in history."""
    return {"stage": state.stage, "incidents": len(state.incidents())}


def updates(state: State) -> Sequence[SearchAttributeUpdate[Any]]:
    """The search attributes to set. The deadline comes along; alone it is not worth an event."""
    due = None if state.over else state.next_due()
    return [
        _STAGE.value_unset() if state.stage is None else _STAGE.value_set(state.stage),
        _INCIDENTS.value_set(len(state.incidents())),
        _DUE.value_unset() if due is None else _DUE.value_set(due),
    ]


def segment_summary(state: State, batch: Sequence[dict[str, Any]]) -> str:
    """What a segment was run for; its result names the services that it ran."""
    what = [_words(state, plain) for plain in batch[:3]]
    more = f" and {len(batch) - 3} more" if len(batch) > 3 else ""
    return (", ".join(what) or "going on") + more


def _words(state: State, plain: dict[str, Any]) -> str:
    if plain["actor"]["person"] != wishes.SYSTEM["person"]:
        return f"{_wish(state, plain)} by {plain['actor']['person']}"
    match plain["kind"]:
        case "ServiceAnswered" | "ServiceFailed" | "ServiceRaised" as kind:
            return f"{_caller(state, plain['call'])} {kind.removeprefix('Service').lower()}"
        case "ChildEnded":
            return f"{plain['child']} {plain['status']}"
        case "ClockReached" if (due := state.next_due()) is not None:
            return f"due: {timer_summary(state, due)}"
        case _:
            return _wish(state, plain)


def _wish(state: State, plain: dict[str, Any]) -> str:
    """What people, and systems and orders like people, want of an order."""
    match plain["kind"]:
        case "CompletionReceived":
            return f"{plain['task']} {plain['outcome']}"
        case "ClaimReceived" | "ReleaseReceived" | "DelegationReceived" as kind:
            return f"{kind.removesuffix('Received').lower()} {plain['task']}"
        case "MessageArrived":
            return f"message {plain['name']}" + (f" of {plain['sender']}" if plain.get("sender") else "")
        case "ResolutionReceived":
            return f"{plain['action']} at {_place(state, plain['instance'])}"
        case kind:
            return str(kind)


def _caller(state: State, call: str) -> str:
    """Where an outside system was called; the call itself when nobody waits for it any more."""
    return _place(state, state.calls.get(call, 0)) or call


def _place(state: State, key: int) -> str:
    return state.place_of(key) if key in state.instances else ""


def timer_summary(state: State, due: datetime) -> str:
    """What the one timer waits for."""
    found = {_timer(state, timer) for timer in state.timers.values() if timer.due == due}
    return ", ".join(sorted(found))[:200]


def _timer(state: State, timer: Timer) -> str:
    place = state.place_of(timer.instance) or state.process
    kind, _, name = timer.purpose.partition("/")
    match kind:
        case "rung":
            return f"{place} escalation {int(name) + 1}"
        case "handler":
            return f"{place} {name.rpartition('/')[2]}"
        case "event":
            return place
        case _:
            return f"{place} {kind}"


def plain_state(state: State) -> dict[str, Any]:
    """The state as plain data."""
    plain: dict[str, Any] = decode(snapshot(state))  # type: ignore[assignment]
    return plain
