"""Orders per second, processor time and history of each variant, in turn on the same servers."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from bench.cost import usage
from bench.surroundings import Surroundings
from bench.variants import VARIANTS, OrdersOf, Variant

AT_ONCE = 20  # orders under way
TO_REST = 0.25  # seconds until an order that only waits has gone to rest


@dataclass(slots=True)
class Round:
    """One run of one variant. CPU is milliseconds an order, by part."""

    orders_per_s: float
    cpu: dict[str, float]


@dataclass(slots=True)
class Rounds:
    """All runs, and what a history looks like."""

    rounds: dict[Variant, list[Round]] = field(default_factory=dict)
    events: dict[Variant, int] = field(default_factory=dict)
    bytes: dict[Variant, int] = field(default_factory=dict)


async def measure(here: Surroundings, rounds: int, count: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Medians of interleaved rounds, and the ratios of `orderflow` to the others, round by round."""
    found = Rounds()
    for index in range(rounds + 1):  # the first warms up and does not count
        for variant in VARIANTS:
            fresh = here.orders_of(variant)
            one = await _one(here, fresh, count if index else max(20, count // 5))
            if index:
                found.rounds.setdefault(variant, []).append(one)
                say(f"round {index} {variant:<10} {one.orders_per_s:6.1f} orders/s")
            await _look_at_history(found, variant, fresh)
    return _figures(found)


async def _one(here: Surroundings, orders: OrdersOf, count: int) -> Round:
    before, begun = usage(here.stack), time.monotonic()
    slots = asyncio.Semaphore(AT_ONCE)
    waiting = Waiting(orders)
    async with asyncio.TaskGroup() as group:
        watch = group.create_task(waiting.watch())
        await asyncio.gather(*(_order(orders, index, slots, waiting) for index in range(count)))
        watch.cancel()
    seconds = time.monotonic() - begun
    cpu = usage(here.stack).since(before)
    orders.put_away()
    return Round(count / seconds, {part: used * 1000 / count for part, used in cpu.items()})


class Waiting:
    """Looks a few times a second which orders wait for the clerk, as an inbox on a screen does."""

    def __init__(self, orders: OrdersOf) -> None:
        self._orders = orders
        self._wanted: dict[str, asyncio.Event] = {}

    async def for_clerk(self, number: str) -> None:
        """Until the order waits for the clerk. Floors show in no inbox: one is given the time to go to rest,
        so that its update meets it as a clerk's does; the other's comes while its start is still handled."""
        match self._orders.variant:
            case "floor":
                await asyncio.sleep(TO_REST)
            case "floor_at_once":
                pass
            case _:
                await self._wanted.setdefault(number, asyncio.Event()).wait()
                del self._wanted[number]

    async def watch(self) -> None:
        """For ever."""
        while True:
            found = await asyncio.to_thread(self._orders.waiting) if self._wanted else set()
            for number in found & self._wanted.keys():
                self._wanted[number].set()
            await asyncio.sleep(0.05)


async def _order(orders: OrdersOf, index: int, slots: asyncio.Semaphore, waiting: Waiting) -> None:
    async with slots:
        number = await orders.start(index)
        await waiting.for_clerk(number)
        await orders.decide(number)
        await orders.end(number)


async def _look_at_history(found: Rounds, variant: Variant, orders: OrdersOf) -> None:
    history = await next(reversed(orders.handles.values())).fetch_history()
    found.events[variant] = len(history.events)
    found.bytes[variant] = sum(event.ByteSize() for event in history.events)


def _figures(found: Rounds) -> dict[str, Any]:
    variants = {
        variant: {
            "orders_per_s": median(one.orders_per_s for one in runs),
            "history_events": found.events[variant],
            "history_bytes": found.bytes[variant],
            "cpu_ms_per_order": {part: median(one.cpu[part] for one in runs) for part in runs[0].cpu},
        }
        for variant, runs in found.rounds.items()
    }
    return {"variants": variants, "ratios": _ratios(found)}


def _ratios(found: Rounds) -> dict[str, float]:
    ours = found.rounds["orderflow"]

    def speed(other: Variant) -> float:
        pairs = zip(ours, found.rounds[other], strict=True)
        return median(mine.orders_per_s / theirs.orders_per_s for mine, theirs in pairs)

    def cpu(other: Variant, part: str) -> float:
        pairs = zip(ours, found.rounds[other], strict=True)
        return median(mine.cpu[part] / theirs.cpu[part] for mine, theirs in pairs)

    return {
        "events_to_idiomatic": found.events["orderflow"] / found.events["idiomatic"],
        "server_cpu_to_idiomatic": cpu("idiomatic", "temporal"),
        "speed_to_idiomatic": speed("idiomatic"),
        "speed_to_careful": speed("careful"),
        "speed_to_floor": speed("floor"),
        "speed_to_floor_at_once": speed("floor_at_once"),
        "worker_cpu_to_careful": cpu("careful", "worker"),
    }
