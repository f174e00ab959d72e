"""What records mean for the read model: pure, so that a fold of the records gives the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from application.order_data import Ordered, ordered_anew
from engine.interpreter import Record, State, open_calls
from engine.interpreter import records as r
from engine.model import Process, Text, UserTask
from engine.values import Value

OPEN_STATES = ("open", "claimed")


@dataclass(frozen=True, slots=True)
class TaskChange:
    """Columns of one user task that have new values."""

    id: str
    columns: dict[str, Any]
    new: bool = False


@dataclass(frozen=True, slots=True)
class IncidentChange:
    """An incident that was raised (``columns`` complete) or resolved."""

    instance: int
    columns: dict[str, Any]
    new: bool


@dataclass(slots=True)
class Changes:
    """What a segment changes in the read model. ``order`` holds columns of the order's row."""

    order: dict[str, Any] = field(default_factory=dict)
    tasks: list[TaskChange] = field(default_factory=list)
    incidents: list[IncidentChange] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)  # instances that were ended: nothing of them is open
    ended_tasks: list[int] = field(default_factory=list)  # those of them that are user tasks
    time: datetime | None = None  # of the last record
    ordered: Ordered | None = None  # what is ordered now, when that has changed


def changes_of(process: Process, state: State, records: Sequence[Record], order: Value = None) -> Changes:
    """The changes that ``records`` make; ``state`` is the one after the last of them, ``order`` the variable
    of that name before the first."""
    called = "." in state.number  # its goods are on the order at the top, and must not count twice
    changed = None if called else ordered_anew(order, records)
    changes = Changes(order=_order_columns(process, state), time=state.time, ordered=changed)
    for record in records:
        _project(process, changes, record)
    return changes


def _order_columns(process: Process, state: State) -> dict[str, Any]:
    return {
        "status": state.status,
        "stage": state.stage,
        "head_hash": state.hash,
        "head_seq": state.seq,
        "due": state.next_due(),
        "undetermined": state.awaited() or None,
        "waits_for": None if state.over else _outside(process, state),
        "open_incidents": len(state.incidents()),
        "opened_at": state.started,
        "closed_at": state.time if state.over else None,
    }


def _outside(process: Process, state: State) -> list[dict[str, Any]] | None:
    """The outside calls that are open."""
    calls = (call for call in open_calls(process, state) if call.queue is not None) if state.calls else ()
    waits = [
        {"system": call.queue, "service": call.service, "element": call.element, "since": call.at}
        for call in calls
    ]
    return waits or None


def _project(process: Process, changes: Changes, record: Record) -> None:
    match record.change:
        case r.UserTaskOpened() as opened:
            changes.tasks.append(_opened(process, record, opened))
        case r.UserTaskClaimed(task, person):
            _task(changes, task, state="claimed", assignee=person, claimed_at=record.time)
        case r.UserTaskReleased(task):
            _task(changes, task, state="open", assignee=None, owner=None, claimed_at=None)
        case r.UserTaskDelegated(task, owner, to):
            _task(changes, task, state="claimed", assignee=to, owner=owner)
        case r.UserTaskReturned(task, owner, outcome, data):
            _task(changes, task, assignee=owner, owner=None, proposal={"outcome": outcome, "data": data})
        case r.DeadlineDetermined() | r.DeadlinePaused() | r.DeadlineResumed() as moved:
            _moved(changes, moved)
        case r.UserTaskEscalated() as escalated:
            _escalated(changes, escalated)
        case r.UserTaskCompleted(task, _, outcome, data):
            _task(changes, task, state="completed", outcome=outcome, result=data, **_closing(record))
        case r.IncidentRaised(code, message):
            row: dict[str, Any] = {
                "element": record.element,
                "code": code,
                "message": message,
                "raised_at": record.time,
            }
            row["seq"] = record.seq
            changes.incidents.append(IncidentChange(record.instance, row, new=True))
        case r.IncidentResolved(action):
            _resolved(changes, record, action)
        case r.ElementTerminated() | r.ElementInterrupted():
            changes.ended.append(record.instance)
            if isinstance(process.elements.get(record.element), UserTask):
                changes.ended_tasks.append(record.instance)


def _opened(process: Process, record: Record, opened: r.UserTaskOpened) -> TaskChange:
    element = process.elements[record.element]
    assert isinstance(element, UserTask)
    columns = {
        "element": record.element,
        "instance": record.instance,
        "name": _text(element.name),
        "state": "open" if opened.assignee is None else "claimed",
        "assignee": opened.assignee,
        "candidate_groups": opened.groups,
        "candidate_users": opened.users,
        "excluded": opened.excluded,
        "due": opened.due,
        "priority": opened.priority,
        "opened_at": record.time,
        "form": element.form,
        "outcomes": {name: _text(label) for name, label in element.outcomes},
        "outcome_order": [name for name, _ in element.outcomes],
        "data": opened.input,
        "prefill": opened.prefill,
    }
    return TaskChange(opened.task, columns, new=True)


def _moved(changes: Changes, moved: r.DeadlineDetermined | r.DeadlinePaused | r.DeadlineResumed) -> None:
    if moved.task is not None:
        due = None if isinstance(moved, r.DeadlinePaused) else moved.due
        _task(changes, moved.task, due=due)


def _text(text: Text) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}


def _task(changes: Changes, task: str, **columns: Any) -> None:
    changes.tasks.append(TaskChange(task, columns))


def _closing(record: Record) -> dict[str, Any]:
    return {
        "completed_at": record.time,
        "completed_by": record.actor["person"],
        "on_behalf_of": record.actor.get("onBehalfOf"),
    }


def _escalated(changes: Changes, escalated: r.UserTaskEscalated) -> None:
    columns: dict[str, Any] = {"escalation": escalated.rung}
    if escalated.action == "reassign":
        columns |= {"state": "open", "assignee": None, "owner": None, "claimed_at": None}
        columns["candidate_groups"] = escalated.groups
    elif escalated.action == "notify":
        columns["notified_groups"] = escalated.groups
    _task(changes, escalated.task, **columns)


def _resolved(changes: Changes, record: Record, action: str) -> None:
    columns = {
        "resolved_at": record.time,
        "resolved_by": record.actor["person"],
        "resolution": action,
    }
    changes.incidents.append(IncidentChange(record.instance, columns, new=False))
