"""When an order is late: by its own clock."""

from typing import Any

from sqlalchemy import FromClause, and_, case, exists, func, select
from sqlalchemy.sql.elements import ColumnElement

from database.tables import orders, records, tasks


def open_task(order: FromClause) -> ColumnElement[bool]:
    """An open user task of an order."""
    return and_(tasks.c.order_number == order.c.number, tasks.c.completed_at.is_(None))


def last_time(number: ColumnElement[str]) -> ColumnElement[Any]:
    """The time of an order's last record."""
    return (
        select(records.c.time)
        .where(records.c.order_number == number)
        .order_by(records.c.seq.desc())
        .limit(1)
        .correlate_except(records)  # the order may stand two levels further out
        .scalar_subquery()
    )


def manual_time(order: FromClause) -> ColumnElement[Any]:
    """What a manual clock shows; null for a real one."""
    return case((order.c.clock == "manual", _shown(order)))


def _shown(order: FromClause) -> ColumnElement[Any]:
    return func.greatest(last_time(order.c.number), _moved_to(order))


def family_time(order: FromClause) -> ColumnElement[Any]:
    """Where the manual clock of an order's family was moved to; null for a real one, or when it never was."""
    return case((order.c.clock == "manual", _moved_to(order)))


def _moved_to(order: FromClause) -> ColumnElement[Any]:
    top = orders.alias("top")
    number = func.coalesce(order.c.root, order.c.number)
    return select(top.c.clock_time).where(top.c.number == number).correlate_except(top).scalar_subquery()


def order_time(order: FromClause) -> ColumnElement[Any]:
    """What the clock of an order says. The wall clock says nothing about an order with a manual one."""
    return case((order.c.clock == "manual", _shown(order)), else_=func.now())


def late(order: FromClause) -> ColumnElement[bool]:
    """Whether a deadline of one of its open user tasks has passed."""
    return exists().where(open_task(order), tasks.c.due < order_time(order))
