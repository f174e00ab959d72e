"""The use cases, wired to PostgreSQL, Temporal and the files of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from database.connection import ConnectionSettings, create_engine
from database.failures import is_unavailable
from stack.addresses import Addresses
from stack.settings import Settings

if TYPE_CHECKING:
    from adapters.definition_registry import DefinitionRegistry
    from application.ports.definitions import Definitions
    from application.ports.identity import Identity
    from application.ports.intake import Intake
    from application.ports.order_files import OrderFiles
    from application.ports.read_model import ReadModel
    from application.ports.runtime import Runtime
    from application.ports.vocabulary import Vocabulary
    from application.use_cases.clock import Clock
    from application.use_cases.grant import Grant
    from application.use_cases.inbox import Inbox
    from application.use_cases.incidents import Incidents
    from application.use_cases.messages import Messages
    from application.use_cases.order_pages import OrderPages
    from application.use_cases.orders import Orders
    from application.use_cases.replay import ReplayOrder
    from application.use_cases.submit import Submit
    from application.use_cases.tasks import Tasks
    from application.use_cases.who import Who

CONNECTIONS = 8  # as many as orders are submitted at once
PATIENCE = timedelta(seconds=8)  # with the five for connecting, nobody waits much longer than ten seconds


@contextmanager
def open_office(settings: Settings, addresses: Addresses, by: str = "system") -> Iterator[LiveOffice]:
    """The use cases while the context lasts. Nothing is connected before it is needed; definitions are
    published in the name of ``by``. Raises JournalUnavailableError when PostgreSQL does not answer."""
    limits = ConnectionSettings(pool_size=CONNECTIONS, answer_timeout=PATIENCE)
    engine = create_engine(addresses.database_url, limits)
    try:
        yield LiveOffice(settings, addresses, engine, by)
    except (DBAPIError, PoolTimeoutError) as error:
        if is_unavailable(error):
            from application.ports.journal import JournalUnavailableError

            reason = error.orig if isinstance(error, DBAPIError) else error
            raise JournalUnavailableError(str(reason).splitlines()[0]) from error
        raise
    finally:
        engine.dispose()


class LiveOffice:
    """The use cases and what they share, each imported and made when it is first asked for: a list of orders
    must not wait for compilers and servers that it does not use."""

    def __init__(self, settings: Settings, addresses: Addresses, engine: Engine, by: str) -> None:
        self._settings = settings
        self._addresses = addresses
        self._engine = engine
        self._by = by

    @cached_property
    def identity(self) -> Identity:
        from adapters.identity import SqlIdentity
        from backoffice.staff import SqlStaff

        return SqlIdentity(self._engine, SqlStaff)

    @cached_property
    def read_model(self) -> ReadModel:
        from adapters.read_model import SqlReadModel

        return SqlReadModel(self._engine)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        from adapters.vocabulary import SqlVocabulary

        return SqlVocabulary(self._engine)

    @cached_property
    def runtime(self) -> Runtime:
        from adapters.temporal.client import TemporalRuntime
        from adapters.temporal.connection import TemporalConnection
        from stack.connection import connect

        return TemporalRuntime(TemporalConnection(partial(connect, self._addresses)))

    @cached_property
    def registry(self) -> DefinitionRegistry:
        from activities.catalogue import catalogue
        from adapters.definition_registry import DefinitionRegistry
        from stack.signatures import signatures

        return DefinitionRegistry(self._engine, signatures(catalogue()))

    @cached_property
    def definitions(self) -> Definitions:
        from adapters.definition_source import PublishedDefinitions
        from adapters.definition_workspace import DirectoryWorkspace
        from engine.compiler.lock import read_lock

        workspace = DirectoryWorkspace(self._settings.definitions)
        lock, _ = read_lock(workspace.read_lock() or b"", workspace.lock_place)
        return PublishedDefinitions(self.registry, workspace.select(()).files, lock, self._by)

    @cached_property
    def grant(self) -> Grant:
        from adapters.refusal_log import SqlRefusalLog
        from application.use_cases.grant import Grant

        return Grant(self.runtime, self.read_model, SqlRefusalLog(self._engine))

    @cached_property
    def who(self) -> Who:
        from application.use_cases.who import Who

        return Who(self.identity)

    @cached_property
    def read(self) -> Intake:
        from intake import read_orders

        return read_orders

    @cached_property
    def files(self) -> OrderFiles:
        from adapters.order_files import LocalOrderFiles

        return LocalOrderFiles()

    @cached_property
    def submit(self) -> Submit:
        from adapters.order_book import SqlOrderBook
        from application.use_cases.submit import Submit
        from backoffice import SqlParties

        return Submit(SqlOrderBook(self._engine, SqlParties), self.definitions, self.runtime)

    @cached_property
    def orders(self) -> Orders:
        from application.use_cases.orders import Orders

        return Orders(self.read_model, self.vocabulary)

    @cached_property
    def pages(self) -> OrderPages:
        from application.use_cases.order_pages import OrderPages

        return OrderPages(self.read_model, self.definitions)

    @cached_property
    def inbox(self) -> Inbox:
        from application.use_cases.inbox import Inbox

        return Inbox(self.read_model, self.vocabulary)

    @cached_property
    def tasks(self) -> Tasks:
        from application.use_cases.tasks import Tasks

        return Tasks(self.grant, self.inbox, self.identity, self.definitions)

    @cached_property
    def messages(self) -> Messages:
        from application.use_cases.messages import Messages

        return Messages(self.grant, self.read_model, self.definitions)

    @cached_property
    def incidents(self) -> Incidents:
        from application.use_cases.incidents import Incidents

        return Incidents(self.grant, self.read_model, self.identity)

    @cached_property
    def clock(self) -> Clock:
        from adapters.family_clock import SqlFamilyClock
        from application.use_cases.clock import Clock

        return Clock(self.runtime, self.read_model, SqlFamilyClock(self._engine))

    @cached_property
    def replay(self) -> ReplayOrder:
        from adapters.temporal.replayer import TemporalReplay
        from application.use_cases.replay import ReplayOrder
        from workflows import OrderWorkflow
        from workflows.definitions import install

        install(self.registry.resolve)  # a replay runs the workflow in this process
        replayer = TemporalReplay([OrderWorkflow])
        return ReplayOrder(self.runtime, replayer, self.read_model, self.definitions)
