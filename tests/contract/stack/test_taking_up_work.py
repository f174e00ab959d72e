"""What a worker does when it takes up a queue: its slots fit each other, and the sweep is scheduled."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from temporalio.client import Client, ScheduleHandle, ScheduleOverlapPolicy
from temporalio.service import RPCError

from application.messages import ORDERS_QUEUE
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack
from stack.queues import QueueContent
from stack.settings import Settings
from stack.sweep_schedule import SCHEDULE, begin_sweeping
from stack.worker import _worker
from workflows import WORKFLOWS


@pytest.fixture
async def client(stack: Stack) -> Client:
    return await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))


@pytest.fixture
async def schedule(client: Client) -> AsyncIterator[ScheduleHandle]:
    """The sweep's schedule; nobody works here, so its first round waits and is ended afterwards."""
    handle = client.get_schedule_handle(SCHEDULE)
    yield handle
    await handle.delete()
    async for execution in client.list_workflows("WorkflowType = 'Sweep' and ExecutionStatus = 'Running'"):
        await client.get_workflow_handle(execution.id).terminate()


def test_a_segment_always_finds_a_slot_and_workflow_tasks_outnumber_segments(client: Client) -> None:
    settings = Settings()
    with ThreadPoolExecutor(1) as threads:
        slots = _worker(client, settings, QueueContent(ORDERS_QUEUE, WORKFLOWS), threads).config()

    assert slots["max_concurrent_local_activities"] == settings.segment_slots
    assert (slots["max_concurrent_workflow_tasks"] or 0) >= 2 * settings.segment_slots
    assert (slots["max_cached_workflows"] or 0) >= 100


async def test_the_sweep_is_scheduled_every_minute_and_begins_with_each_worker(
    client: Client, schedule: ScheduleHandle
) -> None:
    with pytest.raises(RPCError):
        await schedule.describe()

    await begin_sweeping(client)
    await begin_sweeping(client)

    described = await schedule.describe()
    assert [spec.every for spec in described.schedule.spec.intervals] == [timedelta(minutes=1)]
    assert described.schedule.policy.overlap == ScheduleOverlapPolicy.SKIP
    assert described.info.num_actions == 1
    assert described.info.num_actions_skipped_overlap == 1, "the second worker asked for a round, too"
