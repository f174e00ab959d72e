"""User tasks, and what expressions see of them under the task's id.

An instance of a multi-instance shows the task to itself; around it, ``id.instances`` shows all of them.
"""

from typing import Any

from engine.interpreter import records as r
from engine.interpreter.appliers import events
from engine.interpreter.appliers.common import drop_timers, scope_at
from engine.interpreter.records import Record
from engine.interpreter.state import Instance, Scope, State
from engine.values import Value

Shown = dict[str, Any]


def opened(state: State, record: Record, change: r.UserTaskOpened) -> None:
    """People can see it."""
    instance = state.instances[record.instance]
    before = _shown(_place(state, instance), instance)
    instance.data["task"] = {
        "task": change.task,
        "scope": change.scope,
        "assignee": change.assignee,
        "owner": None,
        "groups": change.groups,
        "users": change.users,
        "excluded": change.excluded,
        "due": change.due,
        "input": change.input,
        "prefill": change.prefill,
        "claimedBy": None,
    }
    _show(
        state,
        record,
        state="open" if change.assignee is None else "claimed",
        outcome=None,
        by=None,
        onBehalfOf=None,
        opened=record.time,
        claimed=None,
        completed=None,
        due=change.due,
        data=before.get("data"),
        entries=change.entry,
        actors=before.get("actors", []),
    )


def claimed(state: State, record: Record, change: r.UserTaskClaimed) -> None:
    """It has an assignee."""
    _task(state, record).update(assignee=change.person, claimedBy=change.person)
    _show(state, record, claimed=record.time, state="claimed")


def released(state: State, record: Record, _: r.UserTaskReleased) -> None:
    """It is back with its candidates."""
    _task(state, record).update(assignee=None, owner=None)
    _show(state, record, claimed=None, state="open")


def delegated(state: State, record: Record, change: r.UserTaskDelegated) -> None:
    """Somebody else works on it for its owner."""
    _task(state, record).update(assignee=change.to, owner=change.owner)


def returned(state: State, record: Record, change: r.UserTaskReturned) -> None:
    """The owner has it back, with a proposal."""
    proposal = {"outcome": change.outcome, "data": change.data}
    _task(state, record).update(assignee=change.owner, owner=None, proposal=proposal)
    _show(state, record, actors=_actors(state, record))


def escalated(state: State, record: Record, change: r.UserTaskEscalated) -> None:
    """A rung of the ladder was reached."""
    task = _task(state, record)
    task["rung"] = change.rung
    if change.action == "reassign":
        task |= {"assignee": None, "owner": None, "groups": change.groups}
        _show(state, record, claimed=None, state="open")
    if change.action == "notify":
        task["notified"] = sorted({*task.get("notified", []), *change.groups})


def deadline_determined(
    state: State, record: Record, change: r.DeadlineDetermined | r.DeadlineResumed
) -> None:
    """Its deadline is known now, or that of one of its rungs."""
    events.deadline_determined(state, record, change)
    if change.task is not None:
        _task(state, record)["due"] = change.due
        _show(state, record, due=change.due)


def deadline_paused(state: State, record: Record, change: r.DeadlinePaused) -> None:
    """While its deadline is paused, a task is not due."""
    events.deadline_paused(state, record, change)
    if change.task is not None:
        _task(state, record)["due"] = None
        _show(state, record, due=None)


def completed(state: State, record: Record, change: r.UserTaskCompleted) -> None:
    """It is decided."""
    instance = state.instances[record.instance]
    _show(
        state,
        record,
        state="completed",
        outcome=change.outcome,
        by=record.actor["person"],
        onBehalfOf=record.actor.get("onBehalfOf"),
        completed=record.time,
        data=change.data,
        actors=_actors(state, record),
    )
    given = instance.data["task"]["input"]
    rest = {name: part for name, part in instance.data.items() if name != "task"}
    instance.data = {**rest, "input": given}
    drop_timers(state, instance.key)


def show_closed(state: State, record: Record, instance: Instance) -> None:
    """A task that ends undecided shows it."""
    if "task" in instance.data:
        _show(state, record, state="terminated")


def show_skipped(scope: Scope, element: str, outcome: str | None) -> None:
    """A skipped task shows it; who took part in earlier entries is not forgotten."""
    before = scope.variables.get(element)
    kept: Shown = before if isinstance(before, dict) else {"actors": [], "entries": 0}
    scope.variables[element] = {**kept, "state": "skipped", "outcome": outcome, "by": None}


def _task(state: State, record: Record) -> dict[str, Any]:
    task: dict[str, Any] = state.instances[record.instance].data["task"]
    return task


def _place(state: State, instance: Instance) -> Scope:
    """The scope in which the task is shown to the elements around it."""
    scope = state.scope_of(instance.key if instance.item is None else instance.parent).scope
    assert scope is not None
    return scope


def _shown(scope: Scope, instance: Instance) -> Shown:
    whole: Any = scope.variables.get(instance.element)
    if not isinstance(whole, dict):
        return {}
    if instance.item is None:
        return whole
    mine = (one for one in whole.get("instances", []) if one["item"] == instance.item)
    return next(mine, {})


def _show(state: State, record: Record, /, **parts: Value) -> None:
    instance = state.instances[record.instance]
    place = _place(state, instance)
    before = _shown(place, instance)
    if before.get("entries", 0) > instance.entry:  # a newer entry is shown; but who took part counts
        parts = {"actors": parts["actors"]} if "actors" in parts else {}
    shown: Shown = {**before, **parts}
    if instance.item is None:
        place.variables[instance.element] = shown
    else:
        own = scope_at(state, instance.key)
        own.variables[instance.element] = shown
        place.variables[instance.element] = _among(place, instance, own, shown)


def _among(scope: Scope, instance: Instance, own: Scope, shown: Shown) -> Shown:
    """What is shown of all instances, with this one's part; a new entry of the whole starts afresh."""
    whole: Any = scope.variables.get(instance.element)
    if isinstance(whole, dict) and whole.get("entries", 0) > instance.entry:
        return {**whole, "actors": list(dict.fromkeys([*whole["actors"], *shown["actors"]]))}
    if not isinstance(whole, dict) or whole.get("entries") != instance.entry:
        actors = whole.get("actors", []) if isinstance(whole, dict) else []
        whole = {"entries": instance.entry, "instances": [], "actors": actors}
    key: Any = own.variables["instance"]
    mine = {**shown, "item": instance.item, "key": key["key"]}
    new = all(one["item"] != instance.item for one in whole["instances"])
    known = [mine if one["item"] == instance.item else one for one in whole["instances"]]
    actors = list(dict.fromkeys([*whole["actors"], *shown["actors"]]))
    return {**whole, "instances": [*known, mine] if new else known, "actors": actors}


def _actors(state: State, record: Record) -> list[Value]:
    """Who took part in any entry of the task: what four-eyes excludes."""
    instance = state.instances[record.instance]
    shown = _shown(_place(state, instance), instance)
    people = [record.actor["person"], record.actor.get("onBehalfOf")]
    return list(dict.fromkeys([*shown.get("actors", []), *(person for person in people if person)]))
