"""What is looked at after every stimulus, until nothing changes any more: conditions that are waited for,
and kept messages."""

from engine.interpreter.elements.follow import follow_collections
from engine.interpreter.elements.multi import close_if_done
from engine.interpreter.entering import fail
from engine.interpreter.errors import go_on
from engine.interpreter.handlers import handlers_of, is_held_off, start_handler
from engine.interpreter.holding import let_go
from engine.interpreter.messages import hand_out_kept
from engine.interpreter.records import ConditionTurned
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.interpreter.waits import event_happened, is_open
from engine.model import Handler, Wait

ROUNDS = 1_000  # more is a definition that turns on the spot


def settle_conditions(turn: Turn) -> None:
    """Let every condition that holds take effect, and what follows from it."""
    rounds = 0
    while not turn.state.over and (moved := _one_round(turn)):
        rounds += 1
        if rounds % ROUNDS == 0:
            _stop(turn, moved[-1])


def _one_round(turn: Turn) -> list[int]:
    """The keys of the instances for which something took effect."""
    moved = [0] if follow_collections(turn) else []
    if turn.state.kept and hand_out_kept(turn):
        moved.append(0)
    for instance, then in let_go(turn):
        go_on(turn, instance, then)
        turn.work()
        moved.append(instance.key)
    for instance in _watched(turn):
        if instance.key in turn.state.instances and _try(turn, instance):
            moved.append(instance.key)
            turn.work()
    return moved


def _watched(turn: Turn) -> list[Instance]:
    """Whatever waits for a condition. Of a multi-instance that is only kept open by one, the instances wait
    for nothing: there may be a thousand of them."""
    state, process = turn.state, turn.process
    kept_open = [one for one in state.instances_of(process.kept_open) if one.kind == "multi"]
    return state.instances_of(process.watching) + kept_open


def _stop(turn: Turn, key: int) -> None:
    if key in turn.state.instances:
        text = f"conditions took effect {ROUNDS} times without anything new"
        fail(turn, key, Trouble("LIVELOCK", text), "waiting")


def _try(turn: Turn, instance: Instance) -> bool:
    """Whether a condition of this instance took effect."""
    if instance.incident is not None:
        return False
    try:
        return (
            _wait_is_over(turn, instance) or _handler_starts(turn, instance) or _multi_closes(turn, instance)
        )
    except Trouble as trouble:
        fail(turn, instance.key, trouble, "waiting")
        return False


def _wait_is_over(turn: Turn, instance: Instance) -> bool:
    if instance.kind != "element" or not is_open(instance):
        return False
    element = turn.element(instance)
    for index, event in enumerate(element.events if isinstance(element, Wait) else ()):
        condition = event.trigger.condition
        if condition is not None and turn.holds(condition, instance.key):
            event_happened(turn, instance, index, {})
            return True
    return False


def _handler_starts(turn: Turn, host: Instance) -> bool:
    """A conditional handler starts when its condition becomes true, and not again while it stays so."""
    handlers = [h for h in handlers_of(turn, host) if h.trigger.condition and not is_held_off(turn, host, h)]
    holding = [_holds(turn, host, handler) for handler in handlers]
    held: list[str] = host.data.get("held", [])
    turned = [(h, now) for h, now in zip(handlers, holding, strict=True) if now != (h.id in held)]
    for handler, holds in turned:
        turn.emit(ConditionTurned(handler.id, holds), host.key)
    starting = [handler for handler, holds in turned if holds]
    for handler in starting:
        if "interrupted" not in host.data:
            start_handler(turn, host, handler, {})
    return bool(starting)


def _holds(turn: Turn, host: Instance, handler: Handler) -> bool:
    return turn.holds(handler.trigger.condition, host.key) and turn.holds(handler.when, host.key)


def _multi_closes(turn: Turn, instance: Instance) -> bool:
    return instance.kind == "multi" and instance.open and close_if_done(turn, instance)
