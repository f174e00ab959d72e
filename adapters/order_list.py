"""Lists of orders: the statement, and its rows."""

from typing import Any

from sqlalchemy import Row, Select, Text, cast, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.family_tree import (
    BELOW,
    below_columns,
    engineer_below,
    incidents_below,
    late_below,
    place_below,
)
from adapters.order_times import late, manual_time, open_task
from application.ports.read_model import Below, OrderQuery, OrderRow
from database.tables import orders, tasks

_task_due = select(func.min(tasks.c.due)).where(open_task(orders)).scalar_subquery()
_task_count = select(func.count()).where(open_task(orders)).select_from(tasks).scalar_subquery()
_late = late(orders)


def order_statement(query: OrderQuery, number: str | None = None) -> Select[Any]:
    """The orders of a query: open ones first, late ones in front, then the soonest due, then the newest;
    called ones in the order of their numbers."""
    statement = select(
        *(orders.c[name] for name in _COLUMNS),
        _late.label("late"),
        _task_due.label("due"),
        _task_count.label("open_tasks"),
        manual_time(orders).label("time"),
        orders.c.lines.is_not(None).label("changed"),
        *below_columns,
    )
    if number is not None:
        return statement.where(orders.c.number == number)
    # Who asks for called ones pays for their order: it is worked out for every row.
    places = [place_below().nulls_first()] if _with_called(query) else []
    return (
        statement.where(*_conditions(query))
        .order_by(orders.c.closed_at.is_not(None), or_(_late, late_below).desc(), _task_due.nulls_last())
        .order_by(orders.c.received_at.desc(), *places, orders.c.number.desc())
        .limit(query.limit)
    )


def _with_called(query: OrderQuery) -> bool:
    return query.children or query.waits_for is not None


_COLUMNS = (
    *("number", "process", "version", "status", "stage", "channel", "external_number", "revision"),
    *("currency", "total", "placed_at", "closed_at", "open_incidents", "needs_engineer", "clock"),
    *("priority", "customer_id", "waits_for", "parent", "root", "undetermined"),
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
        (query.late, or_(_late, late_below)),
        (query.incidents, or_(orders.c.open_incidents > 0, incidents_below)),
        (query.needs_engineer, or_(orders.c.needs_engineer.is_not(None), engineer_below)),
        (not _with_called(query), ~orders.c.reports),
        (query.open, orders.c.closed_at.is_(None)),
    ]
    if query.waits_for is not None:
        flags.append((True, orders.c.waits_for.contains([{"system": query.waits_for}])))
    conditions = [column == value for column, value in equal.items() if value is not None]
    conditions += [condition for wanted, condition in flags if wanted]
    return conditions + ([_holds(query.text)] if query.text else [])


def _holds(text: str) -> ColumnElement[bool]:
    places = (orders.c.number, orders.c.external_number, orders.c.customer_id)
    goods = cast(func.coalesce(orders.c.lines, orders.c.document["lines"]), Text)
    return or_(*(place.icontains(text, autoescape=True) for place in (*places, goods)))


def read_order(row: Row[Any]) -> OrderRow:
    """A row of the statement."""
    columns = dict(row._mapping)
    below = Below(**{name: columns.pop(f"below_{name}") for name in BELOW})
    waits_for = columns.pop("waits_for") or []
    beyond = columns.pop("undetermined") or ()
    calendars = sorted({deadline["calendar"] for deadline in beyond})
    return OrderRow(
        customer=columns.pop("customer_id"),
        waits_for=waits_for,
        below=below,
        calendars=calendars,
        **columns,
    )
