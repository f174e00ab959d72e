"""A page that says whether this worker can do its work, for people, Docker and load balancers."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

_PATIENCE_SECONDS = 2.0


@dataclass
class Health:
    """What the worker says about itself. ``reachable`` asks a server, and raises when it does not answer."""

    state: Literal["starting", "running", "draining"] = "starting"
    queues: tuple[str, ...] = ()
    reachable: Mapping[str, Callable[[], Awaitable[object]]] = field(default_factory=dict)

    async def report(self) -> tuple[int, dict[str, object]]:
        """The HTTP status (200 only while running with every server within reach) and the facts."""
        answers = await asyncio.gather(*(_answers(ask) for ask in self.reachable.values()))
        servers = dict(zip(self.reachable, answers, strict=True))
        well = self.state == "running" and not any(servers.values())
        facts = {name: problem or "reachable" for name, problem in servers.items()}
        return (200 if well else 503), {"state": self.state, "queues": list(self.queues), **facts}


async def _answers(ask: Callable[[], Awaitable[object]]) -> str:
    """What went wrong, or nothing when the server answers in time."""
    try:
        await asyncio.wait_for(ask(), _PATIENCE_SECONDS)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is to be reported here
        return f"{type(error).__name__}: {error}"
    return ""


@asynccontextmanager
async def health_page(health: Health, host: str, port: int) -> AsyncIterator[int]:
    """Serves `GET /health` as JSON until the end of the context; gives the port (a free one for 0)."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _PATIENCE_SECONDS)
            path = request.split(b" ", 2)[1]
            writer.write(_response(*(await health.report() if path == b"/health" else _UNKNOWN)))
            await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, IndexError):
            pass  # somebody who does not speak HTTP, or left
        finally:
            writer.close()

    server = await asyncio.start_server(answer, host, port)
    async with server:
        yield server.sockets[0].getsockname()[1]


_UNKNOWN: tuple[int, dict[str, object]] = (404, {"error": "only /health is served here"})
_REASONS = {200: "OK", 404: "Not Found", 503: "Service Unavailable"}


def _response(status: int, facts: Mapping[str, object]) -> bytes:
    body = json.dumps(facts, indent=2).encode() + b"\n"
    head = f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
