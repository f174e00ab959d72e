"""Commands: what the interpreter asks the shell to do."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from engine.model import RetryPolicy
from engine.values import Value


@dataclass(frozen=True, slots=True)
class CallService:
    """Run a service once. ``call`` is its idempotency key: equal keys are the same call, however often tried.

    ``queue`` None: local, part of the segment. Otherwise the shell retries by ``retry`` on that task queue.
    ``at`` is when it was first asked for. ``undoes`` is the key of a call whose effect is in doubt, when this
    one is a part of undoing it.
    """

    call: str
    element: str
    service: str
    input: dict[str, Value] = field(hash=False)
    queue: str | None
    timeout: timedelta
    retry: RetryPolicy
    at: datetime
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class StartChild:
    """Start an order that this one calls. ``child`` is its number.

    ``place`` is the call activity, with the entry of a multi-instance that it is for (``source[10]``).
    ``time`` is where a manual clock begins. ``reports``: the child knows its parent, tells it its end, and
    can be told to cancel; otherwise it goes its own way.
    """

    child: str
    place: str
    process: str
    version: int
    digest: str
    input: dict[str, Value] = field(hash=False)
    clock: Literal["real", "manual"]
    time: datetime
    reports: bool


@dataclass(frozen=True, slots=True)
class TellOrder:
    """Hand a stimulus to another order: at least once, in order. ``stimulus`` is plain, without time; its
    ``id`` lets the receiver know a repetition."""

    to: str
    stimulus: dict[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class CompleteProcess:
    """The process instance has ended."""

    status: str
    output: dict[str, Value] = field(hash=False)


Command = CallService | StartChild | TellOrder | CompleteProcess
