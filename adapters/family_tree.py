"""Orders and those that they called: a called order has its parent's number and one more, `M-1001.2`."""

from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
)

from adapters.order_times import late, manual_time, open_task
from application.letters import REOPENING
from application.ports.read_model import Family, LetterRow, Member
from database.tables import letters, orders, tasks

SHOWN = 1_000  # members of a family on an order's page
BELOW = ("open", "incidents", "late", "needs_engineer")

_child = orders.alias("child")
# The root is compared first: an index knows it, and most orders have nobody below them.
_below = (_child.c.root == func.coalesce(orders.c.root, orders.c.number)) & _child.c.number.startswith(
    orders.c.number + "."
)
_open = _child.c.closed_at.is_(None)


def place_below() -> ColumnElement[Any]:
    """Where an order stands below the one at its top: `M-1001.2.10` by [2, 10]; null for that one. Compared
    as numbers, so that the tenth comes behind the second."""
    places = func.string_to_array(func.substring(orders.c.number, r"\.(.*)"), ".")
    return cast(places, ARRAY(Integer))


def _count(what: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return select(what).where(_below, condition).scalar_subquery()


_TOTAL = func.coalesce(func.sum(_child.c.open_incidents), 0)
below_columns = (
    _count(func.count(), _open).label("below_open"),
    _count(_TOTAL, _open).label("below_incidents"),
    _count(func.count(), _open & late(_child)).label("below_late"),
    _count(func.count(), _child.c.needs_engineer.is_not(None)).label("below_needs_engineer"),
)


def _any(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(literal(1)).where(_below, condition).exists()


late_below = _any(_open & late(_child))
incidents_below = _any(_child.c.open_incidents > 0)
engineer_below = _any(_child.c.needs_engineer.is_not(None))


def in_family(number: ColumnElement[str], of: str) -> ColumnElement[bool]:
    """Whether it is this order or one below it."""
    return or_(number == of, number.startswith(f"{of}.", autoescape=True))


_ROOT = select(func.coalesce(orders.c.root, orders.c.number)).where(orders.c.number == bindparam("number"))


def root_of(connection: Connection, number: str) -> str:
    """The order at the top of an order's family; the order itself where nobody called it."""
    if "." not in number:  # those that are called have a number below that of their caller
        return number
    return connection.scalar(_ROOT, {"number": number}) or number


def read_whole_family(connection: Connection, number: str) -> Family:
    """The open orders of the family that an order is in, with letters that are under way among them."""
    root = root_of(connection, number)
    return _read(connection, root, root, closed=False)


def read_family(connection: Connection, number: str) -> Family:
    """An order and those below it, closed ones too, as far as a page shows them, with letters that are under
    way among them or were refused."""
    found = _read(connection, number, root_of(connection, number), closed=True)
    return replace(found, members=found.members[:SHOWN], more=len(found.members) > SHOWN)


def _read(connection: Connection, number: str, root: str, *, closed: bool) -> Family:
    named = {"number": number, "below": f"{_escaped(number)}.%"}  # an index knows the root
    rows = connection.execute(_members(closed=closed), {**named, "root": root})
    members = [_member(dict(row._mapping)) for row in rows]
    found = [_letter(row) for row in connection.execute(_letters(refused=closed), named)]
    return Family(members, found)


def _escaped(number: str) -> str:
    return number.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _here(number: ColumnElement[str]) -> ColumnElement[bool]:
    """As ``in_family``, for statements that are made once."""
    return or_(number == bindparam("number"), number.like(bindparam("below"), escape="/"))


def arrives() -> ColumnElement[bool]:
    """Whether a letter can be delivered: its receiver is open, or the letter opens it again."""
    receiver = orders.alias("receiver")
    takes = or_(receiver.c.closed_at.is_(None), letters.c.stimulus["kind"].astext == REOPENING)
    return select(literal(1)).where(receiver.c.number == letters.c.receiver, takes).exists()


_MEMBER = (
    *("number", "parent", "called_by", "process", "version", "digest", "stage", "status", "clock"),
    *("due", "open_incidents", "needs_engineer", "closed_at", "head_hash"),
)


@cache
def _members(*, closed: bool) -> Select[Any]:
    family = or_(orders.c.root == bindparam("root"), orders.c.number == bindparam("number"))
    task_due = select(func.min(tasks.c.due)).where(open_task(orders)).scalar_subquery()
    statement = (
        select(
            *(orders.c[name] for name in _MEMBER),
            task_due.label("task_due"),
            late(orders).label("late"),
            manual_time(orders).label("time"),
        )
        .where(family, _here(orders.c.number))
        .order_by(orders.c.closed_at.is_not(None), orders.c.received_at, place_below().nulls_first())
    )
    return statement.limit(SHOWN + 1) if closed else statement.where(orders.c.closed_at.is_(None))


def _member(columns: dict[str, Any]) -> Member:
    head = columns.pop("head_hash")
    return Member(head=None if head is None else head.hex(), **columns)


@cache
def _letters(*, refused: bool) -> Select[Any]:
    undelivered = letters.c.delivered_at.is_(None)
    no_answer = or_(undelivered, letters.c.outcome.has_key("refusal"))
    missing = no_answer if refused else and_(undelivered, arrives())
    among = or_(_here(letters.c.receiver), _here(letters.c.sender))
    return select(letters).where(among, missing).order_by(letters.c.seq).limit(SHOWN)


def _letter(row: Row[Any]) -> LetterRow:
    return LetterRow(
        sender=row.sender,
        receiver=row.receiver,
        kind=row.stimulus["kind"],
        name=row.stimulus.get("name"),
        sent_at=row.sent_at,
        refusal=None if row.outcome is None else row.outcome["refusal"]["code"],
    )
