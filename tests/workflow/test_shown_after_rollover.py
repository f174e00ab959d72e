"""What Temporal's own pages show of an order stays true when it goes over into a new run."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import WorkflowHandle
from temporalio.common import SearchAttributeKey

from adapters.temporal.client import TemporalRuntime
from adapters.temporal.connection import established
from application.messages import JOURNAL, ORDER_WORKFLOW, SEND_MESSAGE, STAGE_ATTRIBUTE, StartOrder, Wish
from application.ports.runtime import Shown
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack
from tests.support.order_bench import Bench, Orders, clerk, running_orders
from workflows import order

TWO_STAGES = """
lang: 1
process: staged
version: 1
name: {en: Staged, zh: 阶段}
stages: {first: {en: First, zh: 一}, second: {en: Second, zh: 二}}
messages: {go_on: {early: keep}, stop: {}}
flow:
  - {id: wait_go_on, type: message, stage: first, message: go_on}
  - {id: wait_stop, type: message, stage: second, message: stop}
"""


@pytest.fixture
async def staged(stack: Stack, engine: Engine) -> AsyncIterator[Orders]:
    bench = Bench(engine, {"processes/staged.yaml": TWO_STAGES.encode()}, {})
    client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
    async with running_orders(client, bench) as running:
        yield running


async def start_with_message(orders: Orders) -> str:
    """The message is there before the order has begun, so that it is handled while the run ends."""
    number = f"T-{uuid4().hex[:10]}"
    orders.bench.enter(number)
    process = orders.bench.process
    start = StartOrder(number, process.name, process.version, process.digest, "real", clerk("system"), {})
    await orders.client.start_workflow(
        ORDER_WORKFLOW,
        start,
        id=number,
        task_queue=orders.queue,
        start_signal=SEND_MESSAGE,
        start_signal_args=[Wish("go", clerk(), {"name": "go_on", "payload": None})],
    )
    return number


async def start_as_people_do(orders: Orders) -> str:
    """By the application's own way, which says what the order is."""
    number = f"T-{uuid4().hex[:10]}"
    orders.bench.enter(number)
    process = orders.bench.process
    start = StartOrder(number, process.name, process.version, process.digest, "real", clerk("system"), {})
    runtime = TemporalRuntime(established(orders.client), orders.queue)
    await runtime.start(start, Shown("staged v1: shop 17, 2 lines, 30.00 CNY", None, "shop"))
    return number


async def rolled_over(orders: Orders, number: str) -> WorkflowHandle[Any, Any]:
    """The order's workflow, once it is in a later run."""
    latest = orders.client.get_workflow_handle(number)
    async with asyncio.timeout(20):
        while (await latest.query(JOURNAL, result_type=dict[str, Any]))["rollovers"] == 0:
            await asyncio.sleep(0.1)
    return latest


async def test_a_stage_that_is_entered_while_a_run_ends_is_shown_in_the_next(
    staged: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(order, "ROLLOVER_MESSAGES", 1)
    monkeypatch.setattr(order, "BATCH", 1)

    # when
    latest = await rolled_over(staged, await start_with_message(staged))

    # then
    shown = (await latest.describe()).typed_search_attributes
    metadata = await latest.query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
    assert shown.get(SearchAttributeKey.for_keyword(STAGE_ATTRIBUTE)) == "second"
    assert "stage *Second*" in metadata.current_details
    assert "waits at wait_stop: stop" in metadata.current_details


async def test_what_an_order_is_stays_readable_in_its_later_runs(
    staged: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(order, "ROLLOVER_MESSAGES", 1)
    number = await start_as_people_do(staged)

    # when
    await staged.send(staged.client.get_workflow_handle(number), "go_on")
    latest = await rolled_over(staged, number)

    # then
    assert (await (await latest.describe()).memo())["order"] == "staged v1: shop 17, 2 lines, 30.00 CNY"
