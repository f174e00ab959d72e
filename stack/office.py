"""The use cases, wired to PostgreSQL, Temporal and the files of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from activities.catalogue import catalogue
from adapters.definition_registry import DefinitionRegistry
from adapters.definition_source import PublishedDefinitions
from adapters.definition_workspace import DirectoryWorkspace
from adapters.identity import SqlIdentity
from adapters.order_book import SqlOrderBook
from adapters.read_model import SqlReadModel
from adapters.refusal_log import SqlRefusalLog
from adapters.temporal.client import TemporalRuntime
from adapters.temporal.connection import TemporalConnection
from adapters.temporal.replayer import TemporalReplay
from application.office import Office
from application.ports.journal import JournalUnavailableError
from application.use_cases.clock import Clock
from application.use_cases.grant import Grant
from application.use_cases.incidents import Incidents
from application.use_cases.messages import Messages
from application.use_cases.orders import Orders
from application.use_cases.replay import ReplayOrder
from application.use_cases.submit import Submit
from application.use_cases.tasks import Tasks
from application.use_cases.who import Who
from backoffice import SqlParties, SqlStaff
from database import is_unavailable
from database.connection import ConnectionSettings, create_engine
from engine.compiler.lock import read_lock
from intake import read_orders
from stack.addresses import Addresses
from stack.connection import connect
from stack.services import signatures
from stack.settings import Settings
from workflows import OrderWorkflow
from workflows.definitions import install

CONNECTIONS = 8  # as many as orders are submitted at once


@contextmanager
def open_office(settings: Settings, addresses: Addresses, by: str = "system") -> Iterator[Office]:
    """The use cases while the context lasts. Nothing is connected before it is needed; definitions are
    published in the name of ``by``. Raises JournalUnavailableError when PostgreSQL does not answer."""
    engine = create_engine(addresses.database_url, ConnectionSettings(pool_size=CONNECTIONS))
    try:
        yield _office(settings, engine, TemporalConnection(partial(connect, addresses)), by)
    except (DBAPIError, PoolTimeoutError) as error:
        if is_unavailable(error):
            raise JournalUnavailableError(str(error).splitlines()[0]) from error
        raise
    finally:
        engine.dispose()


def _office(settings: Settings, engine: Engine, temporal: TemporalConnection, by: str) -> Office:
    registry = DefinitionRegistry(engine, signatures(catalogue()))
    install(registry.resolve)  # for replays, which run the workflow in this process
    workspace = DirectoryWorkspace(settings.definitions)
    lock, _ = read_lock(workspace.read_lock() or b"", workspace.lock_place)
    definitions = PublishedDefinitions(registry, workspace.select(()).files, lock, by)
    identity, read_model = SqlIdentity(engine, SqlStaff), SqlReadModel(engine)
    runtime = TemporalRuntime(temporal)
    grant = Grant(runtime, read_model, SqlRefusalLog(engine))
    return Office(
        who=Who(identity),
        read=read_orders,
        submit=Submit(SqlOrderBook(engine, SqlParties), definitions, runtime),
        orders=Orders(read_model, definitions),
        tasks=Tasks(grant, read_model, identity),
        messages=Messages(grant),
        incidents=Incidents(grant, read_model),
        clock=Clock(runtime, read_model),
        replay=ReplayOrder(runtime, TemporalReplay([OrderWorkflow]), read_model, definitions),
    )
