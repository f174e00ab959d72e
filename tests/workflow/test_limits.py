"""Nothing is sent that Temporal would refuse for ever, and an order that nears a limit is seen before."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from adapters.oversight import SqlOversight
from application import limits
from application.messages import SEND_MESSAGE, Wish
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack
from tests.support.order_bench import Bench, Orders, clerk, running_orders
from tests.support.waiting import eventually
from workflows import order

GROWING = """
lang: 1
process: growing
version: 1
name: {en: Growing, zh: 增长}
input: {order: any}
messages: {more: {}, again: {}, stop: {}}
variables: {kept: {initial: []}, whole: {initial: null}}
onEvent:
  - {message: more, interrupting: false, flow: [{id: keep, type: scriptTask, set: {kept+: =message.text}}]}
  - {message: again, interrupting: false, flow: [{id: copy, type: scriptTask, set: {whole: =kept}}]}
flow:
  - {id: wait_stop, type: message, message: stop}
"""
TEXT = "0123456789abcdef" * 12_000  # 192 kB, and packs well


@pytest.fixture
async def growing(stack: Stack, engine: Engine) -> AsyncIterator[Orders]:
    bench = Bench(engine, {"processes/growing.yaml": GROWING.encode()}, {})
    client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
    async with running_orders(client, bench) as running:
        yield running


async def test_a_wish_that_is_too_large_is_refused_with_what_is_possible(growing: Orders) -> None:
    handle = await growing.start({"order": {}})

    answer = await growing.send(handle, "more", {"text": TEXT * 6})

    assert answer["refusal"]["code"] == "too_large"
    assert answer["refusal"]["details"]["limit"] == limits.WISH_BYTES
    assert (await growing.send(handle, "stop"))["answer"]["status"] == "delivered"


async def test_a_signal_that_is_too_large_is_left_alone(growing: Orders) -> None:
    handle = await growing.start({"order": {}})

    wish = Wish(uuid4().hex, clerk(), {"name": "more", "payload": {"text": TEXT * 6}})
    await handle.signal(SEND_MESSAGE, wish)
    await growing.send(handle, "stop")

    assert (await handle.result())["status"] == "completed"


async def test_many_large_messages_at_once_become_several_segments(growing: Orders) -> None:
    handle = await growing.start({"order": {}})

    answers = await asyncio.gather(*(growing.send(handle, "more", {"text": TEXT}) for _ in range(8)))

    assert [answer["answer"]["status"] for answer in answers] == ["delivered"] * 8
    sizes = [row.size for row in growing.bench.rows("select length(stimuli) as size from segments")]
    assert max(sizes) < 700_000


async def test_a_large_state_goes_over_into_a_new_run(
    growing: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "ROLLOVER_MESSAGES", 3)
    handle = await growing.start({"order": {}})

    for _ in range(12):  # 2.3 MB: no payload could hold it as it is
        await growing.send(handle, "more", {"text": TEXT})
    latest = growing.client.get_workflow_handle(handle.id)
    journal: dict[str, Any] = await latest.query("journal")
    await growing.send(latest, "stop")

    assert journal["rollovers"] >= 2
    assert (await latest.result())["status"] == "completed"


async def test_a_value_that_no_message_could_carry_is_an_incident(growing: Orders) -> None:
    handle = await growing.start({"order": {}})
    for _ in range(6):
        await growing.send(handle, "more", {"text": TEXT})

    await growing.send(handle, "again")

    query = "select code, message from incidents where order_number = :n"
    (row,) = await asyncio.to_thread(eventually, lambda: growing.bench.rows(query, n=handle.id))
    assert row.code == "TOO_LARGE"
    assert "kept takes 1152" in row.message


async def test_an_order_that_nears_a_limit_is_seen(growing: Orders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_STATE_BYTES", 150_000)
    handle = await growing.start({"order": {}})
    await growing.send(handle, "more", {"text": TEXT})
    before = SqlOversight(growing.bench.engine).near_limits()

    await growing.send(handle, "more", {"text": "a"})

    assert before == {}
    near = SqlOversight(growing.bench.engine).near_limits()
    assert near[handle.id].startswith("its state is 0.2 MB")
    (row,) = growing.bench.rows("select load from orders where number = :n", n=handle.id)
    assert row.load["state"] > 190_000
    assert (row.load["messages"], row.load["rollovers"]) == (2, 0)
    assert row.load["events"] > 0
