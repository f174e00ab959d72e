"""Where an order stands and whom it waits for, as people read it in Temporal's own UI (markdown)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from engine.interpreter import State, open_calls, open_children
from engine.interpreter.state import Instance, Timer
from engine.interpreter.waits import is_open
from engine.model import Process, Wait

LISTED = 10  # of each kind; who wants all of them opens the order's page


def details(process: Process, state: State) -> str:
    """The details of a workflow; no part of its history, so they may change as often as they like."""
    stage = next((text.en for name, text in process.stages if name == state.stage), state.stage or "-")
    lines = [f"**{state.number}** {process.name} v{process.version}: {state.status}, stage *{stage}*"]
    for found in (_tasks(state), _waits(process, state), _calls(process, state), _undetermined(state)):
        lines += _listed(list(found))
    lines += _listed([_incident(state, instance) for instance in state.incidents()])
    if children := open_children(state):
        more = ", …" if len(children) > LISTED else ""
        lines.append(f"- called orders under way: {len(children)} ({', '.join(children[:LISTED])}{more})")
    lines.append(f"- record {state.seq}, {state.hash[:12]}")
    return "\n".join(lines)


def _listed(found: Sequence[str]) -> list[str]:
    more = len(found) - LISTED
    return [f"- {one}" for one in found[:LISTED]] + ([f"- … and {more} more"] if more > 0 else [])


def _tasks(state: State) -> Iterator[str]:
    for instance in state.instances.values():
        if task := instance.data.get("task"):
            yield f"open task: {task['task']}, {_whose(task)}{_due(task['due'])}"


def _whose(task: dict[str, Any]) -> str:
    if task["assignee"] is not None:
        return f"with {task['assignee']}"
    return f"for {', '.join([*task['groups'], *task['users']])}"


def _due(due: datetime | None) -> str:
    return "" if due is None else f", due {_moment(due)}"


def _moment(time: datetime) -> str:
    return time.isoformat(sep=" ", timespec="minutes")


def _waits(process: Process, state: State) -> Iterator[str]:
    """Waits in which nothing has happened yet: for which messages, until when."""
    for instance in state.instances.values():
        element = process.elements.get(instance.element)
        if instance.kind == "element" and isinstance(element, Wait) and is_open(instance):
            yield f"waits at {state.place_of(instance.key)}: {_events(element, _timers(state, instance))}"


def _timers(state: State, instance: Instance) -> list[Timer]:
    return [t for t in state.timers.values() if t.instance == instance.key and t.purpose.startswith("event/")]


def _events(wait: Wait, timers: Sequence[Timer]) -> str:
    messages = [event.trigger.name for event in wait.events if event.trigger.kind == "message"]
    conditions = [
        event.trigger.condition.text for event in wait.events if event.trigger.condition is not None
    ]
    until = [f"until {_moment(timer.due)}" for timer in timers if timer.due is not None]
    return ", ".join([*messages, *conditions, *until])


def _calls(process: Process, state: State) -> Iterator[str]:
    for call in open_calls(process, state) if state.calls else ():
        key = state.calls[call.call]
        place = state.place_of(key) if key else call.element  # nobody waits for it but who undoes it
        if call.queue is not None:
            yield f"waits for {call.queue}: {call.service} ({place}), since {_moment(call.at)}"


def _undetermined(state: State) -> Iterator[str]:
    for timer in state.timers.values():
        if timer.awaits is not None:
            place, calendar = state.place_of(timer.instance), timer.awaits["calendar"]
            yield f"a deadline of {place} has no date: the calendar {calendar} does not reach that far"


def _incident(state: State, instance: Instance) -> str:
    what = instance.incident or {}
    return f"incident at {state.place_of(instance.key)}: {what['code']} {what['message']}"
