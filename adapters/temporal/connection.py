"""One connection to Temporal, made when it is first needed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from temporalio.client import Client
from temporalio.service import RPCError

from application.ports.runtime import UnreachableError

_CURE = "Is the stack running? Start it with `make run` in another terminal."


@dataclass(slots=True)
class TemporalConnection:
    """``connect`` makes a client; it is asked once, however many need it at the same time."""

    connect: Callable[[], Awaitable[Client]]
    _client: Client | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def client(self) -> Client:
        """The client. Raises UnreachableError."""
        async with self._lock:
            if self._client is None:
                self._client = await self._connected()
            return self._client

    async def _connected(self) -> Client:
        try:
            return await self.connect()
        except (RuntimeError, RPCError) as error:
            raise UnreachableError(f"Temporal does not answer. {_CURE}") from error


def established(client: Client) -> TemporalConnection:
    """A connection that is there already."""

    async def given() -> Client:
        return client

    return TemporalConnection(given)
