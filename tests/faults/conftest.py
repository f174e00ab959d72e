"""Orders on the shared stack, and an ERP beside them."""

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import Engine
from temporalio.client import Client

from database import create_engine
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack
from tests.support.erp_orders import erp_bench
from tests.support.erp_process import ErpProcess, erp_process
from tests.support.order_bench import Orders, running_orders


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ErpProcess]:
    with erp_process(tmp_path_factory.mktemp("erp")) as process:
        yield process


@pytest.fixture
def erp(stand_in: ErpProcess) -> ErpProcess:
    """It behaves well, and nothing is entered."""
    stand_in.clear()
    return stand_in


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
async def client(stack: Stack) -> Client:
    return await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))


@pytest.fixture
async def orders(client: Client, engine: Engine) -> AsyncIterator[Orders]:
    """Orders without anybody who serves the queue of the ERP; none is left open at the end."""
    async with running_orders(client, erp_bench(engine)) as running:
        yield running
        for row in running.bench.rows("select number from orders where closed_at is null"):
            await client.get_workflow_handle(row.number).terminate("the test is over")
