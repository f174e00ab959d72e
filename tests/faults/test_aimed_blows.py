"""A worker is killed, or frozen and thawed, at a chosen point of a segment, while another one works."""

import asyncio
import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from temporalio.client import Client

from database import create_engine
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack, embedded_stack
from tests.support.aimed import DIRECTORY, SERVICES, Aim, Point
from tests.support.fragile_orders import DEFINITIONS, live, put_on_shelf, shelve, start
from tests.support.kept_promises import broken, rows
from tests.support.patient import Patient
from tests.support.waiting import eventually

pytestmark = pytest.mark.timeout(180)
WORKERS = ("worker", "worker-2")
SOON = timedelta(seconds=2)  # until a workflow task goes to the other worker; ten seconds in real life


@pytest.fixture(scope="module")
def aim(tmp_path_factory: pytest.TempPathFactory) -> Aim:
    return Aim(tmp_path_factory.mktemp("aim"))


@pytest.fixture(scope="module")
def stack(aim: Aim) -> Iterator[Stack]:
    environment = {
        "ORDERFLOW_DEFINITIONS": str(DEFINITIONS),
        "ORDERFLOW_SERVICES": SERVICES,
        "ORDERFLOW_STICKY_SECONDS": "1",
        DIRECTORY: str(aim.directory),
    }
    with embedded_stack(workers=2, durable=False, worker_environment=environment) as running:
        put_on_shelf(running)
        yield running


@pytest.fixture
def engine(stack: Stack) -> Iterator[Engine]:
    engine = create_engine(stack.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
async def client(stack: Stack) -> Client:
    return await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))


@pytest.fixture(autouse=True)
def nothing_aimed_at_afterwards(aim: Aim) -> Iterator[None]:
    yield
    for file in aim.directory.iterdir():
        file.unlink()


async def begun(client: Client, engine: Engine, number: str) -> Patient:
    """An order that waits for its review, with stock reserved."""
    await asyncio.to_thread(shelve, engine, f"shelve-{number}", 1)
    patient = await start(client, engine, number, SOON)
    query = "select 1 from tasks where order_number = :n"
    await asyncio.to_thread(eventually, lambda: rows(engine, query, n=number))
    return patient


async def struck(stack: Stack, aim: Aim) -> str:
    """The worker that fell or froze."""
    pid = await asyncio.to_thread(eventually, aim.hit)
    return next(name for name in WORKERS if stack.pid(name) == pid)


def issued(engine: Engine, number: str) -> int:
    """How many lines of an order left the house."""
    query = "select count(*) from stock_ledger where order_number = :n and kind = 'issue'"
    return int(rows(engine, query, n=number)[0][0])


@pytest.mark.parametrize("point", ["in_service", "before_commit", "after_commit"])
async def test_a_worker_that_dies_in_a_segment_loses_nothing_and_repeats_nothing(
    point: Point, stack: Stack, aim: Aim, engine: Engine, client: Client
) -> None:
    patient = await begun(client, engine, f"K-{point}")

    aim.take(point, patient.number, signal.SIGKILL)
    life = asyncio.create_task(live(patient, cancels=False))
    dead = await struck(stack, aim)
    status = await life
    await asyncio.to_thread(stack.restart, dead)

    assert status == "completed"
    assert issued(engine, patient.number) == 2
    assert await broken(engine, client, [patient.number]) == []


async def test_a_task_that_its_order_has_not_heard_of_is_completed_all_the_same(
    stack: Stack, aim: Aim, engine: Engine, client: Client
) -> None:
    # given: the segment that the timer led to is committed, and the worker dies before the order knows
    patient = await begun(client, engine, "K-unheard")
    await patient.complete("review", "accept")
    await patient.send("paid", {"reference": "bank-1"})
    aim.take("after_commit", patient.number, signal.SIGKILL)
    dead = await struck(stack, aim)

    # when
    answer = await patient.complete("hand_over", "done")
    result = await patient.ended()
    await asyncio.to_thread(stack.restart, dead)

    # then
    assert answer["answer"]["status"] == "done"
    assert result["status"] == "completed"
    assert rows(engine, "select code from refusals where order_number = :n", n=patient.number) == []


@pytest.mark.parametrize("point", ["before_segment", "in_service", "before_commit", "after_commit"])
async def test_a_worker_that_freezes_in_a_segment_holds_up_nobody_and_adopts_when_it_thaws(
    point: Point, stack: Stack, aim: Aim, engine: Engine, client: Client
) -> None:
    patient = await begun(client, engine, f"F-{point}")
    other = await begun(client, engine, f"O-{point}")

    aim.take(point, patient.number, signal.SIGSTOP)
    life = asyncio.create_task(live(patient, cancels=False))
    frozen = await struck(stack, aim)
    statuses = [await live(other, cancels=False), await life]
    moved_on = rows(engine, "select head_hash from orders where number = :n", n=patient.number)
    await asyncio.to_thread(thaw, stack, frozen)

    assert statuses == ["completed", "completed"], "both end while the worker is frozen"
    assert rows(engine, "select head_hash from orders where number = :n", n=patient.number) == moved_on
    assert [issued(engine, one.number) for one in (patient, other)] == [2, 2]
    assert await broken(engine, client, [patient.number, other.number]) == []


def thaw(stack: Stack, worker: str) -> None:
    """Let the worker go on until it has said what it came to: its log, which stood still, goes on."""
    log: Path = stack.assembly.data.log(worker)
    before = log.stat().st_size
    os.kill(stack.pid(worker), signal.SIGCONT)
    eventually(lambda: log.read_text()[before:], 30)
