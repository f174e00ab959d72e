"""Where an order stands and whom it waits for, as people read it in Temporal's own UI (markdown)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from engine.interpreter import CallService, State, open_calls, open_children
from engine.interpreter.state import Instance, Timer
from engine.interpreter.waits import is_open
from engine.model import Process, Wait

Item = TypeVar("Item")
LISTED = 10  # of each kind; who wants all of them opens the order's page


def details(process: Process, state: State) -> str:
    """The details of a workflow; no part of its history, so they may change as often as they like."""
    stage = next((text.en for name, text in process.stages if name == state.stage), state.stage or "-")
    lines = [f"**{state.number}** {process.name} v{process.version}: {state.status}, stage *{stage}*"]
    lines += _listed([i.data["task"] for i in state.instances.values() if i.data.get("task")], _task)
    lines += _listed(_waiting(process, state), partial(_wait, process, state))
    lines += _listed(_outside(process, state), partial(_call, state))
    lines += _listed([t for t in state.timers.values() if t.awaits is not None], partial(_undated, state))
    lines += _listed(state.incidents(), partial(_incident, state))
    if children := open_children(state):
        more = ", …" if len(children) > LISTED else ""
        lines.append(f"- called orders under way: {len(children)} ({', '.join(children[:LISTED])}{more})")
    lines.append(f"- record {state.seq}, {state.hash[:12]}")
    return "\n".join(lines)


def how_to_cancel(number: str) -> str:
    """What whoever asked Temporal to cancel an order has to know."""
    return (
        "**Not cancelled.** Somebody asked Temporal to cancel this order. That would undo nothing of what it "
        f"has done, so it goes on. Cancel it with `orderflow order cancel {number} --reason …`."
    )


def _listed(found: Sequence[Item], words: Callable[[Item], str]) -> list[str]:
    """Only what is shown is put into words: an order of a thousand lines says this behind every segment."""
    more = len(found) - LISTED
    return [f"- {words(one)}" for one in found[:LISTED]] + ([f"- … and {more} more"] if more > 0 else [])


def _task(task: dict[str, Any]) -> str:
    return f"open task: {task['task']}, {_whose(task)}{_due(task['due'])}"


def _whose(task: dict[str, Any]) -> str:
    if task["assignee"] is not None:
        return f"with {task['assignee']}"
    return f"for {', '.join([*task['groups'], *task['users']])}"


def _due(due: datetime | None) -> str:
    return "" if due is None else f", due {_moment(due)}"


def _moment(time: datetime) -> str:
    return time.isoformat(sep=" ", timespec="minutes")


def _waiting(process: Process, state: State) -> list[Instance]:
    """Waits in which nothing has happened yet."""
    elements = process.elements
    return [
        instance
        for instance in state.instances.values()
        if instance.kind == "element" and isinstance(elements[instance.element], Wait) and is_open(instance)
    ]


def _wait(process: Process, state: State, instance: Instance) -> str:
    """For which messages, until when."""
    element = process.elements[instance.element]
    assert isinstance(element, Wait)
    return f"waits at {state.place_of(instance.key)}: {_events(element, _timers(state, instance))}"


def _timers(state: State, instance: Instance) -> list[Timer]:
    return [t for t in state.timers.values() if t.instance == instance.key and t.purpose.startswith("event/")]


def _events(wait: Wait, timers: Sequence[Timer]) -> str:
    messages = [event.trigger.name for event in wait.events if event.trigger.kind == "message"]
    conditions = [
        event.trigger.condition.text for event in wait.events if event.trigger.condition is not None
    ]
    until = [f"until {_moment(timer.due)}" for timer in timers if timer.due is not None]
    return ", ".join([*messages, *conditions, *until])


def _outside(process: Process, state: State) -> list[CallService]:
    return [call for call in open_calls(process, state) if call.queue is not None]


def _call(state: State, call: CallService) -> str:
    key = state.calls[call.call]
    place = state.place_of(key) if key else call.element  # nobody waits for it but who undoes it
    return f"waits for {call.queue}: {call.service} ({place}), since {_moment(call.at)}"


def _undated(state: State, timer: Timer) -> str:
    assert timer.awaits is not None
    place, calendar = state.place_of(timer.instance), timer.awaits["calendar"]
    return f"a deadline of {place} has no date: the calendar {calendar} does not reach that far"


def _incident(state: State, instance: Instance) -> str:
    what = instance.incident or {}
    return f"incident at {state.place_of(instance.key)}: {what['code']} {what['message']}"
