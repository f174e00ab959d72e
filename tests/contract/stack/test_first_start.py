"""The first start fills an empty stack with samples, once."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from temporalio.envconfig import ClientConnectConfig

from database import create_engine
from database.tables import orders, staff
from stack.addresses import Addresses
from stack.embedded import embedded_stack
from stack.first_start import load_samples
from stack.settings import Settings


@pytest.fixture(scope="module")
def empty() -> Iterator[Addresses]:
    """Servers of this file's own, and no worker: a sample order must be able to wait for one."""
    with embedded_stack(workers=0, durable=False) as stack:
        yield Addresses(ClientConnectConfig(target_host=stack.temporal_address), stack.database_url)


def counted(addresses: Addresses) -> tuple[int, int, int]:
    """Orders, among them those whose number tells that they came in the order of their files, and staff."""
    engine = create_engine(addresses.database_url)
    with engine.connect() as connection:
        found = connection.execute(select(orders.c.number).order_by(orders.c.received_at)).scalars().all()
        people = connection.scalar(select(func.count()).select_from(staff)) or 0
    engine.dispose()
    return len(found), len([n for n, o in zip(sorted(found), found, strict=True) if n == o]), people


def test_samples_are_loaded_once_into_an_empty_database(empty: Addresses) -> None:
    # given
    unwanted = load_samples(Settings(SAMPLES=False), empty)
    nothing = counted(empty)

    # when
    first = load_samples(Settings(), empty)
    loaded = counted(empty)
    second = load_samples(Settings(), empty)

    # then
    assert (unwanted, nothing) == ("", (0, 0, 0))
    assert f"{loaded[0]} orders" in first
    assert loaded[0] > 15
    assert loaded[0] == loaded[1]
    assert loaded[2] > 5
    assert second == ""
    assert counted(empty) == loaded
