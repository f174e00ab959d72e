"""What must hold of orders whatever was killed: asked of the database and of the workflows."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, text
from temporalio.client import Client

from adapters.record_rows import read_records
from application.messages import HEAD, Head
from application.order_data import order_data, order_in, ordered
from engine.interpreter import GENESIS, Record, State, apply, broken_link
from engine.interpreter.records import ServiceCompleted
from engine.values import Value
from tests.support.kept_money import broken_money


def rows(engine: Engine, query: str, **values: Any) -> list[Any]:
    """Whatever the database says."""
    with engine.connect() as connection:
        return list(connection.execute(text(query), values))


def records_of(engine: Engine, number: str) -> Sequence[Record]:
    """The records of an order, in order."""
    with engine.connect() as connection:
        return read_records(connection, number)


def fold(records: Sequence[Record]) -> State:
    """The state that the records make."""
    state = State()
    for record in records:
        apply(state, record)
    return state


async def broken(engine: Engine, client: Client, numbers: Sequence[str]) -> list[str]:
    """Every promise that was not kept, in words; empty when all were."""
    found = [complaint for number in numbers for complaint in _broken_order(engine, number)]
    heads = await asyncio.gather(*(_head(client, number) for number in numbers))
    for number, head in zip(numbers, heads, strict=True):
        journal = rows(engine, "select head_hash from orders where number = :number", number=number)[0][0]
        if journal.hex() != head.hash:
            found.append(f"{number}: the workflow is at {head.hash[:8]}, the journal at {journal.hex()[:8]}")
    return found + _broken_stock(engine) + broken_money(engine)


async def _head(client: Client, number: str) -> Head:
    head: Head = await client.get_workflow_handle(number).query(HEAD, result_type=Head)
    return head


def _broken_order(engine: Engine, number: str) -> list[str]:
    records = records_of(engine, number)
    state = fold(records)
    return [
        f"{number}: {complaint}"
        for complaint in (
            _broken_chain(records),
            _broken_row(engine, number, state),
            broken_lines(engine, number, records),
            _broken_effects(engine, number, records),
            _broken_inbox(engine, number, state),
        )
        if complaint
    ]


def _broken_chain(records: Sequence[Record]) -> str:
    seq = broken_link([*records], GENESIS)
    return "" if seq is None else f"the hash of record {seq} does not fit"


def _broken_row(engine: Engine, number: str, state: State) -> str:
    order = rows(engine, "select * from orders where number = :number", number=number)[0]
    shown = (order.head_hash.hex(), order.status, order.stage)
    folded = (state.hash, state.status, state.stage)
    return "" if shown == folded else f"the read model has {shown}, a fold of the records {folded}"


def broken_lines(engine: Engine, number: str, records: Sequence[Record]) -> str:
    """What lists and pages say is ordered is what the process had as its order last. Lists have none of a
    called order."""
    row = rows(engine, "select parent, lines, total from orders where number = :number", number=number)[0]
    found = [ordered(order) for order in _orders(records)]
    if found and (page := order_data(records).ordered) != found[-1]:
        return f"its page has {page} ordered, a fold {found[-1]}"
    if row.parent is not None or not found or found[-1] is None:
        return ""
    shown = found[0] if row.lines is None else ordered({"lines": row.lines, "total": row.total})
    return "" if shown == found[-1] else f"the read model has {shown} ordered, a fold {found[-1]}"


def _orders(records: Sequence[Record]) -> Iterator[Value]:
    """The variable `order` behind each record, as long as there is one."""
    state = State()
    for record in records:
        apply(state, record)
        if (order := order_in(state)) is not None:
            yield order


def _broken_effects(engine: Engine, number: str, records: Sequence[Record]) -> str:
    """Each call that was completed has one effect here, or an answer that an outside system gave."""
    completed = sorted(r.change.call for r in records if isinstance(r.change, ServiceCompleted))
    asked = "select key from outside_answers where order_number = :number"
    outside = {row.key for row in rows(engine, asked, number=number)}
    called = [call for call in completed if call not in outside]
    kept = rows(engine, "select key from effects where order_number = :number", number=number)
    effects = sorted(row.key for row in kept)
    once = len(completed) == len(set(completed))
    return "" if called == effects and once else f"completed calls {completed}, effects {effects}"


def _broken_inbox(engine: Engine, number: str, state: State) -> str:
    query = "select id from tasks where order_number = :number and completed_at is null"
    shown = {row.id for row in rows(engine, query, number=number)}
    folded = {i.data["task"]["task"] for i in state.instances.values() if "task" in i.data}
    return "" if shown == folded else f"the inbox shows {shown}, the records say {folded}"


def _broken_stock(engine: Engine) -> list[str]:
    """Stock is conserved: what is on hand and reserved is what the ledger and the reservations add up to."""
    return [
        f"{row.sku}: {dict(row._mapping)}"
        for row in rows(engine, _STOCK)
        if row.reserved != row.promised or row.reserved > row.on_hand or row.on_hand != row.moved
    ]


_STOCK = """
    select s.sku, s.on_hand, s.reserved,
           coalesce((select sum(quantity) from reservations r where r.sku = s.sku), 0) as promised,
           coalesce((select sum(case when kind in ('receive', 'take_back') then quantity
                                     when kind = 'issue' then -quantity else 0 end)
                     from stock_ledger l where l.sku = s.sku), 0) as moved
    from stock s
"""
