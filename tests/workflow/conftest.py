"""Orders on the real Temporal server, with a worker in this process."""

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import Engine

from database import create_engine
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack
from tests.support.definitions_for_segments import SMALL, noting
from tests.support.family_definitions import FAMILY
from tests.support.order_bench import Bench, Orders, running_orders


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a database of this test's own."""
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
async def orders(stack: Stack, engine: Engine) -> AsyncIterator[Orders]:
    """Orders of the small process."""
    bench = Bench(engine, {"processes/small.yaml": SMALL.encode()}, {"test.note": noting()})
    client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
    async with running_orders(client, bench) as running:
        yield running


@pytest.fixture
async def family(stack: Stack, engine: Engine) -> AsyncIterator[Orders]:
    """Orders that call orders."""
    bench = Bench(engine, FAMILY, {"test.note": noting()})
    client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
    async with running_orders(client, bench) as running:
        yield running
