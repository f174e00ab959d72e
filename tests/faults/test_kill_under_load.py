"""Worker, Temporal and PostgreSQL are killed under load: nothing is lost, nothing happens twice."""

import asyncio
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
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
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack, embedded_stack
from tests.support.kept_promises import broken, rows
from tests.support.order_bench import clerk
from tests.support.patient import Patient

pytestmark = pytest.mark.timeout(300)
DEFINITIONS = Path(__file__).parent / "definitions"
ORDERS = 30
STOCK = 25  # fewer than the orders want: some fail, and none may oversell


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """A stack of its own, with the real worker process; durable, since it is killed."""
    environment = {"ORDERFLOW_DEFINITIONS": str(DEFINITIONS)}
    with embedded_stack(workers=1, worker_environment=environment) as running:
        put_on_shelf(running)
        yield running


def put_on_shelf(stack: Stack) -> None:
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


def shelve(engine: Engine, key: str) -> None:
    with transaction(engine) as connection:
        demands = [Demand("1", sku, Decimal(STOCK)) for sku in ("A", "B")]
        SqlStock(connection).receive(Origin(key, "none", datetime.now(UTC)), demands)


def process() -> Process:
    signatures = {name: service.signature for name, service in catalogue().items()}
    library = compile_definitions(read_definitions(DEFINITIONS), signatures)
    assert not library.errors
    found = library.newest("kill-me")
    assert found is not None
    return found


async def start(client: Client, engine: Engine, number: str) -> Patient:
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
    with transaction(engine) as connection:
        connection.execute(insert(orders), row)
    order = StartOrder(
        number, "kill-me", 1, definition.digest, "real", clerk("system"), {"order": {"lines": lines}}
    )
    await client.start_workflow(ORDER_WORKFLOW, order, id=number, task_queue=ORDERS_QUEUE)
    return Patient(client, engine, number)


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


async def hurt(stack: Stack, part: str, chance: random.Random) -> None:
    for _ in range(3):
        await asyncio.sleep(chance.uniform(0.5, 2.5))
        await asyncio.to_thread(stack.kill, part)
        await asyncio.sleep(chance.uniform(0, 1))
        await asyncio.to_thread(stack.restart, part)


@pytest.mark.parametrize("part", ["worker", "temporal", "postgres"])
async def test_orders_survive_kill_9_of(part: str, stack: Stack) -> None:
    chance = random.Random(part)  # noqa: S311 - the same kills every time
    engine = create_engine(stack.database_url)
    client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
    shelve(engine, f"shelve-{part}")
    before = rows(engine, "select sum(on_hand) from stock")[0][0]
    patients = [await start(client, engine, f"K-{part}-{n}") for n in range(ORDERS)]

    lives = asyncio.gather(*(live(p, cancels=n % 4 == 0) for n, p in enumerate(patients)))
    await hurt(stack, part, chance)
    statuses = await lives

    assert await broken(engine, client, [patient.number for patient in patients]) == []
    assert set(statuses) <= {"completed", "cancelled", "failed"}
    assert statuses.count("completed") > 0
    sold = before - rows(engine, "select sum(on_hand) from stock")[0][0]
    assert sold == 2 * statuses.count("completed")
    assert rows(engine, "select count(*) from reservations")[0][0] == 0
    engine.dispose()
