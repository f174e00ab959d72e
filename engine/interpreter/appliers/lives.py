"""The lives of element instances, and the variables and milestones in their scopes."""

from collections.abc import Mapping
from typing import Any

from engine.interpreter import records as r
from engine.interpreter.appliers.common import drop_call, drop_hold, drop_timers, move, scope_at
from engine.interpreter.appliers.user_tasks import show_closed, show_skipped
from engine.interpreter.lifecycle import check_transition
from engine.interpreter.records import Record
from engine.interpreter.state import Instance, Scope, State, changed


def activated(state: State, record: Record, change: r.ElementActivated) -> None:
    """It lives; after a failed activation, again under the same key."""
    before = state.instances.get(change.key)
    check_transition(before.life if before else "none", change.life, record.element)
    scope = None if change.variables is None else Scope(dict(change.variables))
    instance = Instance(
        change.key,
        record.element,
        change.kind,
        change.parent,
        change.flow,
        change.entry,
        change.life,
        scope,
        dict(change.data),
    )
    if "log" in instance.data:
        instance.data["begun"] = record.seq
    state.put(instance)
    state.next_key = max(state.next_key, change.key + 1)
    if instance.item is not None:
        _leave_waiting(state.instances[change.parent], instance.item)
    elif instance.kind in ("element", "multi"):  # undoing an element is no entry into it
        _count_entry(state, instance)


def _count_entry(state: State, instance: Instance) -> None:
    owner = state.scope_of(instance.parent).scope
    assert owner is not None
    owner.entries[instance.element] = instance.entry


def _leave_waiting(multi: Instance, item: str) -> None:
    waiting: list[list[Any]] = multi.data["waiting"]
    if waiting:
        multi.data["waiting"] = [entry for entry in waiting if entry[0] != item]


def skipped(state: State, record: Record, change: r.ElementSkipped) -> None:
    """A user task shows that it was skipped."""
    if change.user_task:
        show_skipped(scope_at(state, change.scope), record.element, change.outcome)


def completing(state: State, record: Record, change: r.ElementCompleting) -> None:
    """Its result is kept until the handlers that run are done; no other is started any more."""
    move(state, record, "completing").data |= {"collected": change.collected, "ended": change.ended}
    drop_timers(state, record.instance)


def detached(state: State, record: Record, change: r.ElementDetached) -> None:
    """It stands in no flow any more."""
    instance = state.instances[record.instance]
    state.remove(instance)
    instance.parent, instance.flow = change.scope, ""
    instance.data["detached"] = change.within
    state.put(instance)


def flow_passed(state: State, record: Record, change: r.FlowPassed) -> None:
    """It is done as soon as what was detached is."""
    passed = {"collected": change.collected, "ended": change.ended}
    state.instances[record.instance].data["passed"] = passed


def interrupted(state: State, record: Record, change: r.ElementInterrupted) -> None:
    """It keeps its place; nothing of its body is left."""
    instance = state.instances[record.instance]
    show_closed(state, record, instance)
    drop_timers(state, instance.key)
    drop_call(state, instance)
    drop_hold(state, instance)
    instance.data = {name: part for name, part in instance.data.items() if name not in ("call", "task")}
    instance.data["interrupted"] = change.handler
    instance.incident = None
    if instance.life == "failed":
        instance.life = "active"


def completed(state: State, record: Record, _: r.ElementCompleted) -> None:
    """It is off the state."""
    instance = move(state, record, "completed")
    if instance.kind == "compensation" and instance.scope is not None:
        instance.scope.log = []  # what undoing has done is not undone in its turn
    _remove(state, instance)


def terminated(state: State, record: Record, _: r.ElementTerminated) -> None:
    """It is off the state, before it was done."""
    show_closed(state, record, state.instances[record.instance])
    _remove(state, move(state, record, "terminated"))


def _remove(state: State, instance: Instance) -> None:
    """Take an ended instance out; its parent scope inherits its compensation log."""
    drop_timers(state, instance.key)
    drop_call(state, instance)
    drop_hold(state, instance)
    state.remove(instance)
    if not instance.parent and state.parent is not None:
        state.left = instance.scope  # its parent may have its work undone
    if instance.scope is not None and instance.scope.log and instance.parent:
        heir = state.scope_of(instance.parent).scope
        assert heir is not None
        heir.log = sorted([*heir.log, *instance.scope.log], key=_entry_number)


def _entry_number(entry: Mapping[str, Any]) -> int:
    number: int = entry["number"]
    return number


def variables_changed(state: State, _: Record, change: r.VariablesChanged) -> None:
    """Values are replaced along the path."""
    variables = scope_at(state, change.scope).variables
    for path, how, value in change.changes:
        variables[path[0]] = changed(variables.get(path[0]), path[1:], how, value)


def milestone_reached(state: State, _: Record, change: r.MilestoneReached) -> None:
    """It stays reached."""
    scope = scope_at(state, change.scope)
    if change.milestone not in scope.reached:
        scope.reached = [*scope.reached, change.milestone]


def milestones_undone(state: State, _: Record, change: r.MilestonesUndone) -> None:
    """A jump back with ``undo`` has made them unreached."""
    scope = scope_at(state, change.scope)
    scope.reached = [name for name in scope.reached if name not in change.milestones]


def jumped(state: State, _: Record, __: r.Jumped) -> None:
    """Counted, to notice a definition that turns on the spot."""
    state.jumps += 1
