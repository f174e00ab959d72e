"""`kill -9` of the worker between a commit and what other orders should hear of it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, insert
from temporalio.client import Client

from activities.catalogue import catalogue
from adapters.definition_files import read_definitions
from adapters.order_book import SqlOrderBook
from adapters.temporal.client import TemporalRuntime
from adapters.temporal.connection import established
from application.ports import Demand, Origin
from application.ports.order_book import ReceivedOrder
from application.use_cases.start_order import start_by_number
from backoffice import SqlParties, SqlStock
from database import create_engine, transaction
from database.tables import products, stock
from engine.compiler import compile_definitions
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack, embedded_stack
from tests.support.dying import DIE_AT, SERVICES
from tests.support.kept_promises import broken, rows
from tests.support.order_bench import clerk
from tests.support.patient import Patient
from tests.support.waiting import eventually

pytestmark = pytest.mark.timeout(300)
DEFINITIONS = Path(__file__).parent / "family"


@pytest.fixture(scope="module")
def die_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a test says at which commit the worker dies."""
    return tmp_path_factory.mktemp("die")


@pytest.fixture(scope="module")
def stack(die_at: Path) -> Iterator[Stack]:
    """A stack of its own, with a worker process that dies when it is told to."""
    environment = {"ORDERFLOW_DEFINITIONS": str(DEFINITIONS), "ORDERFLOW_SERVICES": SERVICES}
    with embedded_stack(workers=1, worker_environment=environment | {DIE_AT: str(die_at)}) as running:
        put_on_shelf(running)
        yield running


def put_on_shelf(stack: Stack) -> None:
    engine = create_engine(stack.database_url)
    names = {"sku": "A", "name": {"en": "A", "zh": "A"}, "unit": "pcs", "currency": "CNY"}
    with transaction(engine) as connection:
        connection.execute(insert(products).values(**names, price=Decimal(1), specification={}))
        connection.execute(insert(stock).values(sku="A"))
        shelved = Origin("shelve", "none", datetime.now(UTC))
        SqlStock(connection).receive(shelved, [Demand("1", "A", Decimal(100))])
    engine.dispose()


@dataclass
class Deadly:
    """One family, and a worker that dies at a commit of it."""

    stack: Stack
    engine: Engine
    client: Client
    die_at: Path

    def enter(self) -> str:
        """A new order in the order book."""
        signatures = {name: service.signature for name, service in catalogue().items()}
        process = compile_definitions(read_definitions(DEFINITIONS), signatures).newest("parent")
        assert process is not None
        lines = [{"id": "1", "sku": "A", "quantity": 1}]
        document = {"lines": lines, "total": 1, "currency": "CNY", "external_number": "1", "channel": "test"}
        order = ReceivedOrder(
            prefix="K",
            channel="test",
            external_number=uuid4().hex,
            revision=1,
            content_hash="",
            customer=None,
            process=process.name,
            version=1,
            digest=process.digest,
            clock="real",
            currency="CNY",
            total=Decimal(1),
            language="en",
            priority=50,
            placed_at=datetime.now(UTC),
            actor=clerk("system"),
            document=document,
            parties=[],
        )
        return self.book.enter(order).number

    @property
    def book(self) -> SqlOrderBook:
        return SqlOrderBook(self.engine, SqlParties)

    async def start(self, number: str) -> None:
        await start_by_number(TemporalRuntime(established(self.client)), self.book, number)

    def dies(self, number: str, stimulus: str) -> None:
        """The worker will die when this order has committed what it did with such a stimulus."""
        (self.die_at / f"{number}@{stimulus}").touch()

    def buried(self, number: str, stimulus: str) -> None:
        """It has died there, and another one is at work."""
        eventually(lambda: not (self.die_at / f"{number}@{stimulus}").exists(), 60)
        self.stack.restart("worker")

    def patient(self, number: str) -> Patient:
        return Patient(self.client, self.engine, number)


@pytest.fixture
async def deadly(stack: Stack, die_at: Path) -> AsyncIterator[Deadly]:
    engine = create_engine(stack.database_url)
    client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
    yield Deadly(stack, engine, client, die_at)
    engine.dispose()


async def inspected(deadly: Deadly, number: str) -> Patient:
    """An order whose line is inspected, and that waits for somebody to check it."""
    await deadly.patient(f"{number}.1").complete("inspect", "good")
    parent = deadly.patient(number)
    await parent.task("check")
    return parent


async def taken(deadly: Deadly, number: str) -> str:
    """One family's people take the order; its status in the end."""
    parent = await inspected(deadly, number)
    await parent.complete("check", "done")
    return str((await parent.ended())["status"])


async def cancelled(parent: Patient) -> str:
    """They cancel it; its status in the end."""
    await parent.send("cancel_requested")
    return str((await parent.ended())["status"])


@pytest.mark.parametrize(
    ("who", "stimulus"),
    [
        ("parent", "Started"),  # the child is in the order book, and nobody has started it
        ("child", "Started"),  # it has told its progress, and nobody has carried that
        ("child", "CompletionReceived"),  # it has ended, and its parent was not told
        ("parent", "ChildEnded"),  # its parent was told, and the worker forgot
    ],
)
async def test_a_family_comes_to_its_end_whatever_was_lost(deadly: Deadly, who: str, stimulus: str) -> None:
    number = deadly.enter()
    victim = number if who == "parent" else f"{number}.1"
    deadly.dies(victim, stimulus)
    await deadly.start(number)

    life = asyncio.create_task(taken(deadly, number))
    await asyncio.to_thread(deadly.buried, victim, stimulus)

    assert await life == "completed"
    await kept(deadly, number)
    assert told(deadly, number) == ["begun", "good"], "in order, each once"


@pytest.mark.parametrize(
    ("who", "stimulus"),
    [
        ("parent", "MessageArrived"),  # the child, which has ended, was not told to undo its work
        ("child", "UndoReceived"),  # it has undone its work, and its parent was not told
    ],
)
async def test_a_cancelled_family_undoes_its_work_whatever_was_lost(
    deadly: Deadly, who: str, stimulus: str
) -> None:
    number = deadly.enter()
    victim = number if who == "parent" else f"{number}.1"
    await deadly.start(number)
    parent = await inspected(deadly, number)
    deadly.dies(victim, stimulus)

    life = asyncio.create_task(cancelled(parent))
    await asyncio.to_thread(deadly.buried, victim, stimulus)

    assert await life == "cancelled"
    await kept(deadly, number)
    assert (
        rows(deadly.engine, "select status from orders where number = :n", n=f"{number}.1")[0][0] == "undone"
    )
    query = "select count(*) from reservations where order_number = :n"
    assert rows(deadly.engine, query, n=f"{number}.1")[0][0] == 0


async def kept(deadly: Deadly, number: str) -> None:
    """Every promise was kept, and no letter is under way."""
    assert await broken(deadly.engine, deadly.client, [number, f"{number}.1"]) == []
    query = "select id from letters where (sender = :n or receiver = :n) and delivered_at is null"
    await asyncio.to_thread(eventually, lambda: not rows(deadly.engine, query, n=number))


def told(deadly: Deadly, number: str) -> list[str]:
    query = "select body from records where order_number = :n and kind = 'MessageReceived' order by seq"
    return [row.body["payload"]["step"] for row in rows(deadly.engine, query, n=number)]
