"""Timers and messages."""

from dataclasses import replace

from engine.interpreter import records as r
from engine.interpreter.records import Record
from engine.interpreter.state import KeptMessage, State, Timer
from engine.interpreter.undetermined import paused, resumed


def timer_set(state: State, record: Record, change: r.TimerSet) -> None:
    """A time is waited for."""
    ahead = change.due is None or change.due > record.time
    state.timers[change.timer] = Timer(
        change.timer, record.instance, change.purpose, change.due, change.left, ahead
    )
    state.next_key = max(state.next_key, change.timer + 1)


def deadline_undetermined(state: State, record: Record, change: r.DeadlineUndetermined) -> None:
    """It is waited for, though nobody knows yet when it is."""
    awaits = {"calendar": change.calendar, "start": change.start, "amount": change.amount}
    state.timers[change.timer] = Timer(
        change.timer, record.instance, change.purpose, None, change.left, awaits=awaits
    )
    state.next_key = max(state.next_key, change.timer + 1)


def deadline_determined(
    state: State, record: Record, change: r.DeadlineDetermined | r.DeadlineResumed
) -> None:
    """Now it is known; or it runs on, though no calendar reaches it yet."""
    before = state.timers[change.timer]
    if change.due is None:
        assert before.awaits is not None
        state.timers[change.timer] = replace(before, awaits=resumed(before.awaits, record.time))
        return
    state.timers[change.timer] = replace(
        before, due=change.due, ahead=change.due > record.time, awaits=None, rest=None
    )


def deadline_paused(state: State, record: Record, change: r.DeadlinePaused) -> None:
    """It is not due at any time, for now."""
    before = state.timers[change.timer]
    if before.awaits is None:
        state.timers[change.timer] = replace(before, due=None, rest=change.rest)
    else:
        state.timers[change.timer] = replace(before, awaits=paused(before.awaits, record.time))


def timer_fired(state: State, _: Record, change: r.TimerFired) -> None:
    """Time has passed: that is something new, unless the timer was due when it was set."""
    timer = state.timers.pop(change.timer)
    if timer.ahead and change.purpose != "retry":
        state.jumps = 0


def timer_cancelled(state: State, _: Record, change: r.TimerCancelled) -> None:
    """Nobody waits for it any more."""
    del state.timers[change.timer]


def correlated(state: State, record: Record, change: r.Correlated) -> None:
    """What messages for this instance have to carry."""
    data = state.instances[record.instance].data
    data["correlation"] = {**data.get("correlation", {}), **change.values}


def message_received(state: State, _: Record, change: r.MessageReceived) -> None:
    """The same message again is a duplicate."""
    if change.dedupe is not None:
        state.dedupe[change.dedupe] = None


def message_kept(state: State, _: Record, change: r.MessageKept) -> None:
    """It waits for somebody."""
    state.kept[change.number] = KeptMessage(
        change.number, change.name, change.payload, change.correlation, change.dedupe, change.expires
    )
    state.next_key = max(state.next_key, change.number + 1)
    if change.dedupe is not None:
        state.dedupe[change.dedupe] = None


def message_taken(state: State, _: Record, change: r.MessageTaken) -> None:
    """It waits no more. One whose time is over was never delivered: sent again, it is no duplicate."""
    kept = state.kept.pop(change.number)
    if change.expired and kept.dedupe is not None:
        state.dedupe.pop(kept.dedupe, None)
