"""Timers: what is due at a moment fires, in due order."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.interpreter import calls, deadlines, tasks, waits
from engine.interpreter.actors import SYSTEM
from engine.interpreter.entering import fail
from engine.interpreter.four_eyes import leaves_somebody
from engine.interpreter.handlers import can_start, handlers_of, is_held_off, start_handler
from engine.interpreter.records import ClockMoved, TimerFired, TimerSet, UserTaskEscalated
from engine.interpreter.state import Instance, Timer
from engine.interpreter.stimuli import ClockReached
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import Handler, Rung, UserTask
from engine.values import Value


def reached(turn: Turn, stimulus: ClockReached) -> None:
    """Fire what is due. A timer set meanwhile waits for the next stimulus, so that nothing turns on the
    spot."""
    del stimulus
    before = len(turn.records)
    for timer in _due(turn):
        if timer.timer in turn.state.timers:
            turn.emit(TimerFired(timer.timer, timer.purpose), timer.instance)
            _fire(turn, timer)
            turn.work()
    if turn.state.clock == "manual" and len(turn.records) == before and turn.time != turn.state.time:
        turn.emit(ClockMoved())


def _due(turn: Turn) -> list[Timer]:
    """In due order; those due at the same time in the order in which they were set."""
    timers = turn.state.timers.values()
    due = [(t.due, t.timer, t) for t in timers if t.due is not None and t.due <= turn.time]
    return [timer for _, _, timer in sorted(due)]


def _fire(turn: Turn, timer: Timer) -> None:
    instance = turn.state.instances[timer.instance]
    kind, _, name = timer.purpose.partition("/")
    match kind:
        case "event":
            waits.event_happened(turn, instance, int(name), {})
        case "handler":
            fire_handler(turn, instance, Firing(name, timer.due, timer.left))
        case "rung":
            _escalate(turn, instance, int(name))
        case "retry":
            calls.call_again(turn, instance.key)
        case "due":
            pass  # the deadline of a user task is for people's eyes; the ladder acts
        case _:
            raise AssertionError(timer.purpose)


_HELD_OFF = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Firing:
    """The timer of a handler that has fired."""

    handler: str
    due: datetime | None
    left: int | None


def fire_handler(turn: Turn, host: Instance, firing: Firing) -> None:
    """Set the next of a cycle, and start the handler if its guard holds. What fails can be fired again."""
    handler = next((h for h in handlers_of(turn, host) if h.id == firing.handler), None)
    if handler is None:
        return
    if is_held_off(turn, host, handler):  # not lost: it looks again when the compensation may be over
        later = turn.time + _HELD_OFF
        turn.emit(TimerSet(turn.state.next_key, f"handler/{handler.id}", later, firing.left), host.key)
        return
    try:
        guarded = not can_start(turn, host, handler, {})
        _set_next_cycle(turn, host, handler, firing)
    except Trouble as trouble:
        result: dict[str, Value] = {"handler": firing.handler, "due": firing.due, "left": firing.left}
        fail(turn, host.key, trouble, "handling", result)
        return
    if not guarded:
        start_handler(turn, host, handler, {})


def _set_next_cycle(turn: Turn, host: Instance, handler: Handler, firing: Firing) -> None:
    """The next of a cycle: counted from when this was due, but never into the past."""
    deadline = handler.trigger.deadline
    if deadline is None or deadline.kind != "every" or firing.left == 0 or firing.due is None:
        return
    amount = turn.required(deadline.value, host.key, "cycle")
    due = deadlines.after(turn, deadline, amount, firing.due)
    if isinstance(due, datetime) and due <= firing.due:
        raise Trouble("NOT_A_CYCLE", f"{deadline.value.text}: a cycle must take time")
    if isinstance(due, datetime) and due <= turn.time:
        due = deadlines.after(turn, deadline, amount, turn.time)
    left = None if firing.left is None else firing.left - 1
    deadlines.set_timer(turn, host.key, f"handler/{handler.id}", due, left)


def _escalate(turn: Turn, instance: Instance, index: int) -> None:
    element = turn.element(instance)
    assert isinstance(element, UserTask)
    rung: Rung = element.escalation[index]
    task = instance.data["task"]
    if rung.unless_claimed and task["assignee"] is not None:
        return
    action = "notify" if _would_leave_nobody(turn, task, rung) else rung.action
    turn.emit(UserTaskEscalated(task["task"], index + 1, action, list(rung.groups)), instance.key)
    if rung.action == "complete":
        assert rung.outcome is not None
        turn.act_as(SYSTEM)
        tasks.finish_task(turn, instance, rung.outcome, dict(rung.data))


def _would_leave_nobody(turn: Turn, task: dict[str, Any], rung: Rung) -> bool:
    """Four eyes exclude everybody whom a rung would hand the task to: it stays where it is, they are told."""
    if rung.action != "reassign":
        return False
    return not leaves_somebody(turn, task["users"], rung.groups, task["excluded"])
