"""Arming: handlers and waits set their timers and correlations when their host comes to life."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.interpreter import deadlines
from engine.interpreter.deadlines import Due, set_timer
from engine.interpreter.records import Correlated
from engine.interpreter.turn import Extras, Turn
from engine.model import Handler, Trigger
from engine.values import Value


@dataclass(slots=True)
class Arming:
    """What has been worked out before the host lives: timers as (purpose, due, left) and correlations."""

    timers: list[tuple[str, Due, int | None]] = field(default_factory=list)
    correlation: dict[str, Value] = field(default_factory=dict)


def prepare(turn: Turn, handlers: Iterable[Handler], parent: int, variables: Extras) -> Arming:
    """Work out what the handlers of a host need. Raises Trouble."""
    arming = Arming()
    for handler in handlers:
        prepare_trigger(turn, arming, f"handler/{handler.id}", handler.trigger, parent, variables)
    return arming


def prepare_trigger(
    turn: Turn, arming: Arming, purpose: str, trigger: Trigger, parent: int, variables: Extras
) -> None:
    """Work out the timer or correlation of one trigger. Raises Trouble."""
    if trigger.deadline is not None:
        times = trigger.deadline.times
        left = None if times is None else times - 1
        arming.timers.append((purpose, deadlines.due(turn, trigger.deadline, parent, variables), left))
    elif trigger.correlate is not None:
        arming.correlation[purpose] = turn.required(trigger.correlate, parent, "correlate", variables)
    elif trigger.kind == "message":
        # Inside a multi-instance a message is for one of the instances, and its key says for which.
        instance = turn.names(parent, variables).get("instance")
        if isinstance(instance, dict):
            arming.correlation[purpose] = instance["key"]


def arm(turn: Turn, key: int, arming: Arming) -> None:
    """Record what was worked out, now that the host lives."""
    for purpose, due, left in arming.timers:
        set_timer(turn, key, purpose, due, left)
    if arming.correlation:
        turn.emit(Correlated(arming.correlation), key)
