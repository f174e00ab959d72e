"""What a task queue runs; `stack.services` fills it in, `stack.worker` runs it."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from temporalio.client import Client

from stack.settings import Settings


@dataclass(frozen=True, slots=True)
class QueueContent:
    """One task queue of one kind of work: the orders themselves, or one outside system."""

    name: str
    workflows: tuple[type, ...] = ()
    activities: tuple[Callable[..., Any], ...] = ()
    begin: Callable[[Client], Awaitable[None]] | None = None
    """What is to be done when a worker takes up this queue."""
    activities_per_second: float | None = None
    """Limit for the whole queue, over all workers: what the outside system can bear."""


class UnknownQueue(Exception):
    """Somebody asked for a task queue that no service belongs to."""


def chosen(contents: Sequence[QueueContent], wanted: frozenset[str]) -> Sequence[QueueContent]:
    """The contents of the wanted queues, of all for an empty set. Raises `UnknownQueue`."""
    known = {content.name for content in contents}
    if unknown := wanted - known:
        raise UnknownQueue(
            f"There is no task queue {', '.join(sorted(unknown))}; there are: {', '.join(sorted(known))}."
        )
    return [content for content in contents if not wanted or content.name in wanted]


class QueueWorkers(Protocol):
    """Opens what the services need (connection pools, clients), gives the queues, closes it at the end."""

    def __call__(
        self, settings: Settings, client: Client
    ) -> AbstractContextManager[Sequence[QueueContent]]: ...
