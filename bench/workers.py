"""What the worker of the benchmark runs: the product's queues, and one for the hand-written workflows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from temporalio.client import Client

from activities.catalogue import catalogue
from bench.baselines import BASELINES, step_activity
from database.connection import ConnectionSettings, create_engine
from stack import services as product
from stack.addresses import find_addresses
from stack.queues import QueueContent
from stack.settings import Settings

BASELINE_QUEUE = "bench"


@contextmanager
def queue_workers(settings: Settings, client: Client) -> Iterator[Sequence[QueueContent]]:
    """As ``stack.services.queue_workers``; the baselines have as many connections as the product."""
    engine = create_engine(
        find_addresses(settings).database_url,
        ConnectionSettings(pool_size=settings.segment_slots + product.SPARE_CONNECTIONS),
    )
    try:
        with product.queue_workers(settings, client) as contents:
            activities = (step_activity(engine, dict(catalogue())),)
            yield [*contents, QueueContent(BASELINE_QUEUE, BASELINES, activities)]
    finally:
        engine.dispose()
