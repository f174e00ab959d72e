"""The runtime: where orders live as processes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from application.messages import Head, MoveClock, StartOrder, Wish


class UnreachableError(Exception):
    """The server does not answer at all. The message says what to do about it."""


class UnansweredError(Exception):
    """Whether the wish was granted is not known. Repeating it with the same id is safe."""


class NotRunningError(Exception):
    """No such order runs: it has ended, was never started, or does not exist."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the runtime's own pages show of an order; no personal data."""

    summary: str
    customer: str | None
    channel: str


@dataclass(frozen=True, slots=True)
class History:
    """One run of an order, as JSON of the runtime's own format."""

    order: str
    run: str
    json: str


class Runtime(Protocol):
    """Starts orders and carries wishes to them."""

    async def start(self, order: StartOrder, shown: Shown, *, again: bool = False) -> bool:
        """Start an order; False when it was started before, whatever has become of it; with ``again`` only
        while it runs.

        Raises UnreachableError.
        """
        ...

    async def tell(self, number: str, stimulus: Mapping[str, Any]) -> None:
        """Hand an order a letter; returns before it is handled. Raises NotRunningError, UnreachableError."""
        ...

    async def wish(self, number: str, name: str, wish: Wish, patience: timedelta) -> Mapping[str, Any]:
        """Carry a wish to an order and wait for its outcome: ``{"answer": …}`` or ``{"refusal": …}``.

        Raises RefusedError, UnansweredError after ``patience``, NotRunningError, UnreachableError.
        """
        ...

    async def move_clock(self, number: str, move: MoveClock) -> None:
        """Move a manual clock; returns before it has moved. Raises NotRunningError, UnreachableError."""
        ...

    async def head(self, number: str) -> Head:
        """Where an order stands. Raises NotRunningError, UnansweredError, UnreachableError."""
        ...

    async def reconcile(self, number: str) -> None:
        """Let an order take up what its journal says; returns before it has. Raises as ``tell``."""
        ...

    async def histories(self, number: str) -> Sequence[History]:
        """The runs of an order, oldest first. Raises NotRunningError, UnreachableError."""
        ...
