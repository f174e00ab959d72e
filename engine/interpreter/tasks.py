"""What people do with user tasks, and when they are refused."""

import re
from typing import Any

from engine.interpreter.checks import Sent, require
from engine.interpreter.ending import complete as complete_instance
from engine.interpreter.records import (
    UserTaskClaimed,
    UserTaskCompleted,
    UserTaskDelegated,
    UserTaskReleased,
    UserTaskReturned,
)
from engine.interpreter.state import Instance, State
from engine.interpreter.stimuli import (
    ClaimReceived,
    CompletionReceived,
    DelegationReceived,
    ReleaseReceived,
    Stimulus,
)
from engine.interpreter.trouble import Refused, invalid
from engine.interpreter.turn import Turn
from engine.interpreter.variables import write
from engine.model import UserTask
from engine.values import Refusal, Value

Answer = dict[str, Value]


def claim(turn: Turn, stimulus: ClaimReceived) -> Answer:
    """A candidate takes the task."""
    instance, task = _open_task(turn.state, stimulus.task)
    _check_right(task, stimulus)
    person = stimulus.actor.person
    if task["assignee"] == person:
        return {"status": "done", "task": stimulus.task}
    _check_not_taken(task, stimulus)
    turn.emit(UserTaskClaimed(stimulus.task, person), instance.key)
    return {"status": "done", "task": stimulus.task}


def release(turn: Turn, stimulus: ReleaseReceived) -> Answer:
    """The assignee gives it back."""
    instance, task = _open_task(turn.state, stimulus.task)
    _check_is_assignee(task, stimulus)
    turn.emit(UserTaskReleased(stimulus.task), instance.key)
    return {"status": "done", "task": stimulus.task}


def delegate(turn: Turn, stimulus: DelegationReceived) -> Answer:
    """The assignee lets somebody else work on it; it comes back."""
    instance, task = _open_task(turn.state, stimulus.task)
    _check_is_assignee(task, stimulus)
    if stimulus.to in task["excluded"]:
        raise Refused(Refusal("task_excluded", {"task": stimulus.task, "person": stimulus.to}))
    if stimulus.to == stimulus.actor.person:
        raise Refused(Refusal("task_delegate_to_self", {"task": stimulus.task}))
    if task["owner"] is not None:
        raise Refused(Refusal("task_delegated_already", {"task": stimulus.task, "owner": task["owner"]}))
    turn.emit(UserTaskDelegated(stimulus.task, stimulus.actor.person, stimulus.to), instance.key)
    return {"status": "done", "task": stimulus.task, "assignee": stimulus.to}


def complete(turn: Turn, stimulus: CompletionReceived) -> Answer:
    """The decision. A delegate's goes back to the owner as a proposal."""
    instance, task = _open_task(turn.state, stimulus.task)
    _check_right(task, stimulus)
    _check_not_taken(task, stimulus)
    element = turn.element(instance)
    assert isinstance(element, UserTask)
    _check_decision(turn, element, stimulus)
    sent: Answer = {"outcome": stimulus.outcome, "data": stimulus.data}
    unfit = Refusal("task_unfit", {"task": stimulus.task})
    require(turn, element.checks, Sent(instance.key, sent, unfit))
    _check_fresh(turn, instance, element, stimulus)
    if task["owner"] is not None:
        owner: str = task["owner"]
        change = UserTaskReturned(stimulus.task, owner, stimulus.outcome, stimulus.data)
        turn.emit(change, instance.key)
        return {"status": "returned", "task": stimulus.task, "assignee": owner}
    finish_task(turn, instance, stimulus.outcome, stimulus.data)
    return {"status": "done", "task": stimulus.task}


def finish_task(turn: Turn, instance: Instance, outcome: str, data: dict[str, Value]) -> None:
    """Record the decision, write what the form may change, and go on."""
    element = turn.element(instance)
    assert isinstance(element, UserTask)
    task = instance.data["task"]
    written = {path[-1] for path in element.changes}
    kept: dict[str, Value] = {name: value for name, value in data.items() if name not in written}
    turn.emit(UserTaskCompleted(task["task"], task["scope"], outcome, kept), instance.key)
    _write_changes(turn, instance, element, data)
    result: dict[str, Value] = {"outcome": outcome, "data": data, "by": turn.actor["person"]}
    complete_instance(turn, instance.key, result)


