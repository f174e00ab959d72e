"""The demonstration's desk on a database, without Temporal; in the cases others meddle."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from activities.calls import ServiceRun
from activities.catalogue import AnyService
from activities.outside import OutsideRun
from activities.segment import SegmentRunner
from activities.surroundings import LiveSurroundings
from adapters.definition_files import read_definitions
from adapters.definition_registry import DefinitionRegistry
from adapters.journal import SqlJournal
from adapters.outside_answers import SqlAnswers
from backoffice import ports
from backoffice.books import SqlBooks
from backoffice.master_data import MasterData, load_master_data, read_master_data
from database import create_engine
from demo.desk import Desk
from stack.addresses import Addresses
from stack.office import open_office
from stack.outside import built_in_systems
from stack.settings import Settings
from tests.support import cases
from tests.support.meddling import Meddler
from tests.support.segment_runtime import SegmentRuntime

DEFINITIONS = Path(__file__).parents[2] / "definitions"
MASTER_DATA = (
    *(DEFINITIONS / "samples" / name for name in ("products.yaml", "customers.yaml", "staff.yaml")),
    DEFINITIONS / "samples" / "engineering.yaml",
    cases.MASTER_DATA,
)


@contextmanager
def sample_desk(database_url: str) -> Iterator[Desk]:
    """The real use cases and services on an empty database, which gets the sample master data."""
    engine = create_engine(database_url)
    load_samples(engine)
    services = Meddler(engine).services()
    nowhere = Addresses({}, database_url)
    try:
        with open_office(Settings(definitions=DEFINITIONS), nowhere) as office:
            outside = OutsideRun(partial(built_in_systems, engine), SqlAnswers(engine))
            office.runtime = SegmentRuntime(_runner(engine, services), outside, services)
            yield Desk(office, SqlBooks(engine))
    finally:
        engine.dispose()


def load_samples(engine: Engine) -> None:
    """The master data of the samples and of the cases."""
    with engine.begin() as connection:
        for path in MASTER_DATA:
            data = read_master_data(path.read_bytes(), path.name)
            assert isinstance(data, MasterData), data
            load_master_data(connection, data, datetime(2026, 3, 2, tzinfo=UTC))


def _runner(engine: Engine, services: Mapping[str, AnyService]) -> SegmentRunner:
    registry = DefinitionRegistry(engine, {name: s.signature for name, s in services.items()})
    library = registry.publish(read_definitions(DEFINITIONS), by="test")
    journal = SqlJournal(engine, ports)
    return SegmentRunner(
        journal,
        registry.resolve,
        ServiceRun(services, journal),
        lambda place: LiveSurroundings(library.calendars, place.ports.staff, registry.newest),
    )
