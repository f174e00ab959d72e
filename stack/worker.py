"""The worker process: takes orders and outside calls from task queues until it is told to stop."""

import argparse
import asyncio
import pkgutil
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import psycopg
import structlog
import uvloop
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from stack.addresses import Addresses, NoStack, find_addresses
from stack.collector import settle_collector
from stack.connection import connect_patiently, metrics_runtime
from stack.embedded.ports import choose_port
from stack.health import Health, health_page
from stack.logging import configure_logging
from stack.queues import QueueContent, QueueWorkers, UnknownQueue, chosen
from stack.settings import BadSettings, Settings
from stack.tables import tables_in_time

_log = structlog.get_logger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs until SIGTERM or Ctrl-C, then finishes what it has begun. Returns the exit code."""
    wanted = _parse(arguments)
    configure_logging()
    try:
        uvloop.run(serve(Settings.load(), wanted))  # six percent less of the worker's processor time
    except (BadSettings, NoStack, UnknownQueue) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _parse(arguments: Sequence[str] | None) -> frozenset[str]:
    parser = argparse.ArgumentParser(prog="worker.py", description=main.__doc__)
    parser.add_argument("--queue", action="append", default=[], help="only this task queue; may be repeated")
    return frozenset(parser.parse_args(arguments).queue)


async def serve(settings: Settings, wanted: frozenset[str]) -> None:
    """Works on the wanted task queues (on all for an empty set) until told to stop.

    Raises what went wrong when a worker breaks for good; the process should then end and be started again.
    """
    stopping = _stop_requested()
    addresses = find_addresses(settings)
    metrics = settings.metrics_port and choose_port(settings.metrics_port)
    runtime = metrics_runtime(settings.listen_host, metrics)
    queue_workers: QueueWorkers = pkgutil.resolve_name(settings.services)
    health = Health()
    async with health_page(health, settings.listen_host, choose_port(settings.health_port)) as page:
        _log.info("worker starts", health_port=page, metrics_port=metrics)
        client = await connect_patiently(addresses, runtime, stopping)
        if client is not None:
            health.reachable = {"temporal": client.service_client.check_health, "database": _ask(addresses)}
        if client is not None and await tables_in_time(addresses.database_url, stopping):
            with queue_workers(settings, client) as contents:
                await _work(client, settings, chosen(contents, wanted), health, stopping)
    _log.info("worker stopped")


def _stop_requested() -> asyncio.Event:
    """Set by the first signal; more of them change nothing: the drain has its own end."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    return stopping


def _ask(addresses: Addresses) -> Callable[[], Awaitable[None]]:
    async def ask() -> None:
        connection = await psycopg.AsyncConnection.connect(addresses.database_url, connect_timeout=2)
        await connection.close()

    return ask


async def _work(
    client: Client,
    settings: Settings,
    contents: Sequence[QueueContent],
    health: Health,
    stopping: asyncio.Event,
) -> None:
    with ThreadPoolExecutor(settings.segment_slots + settings.activity_slots, "activity") as threads:
        workers = [_worker(client, settings, content, threads) for content in contents]
        settle_collector()
        async with asyncio.TaskGroup() as running:
            for worker in workers:
                running.create_task(worker.run())
            health.queues = tuple(content.name for content in contents)
            health.state = "running"
            _log.info("worker runs", queues=health.queues)
            for content in contents:
                if content.begin is not None:
                    await content.begin(client)
            await stopping.wait()
            health.state = "draining"
            _log.info("worker drains", seconds=settings.drain_seconds)
            for worker in workers:
                running.create_task(worker.shutdown())


def _worker(client: Client, settings: Settings, content: QueueContent, threads: ThreadPoolExecutor) -> Worker:
    return Worker(
        client,
        task_queue=content.name,
        workflows=content.workflows,
        activities=content.activities,
        activity_executor=threads,
        # The interpreter is pure, which tests prove; the sandbox would cost half of the throughput.
        workflow_runner=UnsandboxedWorkflowRunner(),
        max_cached_workflows=settings.cached_workflows,
        max_concurrent_workflow_tasks=settings.workflow_slots,
        max_concurrent_local_activities=settings.segment_slots,
        max_concurrent_activities=settings.activity_slots,
        # A frozen worker still gets what it has asked for, and that attempt is lost: let it ask for one at a
        # time. That is enough for a hundred calls a second.
        max_concurrent_activity_task_polls=1,
        max_task_queue_activities_per_second=content.activities_per_second,
        sticky_queue_schedule_to_start_timeout=settings.sticky_timeout,
        graceful_shutdown_timeout=settings.drain_timeout,
    )
