"""What the task queues run, wired: segments for orders, the sweep, and outside systems."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

import structlog
from temporalio.client import Client

from activities.calls import ServiceRun
from activities.catalogue import AnyService, catalogue
from activities.post import LostLetters, reopen_activity
from activities.segment import SegmentRunner
from activities.surroundings import LiveSurroundings, reaches
from activities.sweep import Sweep, sweep_activity
from activities.temporal import segment_activity
from adapters.definition_files import read_definitions
from adapters.definition_registry import DefinitionRegistry
from adapters.journal import SqlJournal
from adapters.order_book import SqlOrderBook
from adapters.oversight import SqlOversight
from adapters.post import SqlPost
from adapters.temporal.client import TemporalRuntime
from adapters.temporal.connection import established
from adapters.temporal.watch import TemporalWatch
from application.messages import ORDERS_QUEUE
from application.use_cases.deliver import Deliver
from application.use_cases.start_order import start_by_number
from backoffice import SqlParties, ports
from database.connection import ConnectionSettings, create_engine
from engine.compiler import Library, calendars_ending
from stack.addresses import find_addresses
from stack.outside import outside_queues
from stack.queues import QueueContent
from stack.settings import Settings
from stack.signatures import signatures
from stack.sweep_schedule import begin_sweeping
from workflows import WORKFLOWS
from workflows.definitions import install

_log = structlog.get_logger(__name__)

SPARE_CONNECTIONS = 3  # beside one for each segment: the sweep and look-ups of definitions


@contextmanager
def queue_workers(settings: Settings, client: Client) -> Iterator[Sequence[QueueContent]]:
    """Open the database and the definitions, give the queues, close everything at the end."""
    limits = ConnectionSettings(pool_size=settings.segment_slots + SPARE_CONNECTIONS)
    engine = create_engine(find_addresses(settings).database_url, limits)
    services = catalogue()
    registry = DefinitionRegistry(engine, signatures(services))
    try:
        library = registry.publish(read_definitions(settings.definitions), by="worker")
        for finding in (*library.findings, *calendars_ending(library, datetime.now(UTC))):
            _log.warning("finding in a definition", finding=str(finding))
        install(registry.resolve)
        runner = segment_runner(SqlJournal(engine, ports), registry, services, library)
        runtime, book = TemporalRuntime(established(client)), SqlOrderBook(engine, SqlParties)
        deliver = Deliver(runtime, book)
        sweep = Sweep(
            SqlOversight(engine),
            TemporalWatch(client),
            restart=partial(start_by_number, runtime, book),
            reaches=partial(reaches, library.calendars),
            others=[LostLetters(SqlPost(engine), deliver.to)],
        )
        activities = (segment_activity(runner), sweep_activity(sweep), reopen_activity(deliver.reopen))
        orders = QueueContent(ORDERS_QUEUE, WORKFLOWS, activities, begin=begin_sweeping)
        with outside_queues(settings, engine, services) as outside:
            yield [orders, *outside]
    finally:
        engine.dispose()


def segment_runner(
    journal: SqlJournal,
    registry: DefinitionRegistry,
    services: Mapping[str, AnyService],
    library: Library,
) -> SegmentRunner:
    """Segments against a journal, with calendars from the library and staff from each transaction."""
    return SegmentRunner(
        journal,
        registry.resolve,
        ServiceRun(services, journal),
        lambda place: LiveSurroundings(library.calendars, place.ports.staff, registry.newest),
    )
