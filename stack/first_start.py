"""The first start of a stack: sample products, stock, customers, staff and orders."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, exists, select

from application.office import Office
from application.people import the_system
from application.use_cases.submit import Receipt, Terms
from database import create_engine
from database.tables import orders
from orders import Order
from stack.addresses import Addresses
from stack.layout import DataDirectory
from stack.office import open_office
from stack.sample_data import load_sample_master_data
from stack.settings import Settings


def load_samples(settings: Settings, addresses: Addresses) -> str:
    """Load them into an empty database; says what was loaded, or nothing. Safe to repeat: what a stop has cut
    short goes on at the next call, and an order that is there already stays one order.

    Raises BrokenMasterDataError.
    """
    if not settings.samples:
        return ""
    begun = _Begun.of(settings)
    engine = create_engine(addresses.database_url)
    try:
        if not begun.noted() and not _is_empty(engine):
            return ""
        begun.note()
        samples = settings.definitions / "samples"
        load_sample_master_data(engine, samples)
    finally:
        engine.dispose()
    with open_office(settings, addresses, by="samples") as office:
        receipts = asyncio.run(_submit(office, _read(office, samples / "orders")))
    begun.forget()
    return f"Loaded sample products, stock, customers, staff and {len(receipts)} orders."


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file that is there from the first sample to the last. It names the database: another one, chosen
    since, does not get the rest."""

    file: Path
    database: str

    @classmethod
    def of(cls, settings: Settings) -> Self:
        database = settings.database_url.rpartition("@")[2] or "embedded"
        return cls(DataDirectory.at(settings.data_dir).samples, database)

    def noted(self) -> bool:
        try:
            return self.file.read_text("utf-8") == self.database
        except (FileNotFoundError, UnicodeDecodeError):
            return False

    def note(self) -> None:
        self.file.write_text(self.database, "utf-8")

    def forget(self) -> None:
        self.file.unlink(missing_ok=True)


def _is_empty(engine: Engine) -> bool:
    with engine.connect() as connection:
        return not connection.scalar(select(exists().select_from(orders)))


def _read(office: Office, directory: Path) -> Sequence[Order]:
    files = sorted(directory.glob("*.yaml"))
    return [order for file in files for order in office.read(file.read_bytes(), str(file)).orders]


async def _submit(office: Office, samples: Sequence[Order]) -> dict[str, Receipt]:
    terms = Terms(datetime.now(UTC))
    person = the_system(via="samples")
    return {receipt.number: receipt async for _, receipt in office.submit.all(samples, terms, person)}
