"""A migrated database for each test, and ways to fill it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from backoffice.master_data import MasterData, load_master_data, read_master_data
from database import create_engine, transaction
from database.tables import products, stock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SAMPLES = Path(__file__).parents[2] / "definitions" / "samples"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a database of this test's own."""
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def shelve(engine: Engine) -> Callable[..., None]:
    """Puts products on the shelf: `shelve(CUP=3)`."""

    def put(**on_hand: int) -> None:
        with transaction(engine) as connection:
            for sku, quantity in on_hand.items():
                connection.execute(
                    insert(products).values(
                        sku=sku,
                        name={"en": sku, "zh": sku},
                        unit="pcs",
                        price=Decimal("9.90"),
                        currency="CNY",
                        specification={},
                    )
                )
                connection.execute(insert(stock).values(sku=sku, on_hand=quantity))

    return put


def sample(name: str) -> MasterData:
    """A file of definitions/samples, which must be right."""
    data = read_master_data((SAMPLES / name).read_bytes(), name)
    assert isinstance(data, MasterData), data
    return data


@pytest.fixture
def samples(engine: Engine) -> Engine:
    """The engine, with the sample master data loaded."""
    with transaction(engine) as connection:
        for name in ("products.yaml", "customers.yaml", "staff.yaml", "engineering.yaml"):
            load_master_data(connection, sample(name), NOON)
    return engine
