"""The first start fills an empty stack with samples, once."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, select
from temporalio.envconfig import ClientConnectConfig

from application.office import Office
from application.use_cases.submit import Receipt
from database import create_engine
from database.tables import orders, staff
from orders import Order
from stack import first_start
from stack.addresses import Addresses
from stack.embedded import embedded_stack
from stack.first_start import load_samples
from stack.settings import Settings


@pytest.fixture
def empty() -> Iterator[Addresses]:
    """Servers of this file's own, and no worker: a sample order must be able to wait for one."""
    with embedded_stack(workers=0, durable=False) as stack:
        yield Addresses(ClientConnectConfig(target_host=stack.temporal_address), stack.database_url)


@pytest.fixture
def wanted(tmp_path: Path) -> Settings:
    """Samples, with a data directory of the test's own."""
    return Settings().model_copy(update={"data_dir": tmp_path})


def counted(addresses: Addresses) -> tuple[int, int, int]:
    """Orders, among them those whose number tells that they came in the order of their files, and staff."""
    engine = create_engine(addresses.database_url)
    with engine.connect() as connection:
        found = connection.execute(select(orders.c.number).order_by(orders.c.received_at)).scalars().all()
        people = connection.scalar(select(func.count()).select_from(staff)) or 0
    engine.dispose()
    numbers = sorted(found, key=lambda number: int(number.partition("-")[2]))
    return len(found), len([n for n, o in zip(numbers, found, strict=True) if n == o]), people


def test_samples_are_loaded_once_into_an_empty_database(empty: Addresses, wanted: Settings) -> None:
    # given
    unwanted = load_samples(wanted.model_copy(update={"samples": False}), empty)
    nothing = counted(empty)

    # when
    first = load_samples(wanted, empty)
    loaded = counted(empty)
    second = load_samples(wanted, empty)

    # then
    assert (unwanted, nothing) == ("", (0, 0, 0))
    assert f"{loaded[0]} orders" in first
    assert loaded[0] > 15
    assert loaded[0] == loaded[1]
    assert loaded[2] > 5
    assert second == ""
    assert counted(empty) == loaded


def test_samples_that_a_stop_has_cut_short_are_all_there_after_the_next_start(
    empty: Addresses, wanted: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    submit = first_start._submit

    async def stopped(office: Office, samples: Sequence[Order]) -> dict[str, Receipt]:
        await submit(office, samples[:3])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(first_start, "_submit", stopped)
        with pytest.raises(KeyboardInterrupt):
            load_samples(wanted, empty)
    midway = counted(empty)
    elsewhere = load_samples(wanted.model_copy(update={"database_url": "postgresql://x@other/orders"}), empty)

    # when
    again = load_samples(wanted, empty)
    whole = counted(empty)
    settled = load_samples(wanted, empty)

    # then
    assert midway[0] == 3
    assert elsewhere == ""
    assert f"{whole[0]} orders" in again
    assert whole[0] > 15
    assert settled == ""
