"""An ERP that is slow, silent, rude or dead: orders wait, go on, or ask a person, and it enters each once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from temporalio.client import Client

from tests.support.erp_desk import asked, finish, incident, resolve
from tests.support.erp_orders import ORDER, erp_worker
from tests.support.erp_process import ErpProcess
from tests.support.order_bench import Orders
from tests.support.waiting import eventually
from workflows import outside


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "slow", "seconds": 3},
        {"kind": "silent", "when": "before", "seconds": 3},
        {"kind": "silent", "when": "after", "seconds": 3},
        {"kind": "twice"},
        {"kind": "broken"},
        {"kind": "garbage"},
        {"kind": "busy", "seconds": 1},
        {"kind": "lazy", "seconds": 2.5},
    ],
    ids=lambda fault: f"{fault['kind']} {fault.get('when', '')}".strip(),
)
async def test_an_order_goes_on_by_itself_after_trouble_that_passes(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess, fault: dict[str, Any]
) -> None:
    erp.misbehave(**fault)
    async with erp_worker(client, engine, erp.url):
        handle = await orders.start({"order": ORDER})
        result = await finish(orders, handle)

    (document,) = erp.documents()
    assert result["output"]["entered"]["number"] == document["number"]
    assert len({request["key"] for request in erp.asked()}) == 1
    assert orders.bench.rows("select 1 from incidents where order_number = :n", n=handle.id) == []


async def test_an_erp_that_dies_behind_its_deed_is_found_to_have_done_it(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    erp.misbehave("die", when="after")
    async with erp_worker(client, engine, erp.url):
        handle = await orders.start({"order": ORDER})
        code = await asyncio.to_thread(erp.wait_until_dead)
        erp.start()
        result = await finish(orders, handle)

    assert code == 137
    assert [one["number"] for one in erp.documents()] == [result["output"]["entered"]["number"]]


async def test_an_erp_that_stays_away_is_an_incident_that_names_it_and_can_be_retried(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    erp.kill()
    try:
        async with erp_worker(client, engine, erp.url):
            handle = await orders.start({"order": ORDER})
            row = await incident(orders, handle)
            erp.start()
            await resolve(orders, handle, "retry")
            result = await finish(orders, handle)
    finally:
        if erp.process is None or erp.process.poll() is not None:
            erp.start()

    assert (row.element, row.code) == ("enter", "OUTSIDE_UNAVAILABLE")
    assert "the ERP cannot be reached" in row.message
    assert [one["number"] for one in erp.documents()] == [result["output"]["entered"]["number"]]


async def test_what_no_retry_can_cure_is_an_incident_at_once(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    erp.misbehave("reject")
    async with erp_worker(client, engine, erp.url):
        handle = await orders.start({"order": ORDER})
        row = await incident(orders, handle)
        requests = len(erp.asked())
        await resolve(orders, handle, "retry")
        await finish(orders, handle)

    assert row.code == "OUTSIDE_REJECTED"
    assert "no such field: reference" in row.message
    assert requests == 1
    assert len(erp.documents()) == 1


async def test_a_refusal_goes_the_way_that_the_definition_says(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    erp.misbehave("refuse")
    async with erp_worker(client, engine, erp.url):
        handle = await orders.start({"order": ORDER})
        result = await finish(orders, handle)

    assert result["output"] == {"entered": None, "refused": True}
    assert erp.documents() == []


async def test_a_call_in_flight_is_awaited_and_then_undone(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    erp.misbehave("slow", seconds=1.5)
    async with erp_worker(client, engine, erp.url):
        handle = await orders.start({"order": ORDER})
        await asked(erp, 1)
        await orders.send(handle, "cancel_requested")
        result = await handle.result()

    assert result["status"] == "cancelled"
    assert [one["state"] for one in erp.documents()] == ["cancelled"]


async def test_a_call_whose_fate_is_unknown_is_undone_in_doubt_and_not_tried_again(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    erp.misbehave("slow", seconds=3)
    async with erp_worker(client, engine, erp.url):
        handle = await orders.start({"order": ORDER})
        await asked(erp, 1)
        await orders.send(handle, "cancel_requested")
        result = await handle.result()
    query = "select body from records where order_number = :n and kind = 'ServiceCalled' order by seq"
    called = [row.body for row in orders.bench.rows(query, n=handle.id)]

    assert result["status"] == "cancelled"
    assert [one["service"] for one in called] == ["erp.enter_order", "erp.cancel_order"]
    assert called[1]["input"]["in_doubt"] is True
    assert [request["path"] for request in erp.asked()] == ["/sales-orders", "/sales-orders/never"]
    await asyncio.to_thread(eventually, erp.is_quiet)
    assert erp.documents() == []


async def test_an_order_that_is_cancelled_at_a_failed_call_leaves_nothing_in_the_erp(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    erp.misbehave("die", when="after")
    async with erp_worker(client, engine, erp.url):
        handle = await orders.start({"order": ORDER})
        await asyncio.to_thread(erp.wait_until_dead)
        await incident(orders, handle)
        erp.start()
        entered = erp.documents("confirmed")
        await orders.send(handle, "cancel_requested")
        result = await handle.result()

    assert len(entered) == 1
    assert result["status"] == "cancelled"
    assert [one["state"] for one in erp.documents()] == ["cancelled"]


async def test_a_call_that_takes_longer_than_a_heartbeat_is_left_alone(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "HEARTBEAT", timedelta(seconds=1.5))
    erp.misbehave("slow", seconds=4)
    async with erp_worker(client, engine, erp.url, erp_timeout_seconds=6):
        handle = await orders.start({"order": ORDER})
        await finish(orders, handle)

    assert len(erp.asked()) == 1
