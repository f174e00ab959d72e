"""Pausing: a deadline stands still while one of the elements in its ``pausedBy`` is active."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from engine.interpreter.deadlines import task_of
from engine.interpreter.records import DeadlinePaused, DeadlineResumed, DeadlineUndetermined
from engine.interpreter.state import Timer
from engine.interpreter.turn import Turn
from engine.interpreter.undetermined import open_time, paused_now
from engine.model import Deadline, UserTask, Wait


def pause_deadlines(turn: Turn) -> None:
    """Stop the deadlines that have to stand still now, and let go on those that need no longer.

    One that no calendar reaches yet stands still too: its pauses count when it is worked out. One that is due
    by now fires.
    """
    if not turn.process.pausing or turn.state.over:
        return
    for timer in list(turn.state.timers.values()):
        deadline = _deadline_of(turn, timer)
        if deadline is None or not deadline.paused_by:
            continue
        names = turn.names(timer.instance)
        stopped = any(names.active(element) for element in deadline.paused_by)
        if timer.awaits is not None:
            _note_pause(turn, timer, timer.awaits, stopped=stopped)
        elif stopped and timer.due is not None and timer.due > turn.time:
            rest = _between(turn, deadline, timer.due)
            turn.emit(DeadlinePaused(timer.timer, timer.purpose, rest, task_of(turn, timer)), timer.instance)
        elif timer.rest is not None and not stopped:
            _resume(turn, timer, deadline, timer.rest)


def _note_pause(turn: Turn, timer: Timer, awaits: Mapping[str, Any], *, stopped: bool) -> None:
    if stopped == paused_now(awaits):
        return
    change = DeadlinePaused if stopped else DeadlineResumed
    turn.emit(change(timer.timer, timer.purpose, None, task_of(turn, timer)), timer.instance)


def _between(turn: Turn, deadline: Deadline, due: datetime) -> timedelta:
    if deadline.calendar is None or deadline.kind == "at":
        return due - turn.time
    return turn.surroundings.worked(deadline.calendar, turn.time, due)


def _resume(turn: Turn, timer: Timer, deadline: Deadline, rest: timedelta) -> None:
    if deadline.calendar is None or deadline.kind == "at":
        due: datetime | None = turn.time + rest
    else:
        due = turn.surroundings.working_due(deadline.calendar, turn.time, open_time(rest))
    if due is not None:
        change = DeadlineResumed(timer.timer, timer.purpose, due, task_of(turn, timer))
        turn.emit(change, timer.instance)
    else:
        assert deadline.calendar is not None
        open_ = DeadlineUndetermined(
            timer.timer, timer.purpose, timer.left, deadline.calendar, turn.time, open_time(rest)
        )
        turn.emit(open_, timer.instance)


def _deadline_of(turn: Turn, timer: Timer) -> Deadline | None:
    """What the definition says of a timer; None for a pause between attempts."""
    instance = turn.state.instances[timer.instance]
    if instance.element not in turn.process.pausing:
        return None
    element = turn.element(instance) if instance.kind == "element" else None
    kind, _, name = timer.purpose.partition("/")
    match kind, element:
        case "due", UserTask():
            return element.due
        case "rung", UserTask():
            return element.escalation[int(name)].after
        case "event", Wait():
            return element.events[int(name)].trigger.deadline
        case "handler", _:
            handlers = turn.process.handlers if element is None else element.handlers
            return next(h.trigger.deadline for h in handlers if h.id == name)
    return None
