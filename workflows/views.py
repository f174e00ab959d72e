"""What people see of an order in Temporal's own UI, and the state on its way between runs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from temporalio.common import SearchAttributeKey, SearchAttributeUpdate

from application.messages import DUE_ATTRIBUTE, INCIDENTS_ATTRIBUTE, STAGE_ATTRIBUTE
from engine.interpreter import State, snapshot
from engine.model import Process
from engine.values import decode

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


def segment_summary(batch: Sequence[dict[str, Any]]) -> str:
    """What a segment was run for; its result names the services that it ran."""
    what = [_words(plain) for plain in batch[:3]]
    more = f" and {len(batch) - 3} more" if len(batch) > 3 else ""
    return (", ".join(what) or "going on") + more


def _words(plain: dict[str, Any]) -> str:
    match plain["kind"]:
        case "CompletionReceived":
            return f"{plain['task']} {plain['outcome']} by {plain['actor']['person']}"
        case "ClaimReceived" | "ReleaseReceived" | "DelegationReceived" as kind:
            return f"{kind.removesuffix('Received').lower()} {plain['task']} by {plain['actor']['person']}"
        case "MessageArrived":
            return f"message {plain['name']}"
        case "ServiceAnswered" | "ServiceFailed" | "ServiceRaised" as kind:
            return f"{kind.removeprefix('Service').lower()}: {plain['call']}"
        case kind:
            return str(kind)


def timer_summary(state: State, due: datetime) -> str:
    """What the one timer waits for."""
    elements = {
        f"{state.instances[t.instance].element or state.process} {t.purpose}"
        for t in state.timers.values()
        if t.due == due
    }
    return ", ".join(sorted(elements))[:200]


def details(process: Process, state: State) -> str:
    """Where the order stands, as markdown."""
    stage = next((text.en for name, text in process.stages if name == state.stage), state.stage or "-")
    lines = [f"**{state.number}** {process.name} v{process.version}: {state.status}, stage *{stage}*"]
    lines += [f"- open task: {i.data['task']['task']}" for i in state.instances.values() if "task" in i.data]
    lines += [
        f"- incident at {i.element}: {i.incident['code']} {i.incident['message']}"
        for i in state.incidents()
        if i.incident is not None
    ]
    lines.append(f"- record {state.seq}, {state.hash[:12]}")
    return "\n".join(lines)


def plain_state(state: State) -> dict[str, Any]:
    """The state as plain data."""
    plain: dict[str, Any] = decode(snapshot(state))  # type: ignore[assignment]
    return plain
