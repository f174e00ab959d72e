"""Commands: what the interpreter asks the shell to do."""

from dataclasses import dataclass, field
from datetime import timedelta

from engine.model import RetryPolicy
from engine.values import Value


@dataclass(frozen=True, slots=True)
class CallService:
    """Run a service once. ``call`` is its idempotency key: equal keys are the same call, however often tried.

    ``queue`` None: local, part of the segment. Otherwise the shell retries by ``retry`` on that task queue.
    """

    call: str
    element: str
    service: str
    input: dict[str, Value] = field(hash=False)
    queue: str | None
    timeout: timedelta
    retry: RetryPolicy


@dataclass(frozen=True, slots=True)
class CompleteProcess:
    """The process instance has ended."""

    status: str
    output: dict[str, Value] = field(hash=False)


Command = CallService | CompleteProcess
