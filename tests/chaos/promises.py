"""What must be true when all is well again, whatever has happened."""

import asyncio
import time
from typing import Any

from sqlalchemy import Engine
from temporalio.client import Client

from tests.chaos.surroundings import Surroundings
from tests.support.kept_promises import broken, fold, records_of, rows

QUIET_SECONDS = 180  # two rounds of the sweep, and something for a busy machine
_UNDER_WAY = "select count(*) from letters where delivered_at is null"
_BEHIND = "select number from orders where head_hash is null or needs_engineer is not null"


async def until_quiet(engine: Engine) -> str:
    """Until no letter is under way and every order has begun and is fine. What is left when it takes too
    long."""
    end = time.monotonic() + QUIET_SECONDS
    while True:
        letters = await asyncio.to_thread(rows, engine, _UNDER_WAY)
        behind = await asyncio.to_thread(rows, engine, _BEHIND)
        if not letters[0][0] and not behind:
            return ""
        if time.monotonic() > end:
            return f"{letters[0][0]} letters under way, not well: {[row.number for row in behind][:10]}"
        await asyncio.sleep(2)


async def complaints(here: Surroundings, engine: Engine, client: Client, numbers: list[str]) -> list[str]:
    """Every promise that was not kept."""
    everybody = [row.number for row in rows(engine, "select number from orders order by number")]
    found = [f"{number}: lost" for number in sorted(set(numbers) - set(everybody))]
    for start in range(0, len(everybody), 50):
        found += await broken(engine, client, everybody[start : start + 50])
    found += [complaint for number in everybody if (complaint := _forgotten(engine, number))]
    return list(dict.fromkeys([*found, *_erp(here, engine)]))


def _forgotten(engine: Engine, number: str) -> str:
    """An open order that waits for nobody and nothing."""
    state = fold(records_of(engine, number))
    waits: list[Any] = [state.timers, state.calls, state.incidents()]
    waits.append([i for i in state.instances.values() if "task" in i.data or "correlation" in i.data])
    waits.append(
        [i for i in state.instances.values() if i.kind == "element" and not state.children.get(i.key)]
    )
    return "" if state.over or any(waits) else f"{number}: open, and waits for nothing"


def _erp(here: Surroundings, engine: Engine) -> list[str]:
    """Each document was entered once, and by a call that some order knows of."""
    keys = [document["key"] for document in here.erp.documents()]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    called = "select body ->> 'call' as call from records where kind = 'ServiceCalled'"
    known = {row.call for row in rows(engine, called)}
    orphans = sorted(set(keys) - known)
    return [
        *(f"ERP: {key} was entered twice" for key in twice),
        *(f"ERP: {key} was entered, and no order has asked for it" for key in orphans),
    ]
