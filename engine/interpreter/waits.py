"""An open wait, and what happens when one of its events does."""

from functools import partial

from engine.interpreter.entering import enter, fail, overtake
from engine.interpreter.records import BranchesTaken, TimerCancelled
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.interpreter.variables import assign
from engine.model import Wait
from engine.values import Value


def event_happened(turn: Turn, instance: Instance, index: int, extras: dict[str, Value]) -> None:
    """One event of a wait has happened: the others are off, its flow is entered."""
    element = turn.element(instance)
    assert isinstance(element, Wait)
    overtake(turn, instance)
    for timer in [t for t in turn.state.timers.values() if t.instance == instance.key]:
        if timer.purpose.startswith("event/"):
            turn.emit(TimerCancelled(timer.timer), instance.key)
    turn.emit(BranchesTaken([element.events[index].flow]), instance.key)
    take_event(turn, instance, index, extras)


def take_event(turn: Turn, instance: Instance, index: int, extras: dict[str, Value]) -> None:
    """Write the outputs of an event and enter its flow."""
    element = turn.element(instance)
    assert isinstance(element, Wait)
    event = element.events[index]
    try:
        assign(turn, event.output, instance.key, instance.key, extras)
    except Trouble as trouble:
        fail(turn, instance.key, trouble, "working", {"event": index, "names": extras})
        return
    turn.later(partial(enter, turn, instance.key, event.flow, 0))


def is_open(instance: Instance) -> bool:
    """Whether no event of the wait has happened yet."""
    return instance.life == "active" and instance.open and "branches" not in instance.data