def _write_changes(turn: Turn, instance: Instance, element: UserTask, data: dict[str, Value]) -> None:
    for path in element.changes:
        if path[-1] in data:
            write(turn, path, data[path[-1]], instance.key)


def _check_decision(turn: Turn, element: UserTask, stimulus: CompletionReceived) -> None:
    outcomes: list[Value] = [name for name, _ in element.outcomes]
    if stimulus.outcome not in outcomes:
        details: Answer = {"task": stimulus.task, "outcome": stimulus.outcome, "outcomes": outcomes}
        raise Refused(Refusal("task_unknown_outcome", details))
    form = turn.process.forms[element.form] if element.form else None
    problems = form.problems(stimulus.data) if form else []
    if problems:
        raise Refused(invalid("task_invalid_data", problems, task=stimulus.task))


def _check_fresh(turn: Turn, instance: Instance, element: UserTask, stimulus: CompletionReceived) -> None:
    """What the form may write must still be what it showed when it was loaded."""
    names = turn.names(instance.key)
    stale: list[Value] = []
    for path in element.changes:
        name, now = ".".join(path), _at(names.get(path[0]), path[1:])
        if name in stimulus.base and stimulus.base[name] != now:
            stale.append({"path": name, "shown": stimulus.base[name], "now": now})
    if stale:
        raise Refused(Refusal("task_stale", {"task": stimulus.task, "changed": stale}))


def _at(value: Value, path: tuple[str, ...]) -> Value:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


_ELEMENT = re.compile(r"/([a-z][a-z0-9_]*)(?:\[[^\]]*\])?#\d+$")


def _open_task(state: State, name: str) -> tuple[Instance, dict[str, Any]]:
    for instance in state.instances.values():
        task = instance.data.get("task")
        if task is not None and task["task"] == name:
            return instance, task
    raise Refused(_closed(state, name))


def _element_of(name: str) -> str:
    """The element in ``order/path[key]/id[key]#entry``; a key may hold anything."""
    found = _ELEMENT.search(name)
    return found.group(1) if found else ""


def _closed(state: State, name: str) -> Refusal:
    """Why a task is not open: there is a newer entry, or it was closed, or it never was.

    Who closed it is not said: a scope that has ended is forgotten. The read model knows every task by its id.
    """
    stem, element = name.rpartition("#")[0], _element_of(name)
    for instance in state.instances_of([element]):
        task = instance.data.get("task")
        if task is not None and task["task"].rpartition("#")[0] == stem:
            return Refusal("task_reopened", {"task": name, "current": task["task"]})
    return Refusal("task_not_open", {"task": name})


def _check_right(task: dict[str, Any], stimulus: Stimulus) -> None:
    actor = stimulus.actor
    for person in (actor.person, actor.on_behalf_of):
        if person in task["excluded"]:
            raise Refused(Refusal("task_excluded", {"task": task["task"], "person": person}))
    if task["assignee"] is not None and task["assignee"] in (actor.person, actor.on_behalf_of):
        return
    if actor.person in task["users"] or not set(actor.groups).isdisjoint(task["groups"]):
        return
    groups: list[Value] = [*task["groups"], *task["users"]]
    raise Refused(Refusal("task_not_candidate", {"task": task["task"], "candidates": groups}))


def _check_not_taken(task: dict[str, Any], stimulus: Stimulus) -> None:
    if task["assignee"] not in (None, stimulus.actor.person, stimulus.actor.on_behalf_of):
        raise Refused(Refusal("task_taken", {"task": task["task"], "assignee": task["assignee"]}))


def _check_is_assignee(task: dict[str, Any], stimulus: Stimulus) -> None:
    if task["assignee"] != stimulus.actor.person:
        details = {"task": task["task"], "assignee": task["assignee"]}
        raise Refused(Refusal("task_not_yours", details))
