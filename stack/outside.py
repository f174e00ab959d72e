"""The task queues of outside systems, and who stands behind their ports."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Engine

from activities.catalogue import AnyService
from activities.outside import OutsideRun
from activities.temporal import outside_activity
from adapters.outside_answers import SqlAnswers
from application.ports import OutsidePorts
from backoffice import SqlErp
from stack.queues import QueueContent
from stack.settings import Settings


def outside_queues(
    settings: Settings, engine: Engine, services: Mapping[str, AnyService]
) -> Sequence[QueueContent]:
    """A queue for each outside system, with the services that it serves."""
    del settings
    run = outside_run(engine)
    queues = sorted({service.queue for service in services.values() if service.queue is not None})
    return [QueueContent(queue, activities=_activities(run, services, queue)) for queue in queues]


def _activities(
    run: OutsideRun, services: Mapping[str, AnyService], queue: str
) -> tuple[Callable[..., Any], ...]:
    return tuple(outside_activity(run, service) for service in services.values() if service.queue == queue)


def outside_run(engine: Engine) -> OutsideRun:
    """How calls of outside systems are answered."""
    return OutsideRun(partial(built_in_systems, engine), SqlAnswers(engine))


@contextmanager
def built_in_systems(engine: Engine) -> Iterator[OutsidePorts]:
    """The built-in back office in place of outside systems: one transaction a call."""
    with engine.begin() as connection:
        yield OutsidePorts(erp=SqlErp(connection))
