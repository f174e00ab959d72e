"""Lists of user tasks: the statement, and its rows."""

from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.family_tree import in_family
from adapters.order_times import order_time
from application.ports.read_model import TaskQuery, TaskRow
from database.tables import orders, tasks

_NOT_SHOWN = ("instance", "on_behalf_of", "notified_groups")
_late = and_(tasks.c.completed_at.is_(None), func.coalesce(tasks.c.due < order_time(orders), False))


def _shown() -> Select[Any]:
    columns = [column for column in tasks.columns if column.name not in _NOT_SHOWN]
    joined = tasks.join(orders, orders.c.number == tasks.c.order_number)
    return select(*columns, orders.c.root, _late.label("late")).select_from(joined)


def task_statement(query: TaskQuery) -> Select[Any]:
    """The tasks of a query: overdue first, then the soonest due, then the most important, then the oldest."""
    statement = _shown().limit(query.limit)
    if not query.closed:
        statement = statement.where(tasks.c.completed_at.is_(None))
    if query.number is not None:
        statement = statement.where(in_family(tasks.c.order_number, query.number))
    if query.person is not None or query.groups:
        statement = statement.where(_for_somebody(query))
    urgency = (tasks.c.due.nulls_last(), tasks.c.priority.desc(), tasks.c.opened_at, tasks.c.id)
    return statement.order_by(tasks.c.completed_at.is_not(None), _late.desc(), *urgency)


def _for_somebody(query: TaskQuery) -> ColumnElement[bool]:
    mine = tasks.c.assignee == query.person
    if query.assigned_only:
        return mine
    candidates = or_(
        tasks.c.candidate_users.overlap([query.person] if query.person else []),
        tasks.c.candidate_groups.overlap(sorted(query.groups)),
    )
    free = and_(tasks.c.assignee.is_(None), candidates)
    if query.person is None:
        return candidates
    return or_(mine, and_(free, ~tasks.c.excluded.contains([query.person])))


def task_by_name(name: str) -> Select[Any]:
    """A task by its id, or without the entry number its newest entry."""
    same = tasks.c.id == name
    if "#" not in name:
        same = tasks.c.id.startswith(f"{name}#", autoescape=True)
    newest = (tasks.c.completed_at.is_(None).desc(), tasks.c.opened_at.desc())
    return _shown().where(same).order_by(*newest).limit(1)


def read_task(row: Row[Any]) -> TaskRow:
    """A row of the statement; its outcomes come as the definition lists them."""
    columns = dict(row._mapping)
    order, outcomes = columns.pop("outcome_order"), columns["outcomes"]
    if order is not None:  # None: opened before the order was kept
        columns["outcomes"] = {name: outcomes[name] for name in order}
    return TaskRow(**columns)
