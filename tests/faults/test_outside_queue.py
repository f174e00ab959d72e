"""A task queue that nobody serves, that is limited, or whose worker dies or freezes in a call."""

import asyncio
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from temporalio.client import Client

from adapters.outside_answers import SqlAnswers
from application.messages import SEND_MESSAGE, Wish
from stack.embedded import Stack
from tests.support.erp_desk import asked, eventually_looks, finish, incident, resolve, waits_for
from tests.support.erp_orders import ORDER, erp_worker, erp_worker_process
from tests.support.erp_process import ErpProcess
from tests.support.kept_promises import broken
from tests.support.order_bench import Orders, clerk
from tests.support.waiting import eventually
from workflows import order, outside


async def test_an_order_waits_visibly_for_a_queue_that_nobody_serves(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    handle = await orders.start({"order": ORDER})
    waits = await asyncio.to_thread(eventually, lambda: waits_for(orders, handle))
    async with erp_worker(client, engine, erp.url):
        await orders.open_task(handle, "look")
        behind = waits_for(orders, handle)
        await finish(orders, handle)
    (call,) = orders.bench.rows("select body ->> 'call' as id from records where kind = 'ServiceCalled'")

    assert [(one["system"], one["service"], one["element"]) for one in waits] == [
        ("erp", "erp.enter_order", "enter")
    ]
    assert behind == []
    assert await broken(engine, client, [handle.id]) == []
    assert [document["key"] for document in erp.documents()] == [call.id]


async def test_a_call_that_nobody_has_begun_is_called_off_with_its_order(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    handle = await orders.start({"order": ORDER})
    await asyncio.to_thread(eventually, lambda: waits_for(orders, handle))
    await orders.send(handle, "cancel_requested")
    async with erp_worker(client, engine, erp.url):
        result = await handle.result()

    assert result["status"] == "cancelled"
    assert erp.documents() == []


async def test_a_kept_answer_is_given_again_without_asking(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    kept = {"reference": "R", "number": "SO-000077", "state": "confirmed"}
    handle = await orders.start({"order": ORDER})
    await asyncio.to_thread(eventually, lambda: waits_for(orders, handle))
    (row,) = orders.bench.rows("select body from records where kind = 'ServiceCalled'")
    answer = {"kind": "ServiceAnswered", "result": kept}
    SqlAnswers(engine).keep(row.body["call"], handle.id, "erp.enter_order", answer, datetime.now(UTC))
    async with erp_worker(client, engine, erp.url):
        result = await finish(orders, handle)

    assert result["output"]["entered"] == kept
    assert erp.asked("GET") == erp.asked("POST") == []


async def test_a_limited_queue_never_asks_faster_than_it_may(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess
) -> None:
    async with erp_worker(client, engine, erp.url, calls_per_second="erp=2"):
        began = time.monotonic()
        handles = [await orders.start({"order": ORDER}) for _ in range(8)]
        for handle in handles:
            await orders.open_task(handle, "look")
        took = time.monotonic() - began

    assert len(erp.documents()) == 8
    assert took > 2  # eight calls at two a second, some saved up in the beginning


async def test_a_call_of_a_frozen_worker_goes_to_another_and_takes_effect_once(
    orders: Orders, stack: Stack, database_url: str, erp: ErpProcess, tmp_path: Path
) -> None:
    erp.misbehave("slow", seconds=4)
    with erp_worker_process(stack, database_url, erp.url, tmp_path) as frozen:
        handle = await orders.start({"order": ORDER})
        await asked(erp, 1)
        frozen.send_signal(signal.SIGSTOP)
        with erp_worker_process(stack, database_url, erp.url, tmp_path):
            await eventually_looks(orders, handle)
            frozen.send_signal(signal.SIGCONT)  # it comes back late, and changes nothing
            result = await finish(orders, handle)

    assert [one["number"] for one in erp.documents()] == [result["output"]["entered"]["number"]]
    assert len({request["key"] for request in erp.asked()}) == 1


async def test_a_call_of_a_killed_worker_goes_on_when_another_comes(
    orders: Orders, stack: Stack, database_url: str, erp: ErpProcess, tmp_path: Path
) -> None:
    erp.misbehave("slow", seconds=2)
    with erp_worker_process(stack, database_url, erp.url, tmp_path) as killed:
        handle = await orders.start({"order": ORDER})
        await asked(erp, 1)
        killed.kill()
        killed.wait()
    with erp_worker_process(stack, database_url, erp.url, tmp_path):
        await eventually_looks(orders, handle)
        result = await finish(orders, handle)

    assert [one["number"] for one in erp.documents()] == [result["output"]["entered"]["number"]]


async def test_a_queue_that_stays_unserved_is_an_incident_that_names_it(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "PATIENCE", timedelta(seconds=1))
    monkeypatch.setattr(outside, "_longest", lambda _retry, timeout: timeout * 0)
    handle = await orders.start({"order": ORDER})
    row = await incident(orders, handle)
    async with erp_worker(client, engine, erp.url):
        await resolve(orders, handle, "retry")
        result = await finish(orders, handle)

    assert row.code == "OUTSIDE_SILENT"
    assert "is a worker running for its task queue erp?" in row.message
    assert [one["number"] for one in erp.documents()] == [result["output"]["entered"]["number"]]


async def test_a_call_in_flight_survives_a_rollover_and_takes_effect_once(
    orders: Orders, client: Client, engine: Engine, erp: ErpProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "ROLLOVER_MESSAGES", 2)
    erp.misbehave("slow", seconds=1.5)
    async with erp_worker(client, engine, erp.url):
        handle = await orders.start({"order": ORDER})
        await asked(erp, 1)
        for n in range(3):
            nonsense = Wish(f"nonsense-{n}", clerk(), {"name": "nonsense", "payload": None})
            await handle.signal(SEND_MESSAGE, nonsense)
        latest = client.get_workflow_handle(handle.id)
        result = await finish(orders, latest)
        begun = (await latest.fetch_history()).events[0].workflow_execution_started_event_attributes

    assert begun.continued_execution_run_id, "it went on in a new run"
    assert [one["number"] for one in erp.documents()] == [result["output"]["entered"]["number"]]
    assert len({request["key"] for request in erp.asked()}) == 1
