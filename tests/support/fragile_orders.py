"""Orders with everything that can be lost (`tests/faults/definitions`), for tests that hurt the servers."""

import asyncio
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert
from temporalio.client import Client

from activities.catalogue import catalogue
from adapters.definition_files import read_definitions
from application.messages import ORDER_WORKFLOW, ORDERS_QUEUE, StartOrder
from application.ports import Demand, Origin
from backoffice import SqlStock
from database import create_engine, transaction
from database.tables import orders, products, stock
from engine.compiler import compile_definitions
from engine.model import Process
from stack.embedded import Stack
from tests.support.order_bench import clerk
from tests.support.patient import Patient

DEFINITIONS = Path(__file__).parents[1] / "faults" / "definitions"


def put_on_shelf(stack: Stack) -> None:
    """The two products that these orders want, none of them on hand."""
    engine = create_engine(stack.database_url)
    with transaction(engine) as connection:
        for sku in ("A", "B"):
            name = {"en": sku, "zh": sku}
            row: dict[str, Any] = {
                "sku": sku,
                "name": name,
                "unit": "pcs",
                "price": Decimal(1),
                "currency": "CNY",
            }
            row["specification"] = {}
            connection.execute(insert(products).values(**row))
            connection.execute(insert(stock).values(sku=sku))
    engine.dispose()


def shelve(engine: Engine, key: str, quantity: int) -> None:
    """Receive so many of each."""
    with transaction(engine) as connection:
        demands = [Demand("1", sku, Decimal(quantity)) for sku in ("A", "B")]
        SqlStock(connection).receive(Origin(key, "none", datetime.now(UTC)), demands)


@cache
def process() -> Process:
    """Their definition."""
    signatures = {name: service.signature for name, service in catalogue().items()}
    library = compile_definitions(read_definitions(DEFINITIONS), signatures)
    assert not library.errors
    found = library.newest("kill-me")
    assert found is not None
    return found


async def start(
    client: Client, engine: Engine, number: str, task_timeout: timedelta | None = None
) -> Patient:
    """Enter and start an order of two lines; a short ``task_timeout`` lets others take over soon."""
    definition = process()
    lines: list[Any] = [{"id": "1", "sku": "A", "quantity": 1}, {"id": "2", "sku": "B", "quantity": 1}]
    row = {
        "number": number,
        "channel": "test",
        "external_number": number,
        "revision": 1,
        "process": definition.name,
        "version": 1,
        "digest": definition.digest,
        "status": "received",
        "currency": "CNY",
        "total": 1,
        "placed_at": datetime.now(UTC),
        "language": "en",
        "document": {},
    }
    await asyncio.to_thread(_enter, engine, row)  # the loop goes on while PostgreSQL is frozen
    order = StartOrder(
        number, "kill-me", 1, definition.digest, "real", clerk("system"), {"order": {"lines": lines}}
    )
    await client.start_workflow(
        ORDER_WORKFLOW, order, id=number, task_queue=ORDERS_QUEUE, task_timeout=task_timeout
    )
    return Patient(client, engine, number)


def _enter(engine: Engine, row: dict[str, Any]) -> None:
    with transaction(engine) as connection:
        connection.execute(insert(orders), row)


async def live(patient: Patient, *, cancels: bool) -> str:
    """One order's people: review, pay (twice, as the bank does), perhaps cancel, hand over."""
    await patient.complete("review", "accept")
    if cancels:
        await patient.send("cancel_requested")
    else:
        await asyncio.gather(*(patient.send("paid", {"reference": "bank-1"}) for _ in range(2)))
        await patient.complete("hand_over", "done")
    result = await patient.ended()
    return str(result["status"])
