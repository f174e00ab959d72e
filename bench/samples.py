"""History events and bytes of every sample order, from a run of `make demo`'s kind."""

import asyncio
from typing import Any

from temporalio.client import Client
from temporalio.envconfig import ClientConnectConfig

from backoffice.books import SqlBooks
from database import create_engine
from demo.desk import Desk
from demo.performance import perform
from demo.samples import read_samples
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack, embedded_stack
from stack.office import open_office
from stack.sample_data import load_sample_master_data
from stack.settings import Settings


def measure() -> dict[str, Any]:
    """By script: process, events and bytes over all runs of the order and its children."""
    with embedded_stack(durable=False) as stack:
        return asyncio.run(_measure(stack))


async def _measure(stack: Stack) -> dict[str, Any]:
    settings = Settings.load()
    samples = read_samples(settings.definitions / "samples")
    engine = create_engine(stack.database_url)
    target = ClientConnectConfig(target_host=stack.temporal_address, namespace="default")
    addresses = Addresses(target, stack.database_url)
    try:
        load_sample_master_data(engine, settings.definitions / "samples")
        with open_office(settings, addresses, by="bench") as office:
            desk = Desk(office, SqlBooks(engine))
            played = [performance async for performance in perform(desk, samples)]
        client = await connect(addresses)
        sizes = await _sizes(client)
    finally:
        await asyncio.to_thread(engine.dispose)
    return {
        performance.sample.script.script: {
            "ended_as_written": not performance.problems,
            **_of_family(sizes, performance.story.number if performance.story else ""),
        }
        for performance in sorted(played, key=lambda p: p.sample.script.script)
    }


async def _sizes(client: Client) -> dict[str, tuple[int, int]]:
    """Events and bytes by order number, all runs together."""
    found: dict[str, tuple[int, int]] = {}
    async for execution in client.list_workflows("WorkflowType = 'Order'"):
        history = await client.get_workflow_handle(execution.id, run_id=execution.run_id).fetch_history()
        events, size = found.get(execution.id, (0, 0))
        size += sum(event.ByteSize() for event in history.events)
        found[execution.id] = (events + len(history.events), size)
    return found


def _of_family(sizes: dict[str, tuple[int, int]], number: str) -> dict[str, int]:
    family = [size for name, size in sizes.items() if name == number or name.startswith(f"{number}.")]
    return {
        "orders": len(family),
        "history_events": sum(events for events, _ in family),
        "history_bytes": sum(size for _, size in family),
    }
