"""How long people wait: from a completion that is sent until the next task is in their inbox."""

import asyncio
import time
from statistics import quantiles
from typing import Any

from sqlalchemy import select

from bench.surroundings import Surroundings
from bench.variants import OrdersOf
from database.tables import tasks

PER_SECOND = 5


async def measure(here: Surroundings, seconds: int) -> dict[str, Any]:
    """Orders arrive five a second, whatever becomes of them; clerks complete as soon as a task shows."""
    orders = here.orders_of("orderflow", "bench-inbox")
    waits: list[float] = []
    async with asyncio.TaskGroup() as arrivals:
        for index in range(PER_SECOND * seconds):
            arrivals.create_task(_order(orders, index, waits))
            await asyncio.sleep(1 / PER_SECOND)
    cuts = quantiles(waits[PER_SECOND * 2 :], n=100, method="inclusive")  # the first two seconds warm up
    return {
        "orders_per_s": PER_SECOND,
        "completions": len(waits),
        "next_task_visible_p50_ms": cuts[49] * 1000,
        "next_task_visible_p99_ms": cuts[98] * 1000,
        "next_task_visible_max_ms": max(waits) * 1000,
    }


async def _order(orders: OrdersOf, index: int, waits: list[float]) -> None:
    number = await orders.start(index)
    await _until_open(orders, number, "review")
    begun = time.monotonic()
    await orders.decide(number)
    await _until_open(orders, number, "pack")
    waits.append(time.monotonic() - begun)
    await orders.decide(number, "pack", "packed")
    await orders.end(number)


async def _until_open(orders: OrdersOf, number: str, element: str) -> None:
    while not await asyncio.to_thread(_is_open, orders, number, element):
        await asyncio.sleep(0.005)


def _is_open(orders: OrdersOf, number: str, element: str) -> bool:
    query = select(tasks.c.id).where(tasks.c.id == f"{number}/{element}#1", tasks.c.completed_at.is_(None))
    with orders.engine.connect() as connection:
        return connection.execute(query).first() is not None
