"""The task queues of outside systems, and who stands behind their ports."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import Any

import httpx
from sqlalchemy import Engine

from activities.catalogue import AnyService
from activities.outside import OutsideRun
from activities.temporal import outside_activity
from adapters.http.channel import Channel
from adapters.http.erp import HttpErp
from adapters.outside_answers import SqlAnswers
from application.ports import OutsidePorts
from backoffice import SqlErp
from stack.queues import QueueContent
from stack.settings import Settings

Systems = Callable[[], AbstractContextManager[OutsidePorts]]


@contextmanager
def outside_queues(
    settings: Settings, engine: Engine, services: Mapping[str, AnyService]
) -> Iterator[Sequence[QueueContent]]:
    """A queue for each outside system, with the services that it serves, while the context lasts."""
    with outside_systems(settings, engine) as systems:
        run = OutsideRun(systems, SqlAnswers(engine))
        names = sorted({service.queue for service in services.values() if service.queue is not None})
        yield [_queue(settings, run, services, name) for name in names]


def _queue(
    settings: Settings, run: OutsideRun, services: Mapping[str, AnyService], name: str
) -> QueueContent:
    served = (service for service in services.values() if service.queue == name)
    activities: tuple[Callable[..., Any], ...] = tuple(outside_activity(run, one) for one in served)
    limit = settings.call_limits.get(name)
    return QueueContent(name, activities=activities, activities_per_second=limit)


@contextmanager
def outside_systems(settings: Settings, engine: Engine) -> Iterator[Systems]:
    """Opens the outside systems for one call: those that the settings name, else the built-in ones."""
    if not settings.erp_url:
        yield partial(built_in_systems, engine)
        return
    with _client(settings) as client:
        yield lambda: nullcontext(OutsidePorts(erp=HttpErp(Channel("the ERP", client))))


def _client(settings: Settings) -> httpx.Client:
    headers = {"Authorization": f"Bearer {settings.erp_token}"} if settings.erp_token else {}
    # A connection for each request: on one that is kept, an answer that comes twice, or late, would be taken
    # for the answer to the next question.
    limits = httpx.Limits(max_connections=settings.activity_slots, max_keepalive_connections=0)
    # Only the address that is set: no proxy of the environment, no redirect to somewhere else.
    return httpx.Client(
        base_url=settings.erp_url,
        headers=headers,
        timeout=settings.erp_timeout_seconds,
        limits=limits,
        trust_env=False,
    )


@contextmanager
def built_in_systems(engine: Engine) -> Iterator[OutsidePorts]:
    """The built-in back office in place of outside systems: one transaction a call."""
    with engine.begin() as connection:
        yield OutsidePorts(erp=SqlErp(connection))
