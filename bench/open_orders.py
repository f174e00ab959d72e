"""What it takes to hold many open orders on the embedded stack, and to wake one that nobody has touched."""

import asyncio
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from typing import Any

from adapters.oversight import QUIET, SqlOversight
from bench.cost import resident_bytes, usage
from bench.surroundings import Surroundings
from bench.variants import OrdersOf

AT_ONCE = 30
IDLE_SECONDS = 30
COLD = 300


async def measure(here: Surroundings, count: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Open so many orders up to a review that is due in a month; then look, restart everything, and decide
    some of them."""
    orders, begun = here.orders_of("orderflow", "bench-weeks"), time.monotonic()
    await _open(orders, count, say)
    opened = time.monotonic() - begun
    say(f"all wait after {opened:.0f} s")
    swept = await asyncio.to_thread(_swept, here)
    idle = await _idle(here)
    found = {
        "orders": count,
        "opened_per_s": count / opened,
        "swept_after_s": swept,
        "resident_mb": {part: size / 1e6 for part, size in resident_bytes(here.stack).items()},
        "disk_kb_per_order": _disk(here) / 1024 / count,
        "idle_cpu_percent": idle,
    }
    say(f"held: {json.dumps(found)}")
    found["restart_s"] = await asyncio.to_thread(_restart, here)
    return found | await _cold(orders)


async def _open(orders: OrdersOf, count: int, say: Callable[[str], None]) -> None:
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(index: int) -> None:
        async with slots:
            await orders.start(index)
            if index % 1000 == 999:
                say(f"{index + 1} orders started")

    await asyncio.gather(*(one(index) for index in range(count)))
    while len(await asyncio.to_thread(orders.waiting)) < count:
        await asyncio.sleep(0.5)


def _swept(here: Surroundings) -> float:
    """Seconds until the sweep has looked at every order: only then is there nothing to do."""
    begun = time.monotonic()
    time.sleep(QUIET.total_seconds())  # what has just moved does not count yet
    while SqlOversight(here.engine).behind():
        time.sleep(2)
    return time.monotonic() - begun


async def _idle(here: Surroundings) -> dict[str, float]:
    """Percent of a core, by part, while nobody does anything."""
    await asyncio.sleep(5)
    before = usage(here.stack)
    await asyncio.sleep(IDLE_SECONDS)
    used = usage(here.stack).since(before)
    return {part: seconds / IDLE_SECONDS * 100 for part, seconds in used.items() if part != "client"}


def _disk(here: Surroundings) -> int:
    root: Path = here.stack.assembly.data.root
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def _restart(here: Surroundings) -> dict[str, float]:
    """Each part is killed and started again; until it serves requests."""
    found = {}
    for part in ("temporal", "postgres", "worker"):
        begun = time.monotonic()
        here.stack.kill(part)
        here.stack.restart(part)
        found[part] = time.monotonic() - begun
    return found


async def _cold(orders: OrdersOf) -> dict[str, float]:
    """The worker has just started: every order that is decided has to be replayed first."""
    numbers = random.Random(1).sample(sorted(orders.handles), min(COLD, len(orders.handles)))  # noqa: S311
    waits = []
    for number in numbers:
        begun = time.monotonic()
        await orders.decide(number)
        waits.append(time.monotonic() - begun)
    cuts = quantiles(waits, n=100, method="inclusive")
    return {
        "cold_update_p50_ms": cuts[49] * 1000,
        "cold_update_p99_ms": cuts[98] * 1000,
        "cold_update_max_ms": max(waits) * 1000,
    }
