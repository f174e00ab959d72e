"""Holding off: nothing interrupts a compensation, so what would end something in which one runs waits.

A join that is met, a ``completeWhen`` that holds, an ``end`` that terminates, an error that would be caught
outside and a person who skips all wait in the same way: their instance is held off, and goes on as soon as
the compensation is done.
"""

from collections.abc import Iterator

from engine.interpreter.records import HoldEnded, InstanceHeldOff
from engine.interpreter.state import Instance
from engine.interpreter.turn import Turn
from engine.values import Value


def compensates(turn: Turn, host: Instance) -> bool:
    """Whether something below an instance is being undone: nothing interrupts that."""
    return any(True for _ in _compensating(turn, host))


def _compensating(turn: Turn, host: Instance) -> Iterator[Instance]:
    for child in turn.state.child_instances(host.key):
        if "log" in child.data:
            yield child
        yield from _compensating(turn, child)


def hold_off(turn: Turn, instance: Instance, below: Instance, then: dict[str, Value]) -> None:
    """``instance`` waits until nothing ``below`` is being undone; ``then`` says what it was about to do."""
    if instance.key not in turn.state.held:
        turn.emit(InstanceHeldOff(below.key, then), instance.key)


def is_held(turn: Turn, instance: Instance) -> bool:
    """Whether an instance waits for a compensation to be done."""
    return instance.key in turn.state.held


def let_go(turn: Turn) -> Iterator[tuple[Instance, dict[str, Value]]]:
    """The instances that need wait no longer, each with what it was about to do."""
    for key in list(turn.state.held):
        instance = turn.state.instances.get(key)
        if instance is None or not is_held(turn, instance):
            continue
        below = turn.state.instances.get(instance.data["heldOff"]["below"])
        if below is None or not compensates(turn, below):
            then: dict[str, Value] = instance.data["heldOff"]["then"]
            turn.emit(HoldEnded(), key)
            yield instance, then
