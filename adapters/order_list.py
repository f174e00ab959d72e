"""Lists of orders: the statement, and its rows."""

from typing import Any

from sqlalchemy import Row, Select, Text, and_, case, cast, exists, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from application.ports.read_model import OrderQuery, OrderRow
from database.tables import orders, records, tasks

_open_task = and_(tasks.c.order_number == orders.c.number, tasks.c.completed_at.is_(None))
_task_due = select(func.min(tasks.c.due)).where(_open_task).scalar_subquery()
_task_count = select(func.count()).where(_open_task).select_from(tasks).scalar_subquery()
_last_time = (
    select(records.c.time)
    .where(records.c.order_number == orders.c.number)
    .order_by(records.c.seq.desc())
    .limit(1)
    .scalar_subquery()
)
# A manual clock stands at the order's last record; the wall clock says nothing about such an order.
order_time: ColumnElement[Any] = case((orders.c.clock == "manual", _last_time), else_=func.now())
_late = exists().where(_open_task, tasks.c.due < order_time)


def order_statement(query: OrderQuery, number: str | None = None) -> Select[Any]:
    """The orders of a query: open ones first, late ones in front, then the soonest due, then the newest."""
    statement = select(
        *(orders.c[name] for name in _COLUMNS),
        _late.label("late"),
        _task_due.label("due"),
        _task_count.label("open_tasks"),
        case((orders.c.clock == "manual", _last_time)).label("time"),
    )
    if number is not None:
        return statement.where(orders.c.number == number)
    return (
        statement.where(*_conditions(query))
        .order_by(orders.c.closed_at.is_not(None), _late.desc(), _task_due.nulls_last())
        .order_by(orders.c.received_at.desc(), orders.c.number.desc())
        .limit(query.limit)
    )


_COLUMNS = (
    *("number", "process", "version", "status", "stage", "channel", "external_number", "revision"),
    *("currency", "total", "placed_at", "closed_at", "open_incidents", "needs_engineer", "clock"),
    *("priority", "customer_id"),
)


def _conditions(query: OrderQuery) -> list[ColumnElement[bool]]:
    equal = {
        orders.c.status: query.status,
        orders.c.stage: query.stage,
        orders.c.process: query.process,
        orders.c.customer_id: query.customer,
        orders.c.channel: query.channel,
    }
    flags = [
        (query.late, _late),
        (query.incidents, orders.c.open_incidents > 0),
        (query.needs_engineer, orders.c.needs_engineer.is_not(None)),
        (query.open, orders.c.closed_at.is_(None)),
    ]
    conditions = [column == value for column, value in equal.items() if value is not None]
    conditions += [condition for wanted, condition in flags if wanted]
    return conditions + ([_holds(query.text)] if query.text else [])


def _holds(text: str) -> ColumnElement[bool]:
    places = (orders.c.number, orders.c.external_number, orders.c.customer_id)
    goods = cast(orders.c.document["lines"], Text)
    return or_(*(place.icontains(text, autoescape=True) for place in (*places, goods)))


def read_order(row: Row[Any]) -> OrderRow:
    """A row of the statement."""
    columns = dict(row._mapping)
    return OrderRow(customer=columns.pop("customer_id"), **columns)
