"""Worker, Temporal and PostgreSQL are killed under load: nothing is lost, nothing happens twice."""

import asyncio
import random
from collections.abc import Iterator

import pytest

from database import create_engine
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack, embedded_stack
from tests.support.fragile_orders import DEFINITIONS, live, put_on_shelf, shelve, start
from tests.support.kept_promises import broken, rows

pytestmark = pytest.mark.timeout(300)
ORDERS = 30
STOCK = 25  # fewer than the orders want: some fail, and none may oversell


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """A stack of its own, with the real worker process; durable, since it is killed."""
    environment = {"ORDERFLOW_DEFINITIONS": str(DEFINITIONS)}
    with embedded_stack(workers=1, worker_environment=environment) as running:
        put_on_shelf(running)
        yield running


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
    shelve(engine, f"shelve-{part}", STOCK)
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
