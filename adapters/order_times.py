"""When an order is late: by its own clock."""

from typing import Any

from sqlalchemy import FromClause, and_, case, exists, func, select
from sqlalchemy.sql.elements import ColumnElement

from database.tables import records, tasks


def open_task(order: FromClause) -> ColumnElement[bool]:
    """An open user task of an order."""
    return and_(tasks.c.order_number == order.c.number, tasks.c.completed_at.is_(None))


def last_time(order: FromClause) -> ColumnElement[Any]:
    """The time of an order's last record."""
    return (
        select(records.c.time)
        .where(records.c.order_number == order.c.number)
        .order_by(records.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )


def manual_time(order: FromClause) -> ColumnElement[Any]:
    """What a manual clock shows; null for a real one."""
    return case((order.c.clock == "manual", last_time(order)))


def order_time(order: FromClause) -> ColumnElement[Any]:
    """What the clock of an order says. A manual one stands at its last record; the wall clock says nothing
    about such an order."""
    return case((order.c.clock == "manual", last_time(order)), else_=func.now())


def late(order: FromClause) -> ColumnElement[bool]:
    """Whether a deadline of one of its open user tasks has passed."""
    return exists().where(open_task(order), tasks.c.due < order_time(order))
