"""What several appliers do."""

from engine.interpreter.lifecycle import Life, check_transition
from engine.interpreter.records import Record
from engine.interpreter.state import Instance, Scope, State


def move(state: State, record: Record, life: Life) -> Instance:
    """Move the record's instance on in its life."""
    instance = state.instances[record.instance]
    check_transition(instance.life, life, instance.element)
    instance.life = life
    return instance


def scope_at(state: State, key: int) -> Scope:
    """The scope that an instance has."""
    scope = state.instances[key].scope
    assert scope is not None
    return scope


def drop_timers(state: State, key: int) -> None:
    """An instance waits for no time any more."""
    for timer in [t.timer for t in state.timers.values() if t.instance == key]:
        del state.timers[timer]


def drop_call(state: State, instance: Instance) -> None:
    """An instance waits for no answer any more; a call whose fate is awaited stays open."""
    call = instance.data.get("call")
    if call is not None and state.calls.get(call["call"]) == instance.key:
        del state.calls[call["call"]]


def drop_hold(state: State, instance: Instance) -> None:
    """An instance waits for no compensation any more."""
    if state.held.pop(instance.key, 0) is None:
        del instance.data["heldOff"]
