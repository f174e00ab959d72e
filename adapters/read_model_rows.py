"""Changes of the read model as rows: few statements, however much has happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from application.read_model import Changes, IncidentChange, TaskChange
from database.tables import incidents, orders, tasks


@dataclass(frozen=True, slots=True)
class TaskRows:
    """Rows of new tasks, complete; and what else changes, by task."""

    opened: Sequence[dict[str, Any]]
    changed: Mapping[str, dict[str, Any]]


def task_rows(number: str, changes: Changes) -> TaskRows:
    """The rows of user tasks: one for each, however much has happened to it."""
    new: dict[str, dict[str, Any]] = {}
    later: dict[str, dict[str, Any]] = {}
    for change in changes.tasks:
        _merge(new, later, number, change, changes.order["stage"])
    return TaskRows([_DEFAULTS | row for row in new.values()], later)


def _merge(
    new: dict[str, dict[str, Any]],
    later: dict[str, dict[str, Any]],
    number: str,
    change: TaskChange,
    stage: str | None,
) -> None:
    """What happens to a task in the segment that opens it goes into its first row."""
    if change.new:
        new[change.id] = {"id": change.id, "order_number": number, "stage": stage, **change.columns}
    elif change.id in new:
        new[change.id] |= change.columns
    else:
        later.setdefault(change.id, {}).update(change.columns)


# A row that travels as JSON knows nothing of the table's defaults.
_DEFAULTS: dict[str, Any] = {"escalation": 0, "notified_groups": []}


def write_incidents(connection: Connection, number: str, changes: Changes) -> None:
    """Incidents that were raised or resolved."""
    for change in changes.incidents:
        _write_incident(connection, number, change)


def _write_incident(connection: Connection, number: str, change: IncidentChange) -> None:
    if change.new:
        row = {"order_number": number, "instance": str(change.instance), **change.columns}
        connection.execute(insert(incidents), row)
        return
    connection.execute(
        update(incidents)
        .where(
            incidents.c.order_number == number,
            incidents.c.instance == str(change.instance),
            incidents.c.resolved_at.is_(None),
        )
        .values(**change.columns)
    )


def close_ended(connection: Connection, number: str, changes: Changes) -> None:
    """Ended element instances leave no open task and no open incident."""
    if changes.ended_tasks:
        _close_tasks(connection, number, changes)
    if changes.ended:
        _close_incidents(connection, number, changes)


def _close_tasks(connection: Connection, number: str, changes: Changes) -> None:
    connection.execute(
        update(tasks)
        .where(
            tasks.c.order_number == number,
            tasks.c.instance.in_(changes.ended_tasks),
            tasks.c.completed_at.is_(None),
        )
        .values(state="terminated", completed_at=changes.time)
    )


def _close_incidents(connection: Connection, number: str, changes: Changes) -> None:
    connection.execute(
        update(incidents)
        .where(
            incidents.c.order_number == number,
            incidents.c.instance.in_([str(key) for key in changes.ended]),
            incidents.c.resolved_at.is_(None),
        )
        .values(resolved_at=changes.time, resolved_by="system", resolution="ended")
    )


_ORDERED = (
    update(orders)
    .where(orders.c.number == bindparam("order_number"))
    .values(lines=bindparam("lines"), total=bindparam("total"))
)


def write_ordered(connection: Connection, number: str, changes: Changes) -> None:
    """What is ordered now. A statement of its own: few segments change it, and it may be long."""
    if changes.ordered is not None:
        row = {"order_number": number, "lines": changes.ordered.lines, "total": changes.ordered.total}
        connection.execute(_ORDERED, row)
