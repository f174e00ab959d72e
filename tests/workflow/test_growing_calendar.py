"""A deadline that no calendar reaches is worked out when the sweep sees that the calendar has grown."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from activities.surroundings import reaches
from activities.sweep import Sweep
from adapters import oversight
from adapters.oversight import SqlOversight
from adapters.temporal.watch import TemporalWatch
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack
from tests.support.order_bench import Bench, Orders, running_orders
from tests.support.waiting import eventually

PROCESS = """
lang: 1
process: late
version: 1
name: {en: Late, zh: 晚}
calendar: shop
flow:
  - {id: pause, type: timer, timer: {in: PT1S, working: true}}
"""
CALENDAR = """
lang: 1
calendar: shop
name: {en: Shop, zh: 店}
zone: UTC
covered: {first: 2020-01-01, last: 2020-12-31}
week:
  monday: ["00:00-24:00"]
  tuesday: ["00:00-24:00"]
  wednesday: ["00:00-24:00"]
  thursday: ["00:00-24:00"]
  friday: ["00:00-24:00"]
  saturday: ["00:00-24:00"]
  sunday: ["00:00-24:00"]
"""
FILES = {"processes/late.yaml": PROCESS.encode(), "calendars/shop.yaml": CALENDAR.encode()}


@pytest.fixture
def quiet_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oversight, "QUIET", timedelta(0))


async def nowhere(number: str) -> None:
    raise AssertionError(f"{number} is not lost")


async def test_an_order_waits_for_its_calendar_and_goes_on_when_it_has_grown(
    stack: Stack, engine: Engine, quiet_at_once: None
) -> None:
    bench = Bench(engine, FILES, {})
    client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
    async with running_orders(client, bench) as orders:
        handle = await orders.start()
        waits = "select undetermined from orders where undetermined is not null"
        ((deadlines,),) = await asyncio.to_thread(eventually, lambda: bench.rows(waits))

        in_vain = await sweep_with(orders)
        events = len((await handle.fetch_history()).events)
        let_grow(bench)
        await sweep_with(orders)
        result = await asyncio.wait_for(handle.result(), 20)

    assert [(d["calendar"], d["amount"]) for d in deadlines] == [("shop", "PT1S")]
    assert in_vain["woken"] == 0
    assert events == 5, "nobody is woken in vain"
    assert result["status"] == "completed"
    assert bench.rows("select undetermined from orders") == [(None,)]


async def sweep_with(orders: Orders) -> dict[str, int]:
    """One round of a worker with today's calendars."""
    reach = partial(reaches, orders.bench.library.calendars)
    return await Sweep(SqlOversight(orders.bench.engine), TemporalWatch(orders.client), nowhere, reach).run()


def let_grow(bench: Bench) -> None:
    """A worker with newer files."""
    bench.library = replace(
        bench.library, calendars={"shop": replace(bench.library.calendars["shop"], last=date(2040, 1, 1))}
    )
