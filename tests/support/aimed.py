"""A worker that is struck at a point of a segment which a test chooses.

The test writes a file named after the point; the first worker that comes by there with the named order takes
the file and kills or freezes itself on the spot.
"""

import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from temporalio.client import Client

from activities.catalogue import AnyService, catalogue
from activities.temporal import segment_activity
from adapters.definition_files import read_definitions
from adapters.definition_registry import DefinitionRegistry
from adapters.journal import SqlJournal
from application.messages import ORDERS_QUEUE
from application.ports.journal import Place
from backoffice import ports
from database import ConnectionSettings, create_engine
from stack.addresses import find_addresses
from stack.queues import QueueContent
from stack.services import segment_runner
from stack.settings import Settings
from stack.signatures import signatures
from workflows import WORKFLOWS
from workflows.definitions import install

SERVICES = "tests.support.aimed:queue_workers"
DIRECTORY = "ORDERFLOW_AIM"
FROZEN_FOR = timedelta(seconds=2)  # in a transaction; then PostgreSQL ends it. Ten seconds in real life
Point = Literal["before_segment", "in_service", "before_commit", "after_commit"]


@dataclass(frozen=True)
class Aim:
    """Where the files lie."""

    directory: Path

    def take(self, point: Point, order: str, blow: signal.Signals) -> None:
        """Strike the next worker that comes by."""
        draft = self.directory / "draft"
        draft.write_text(json.dumps({"order": order, "blow": blow.value}))
        draft.rename(self.directory / point)

    def hit(self) -> int | None:
        """The process that was struck, once there is one."""
        found = list(self.directory.glob("*.hit"))
        return int(found[0].suffixes[0][1:]) if found else None

    def strike(self, point: Point, order: str) -> None:
        """Fall or freeze here when this is what the test aims at."""
        file = self.directory / point
        try:
            aimed = json.loads(file.read_text())
            if aimed["order"] != order:
                return
            file.rename(self.directory / f"{point}.{os.getpid()}.hit")
        except FileNotFoundError:
            return
        os.kill(os.getpid(), aimed["blow"])


class AimedJournal(SqlJournal):
    """The journal, with points around its transaction."""

    @contextmanager
    def place(
        self, number: str, before: str, stimuli: Sequence[str], *, guarded: bool = True
    ) -> Iterator[Place]:
        """As Journal."""
        aim = aim_of_this_process()
        aim.strike("before_segment", number)
        with super().place(number, before, stimuli, guarded=guarded) as place:
            yield place
            aim.strike("before_commit", number)
        aim.strike("after_commit", number)


def aim_of_this_process() -> Aim:
    """The one that the environment names."""
    return Aim(Path(os.environ[DIRECTORY]))


def struck(service: AnyService) -> AnyService:
    """The service, with a point behind its effect."""
    aim, work = aim_of_this_process(), service.function

    def function(*given: Any) -> Any:
        result = work(*given)
        aim.strike("in_service", given[1].order)
        return result

    return replace(service, function=function)


@contextmanager
def queue_workers(settings: Settings, client: Client) -> Iterator[Sequence[QueueContent]]:
    """Segments as they are, but for the points; no sweep, so that nothing else wakes an order."""
    limits = ConnectionSettings(idle_in_transaction_timeout=FROZEN_FOR)
    engine = create_engine(find_addresses(settings).database_url, limits)
    services = {name: struck(service) for name, service in catalogue().items()}
    registry = DefinitionRegistry(engine, signatures(services))
    library = registry.publish(read_definitions(settings.definitions), by="worker")
    install(registry.resolve)
    runner = segment_runner(AimedJournal(engine, ports), registry, services, library)
    activities: tuple[Callable[..., Any], ...] = (segment_activity(runner),)
    yield [QueueContent(ORDERS_QUEUE, WORKFLOWS, activities)]
    engine.dispose()
