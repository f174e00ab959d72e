"""What a segment writes for other orders: rows of those that it calls, and letters."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from database.tables import letters, orders
from engine.interpreter import StartChild, TellOrder

# What an order has in common with those that it calls.
_SHARED = (
    *("channel", "external_number", "revision", "customer_id", "currency"),
    *("created_by", "submitted_by", "priority", "language"),
)


def write_children(connection: Connection, parent: str, children: Sequence[StartChild]) -> None:
    """Enter called orders into the order book; their workflows are started by the parent's."""
    if children:
        query = select(orders.c.root, *(orders.c[name] for name in _SHARED)).where(orders.c.number == parent)
        family = connection.execute(query).one()
        connection.execute(insert(orders), [_child_row(family, parent, child) for child in children])


def _child_row(family: Row[Any], parent: str, child: StartChild) -> dict[str, Any]:
    return {name: getattr(family, name) for name in _SHARED} | {
        "number": child.child,
        "parent": parent,
        "root": family.root or parent,
        "called_by": child.place,
        "reports": child.reports,
        "process": child.process,
        "version": child.version,
        "digest": child.digest,
        "status": "received",
        "clock": child.clock,
        "total": Decimal(0),  # its goods are on the order at the top, and must not count twice
        "placed_at": child.time,
        "document": child.input,
    }


def write_letters(connection: Connection, sender: str, told: Sequence[TellOrder]) -> None:
    """Put letters under way. One statement keeps their order; an id that is known is the same letter."""
    if told:
        now = datetime.now(UTC)
        rows = [
            {
                "receiver": letter.to,
                "id": letter.stimulus["id"],
                "sender": sender,
                "stimulus": letter.stimulus,
                "sent_at": now,
            }
            for letter in told
        ]
        connection.execute(insert_or(letters).on_conflict_do_nothing(), rows)


def received(connection: Connection, receiver: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What those of these letters were answered that were delivered already."""
    query = select(letters.c.id, letters.c.outcome).where(
        letters.c.receiver == receiver, letters.c.id.in_(ids), letters.c.delivered_at.is_not(None)
    )
    return {row.id: row.outcome for row in connection.execute(query)}


def mark_received(connection: Connection, receiver: str, outcomes: Mapping[str, dict[str, Any]]) -> None:
    """These letters are no longer under way. Their senders' rows are not touched, so nobody waits."""
    if not outcomes:
        return
    statement = (
        update(letters)
        .where(letters.c.receiver == receiver, letters.c.id == bindparam("letter"))
        .where(letters.c.delivered_at.is_(None))
        .values(delivered_at=func.now(), outcome=bindparam("answer"))
    )
    rows = [{"letter": id_, "answer": outcome} for id_, outcome in outcomes.items()]
    connection.execute(statement, rows)
