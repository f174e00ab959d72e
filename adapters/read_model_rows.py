"""Changes of the read model, written as rows: few statements, however much has happened."""

from typing import Any

from sqlalchemy import Connection, insert, update

from application.read_model import Changes, IncidentChange, TaskChange
from database.tables import incidents, tasks


def write_changes(connection: Connection, number: str, changes: Changes) -> None:
    """Write tasks and incidents; the order's own row is the caller's."""
    _write_tasks(connection, number, changes)
    for change in changes.incidents:
        _write_incident(connection, number, change)
    if changes.ended_tasks:  # ended element instances leave no open task and no open incident
        _close_tasks(connection, number, changes)
    if changes.ended:
        _close_incidents(connection, number, changes)


def _write_tasks(connection: Connection, number: str, changes: Changes) -> None:
    new: dict[str, dict[str, Any]] = {}
    later: dict[str, dict[str, Any]] = {}
    for change in changes.tasks:
        _merge(new, later, number, change, changes.order["stage"])
    if new:
        connection.execute(insert(tasks), [_ALL | row for row in new.values()])
    for name, columns in later.items():
        connection.execute(update(tasks).where(tasks.c.id == name).values(**columns))


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


# One statement writes many rows only when all have the same columns.
_ALL: dict[str, Any] = {
    column.name: None for column in tasks.columns if column.nullable and column.server_default is None
} | {"escalation": 0, "notified_groups": []}


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
