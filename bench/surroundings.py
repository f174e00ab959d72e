"""A throwaway stack for measuring: servers, a worker with the benchmark's queues, sample master data."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from temporalio.client import Client
from temporalio.envconfig import ClientConnectConfig

from activities.catalogue import catalogue
from adapters.definition_files import read_definitions
from adapters.definition_registry import DefinitionRegistry
from application.ports.definitions import DefinitionId
from bench.variants import OrdersOf, Variant
from database.connection import ConnectionSettings, create_engine
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack, embedded_stack
from stack.sample_data import load_sample_master_data
from stack.signatures import signatures
from workflows.definitions import install

DEFINITIONS = Path(__file__).parent / "definitions"
SAMPLES = Path(__file__).parents[1] / "definitions" / "samples"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything that a measurement needs."""

    stack: Stack
    client: Client
    engine: Engine
    registry: DefinitionRegistry

    def orders_of(self, variant: Variant, process: str = "bench-order") -> OrdersOf:
        """Orders of a variant; none yet."""
        found = self.registry.newest(process)
        assert found is not None, f"{process} is not published"
        return OrdersOf(variant, self.client, self.engine, DefinitionId(process, *found))


@contextmanager
def surroundings() -> Iterator["Standing"]:
    """A stack that keeps its promises (durable), with one worker in a process of its own."""
    environment = {
        "ORDERFLOW_SERVICES": "bench.workers:queue_workers",
        "ORDERFLOW_DEFINITIONS": str(DEFINITIONS),
    }
    with embedded_stack(worker_environment=environment) as stack:
        engine = create_engine(stack.database_url, ConnectionSettings(pool_size=30))
        try:
            load_sample_master_data(engine, SAMPLES)
            registry = DefinitionRegistry(engine, signatures(catalogue()))
            registry.publish(read_definitions(DEFINITIONS), by="bench")
            install(registry.resolve)
            yield Standing(stack, engine, registry)
        finally:
            engine.dispose()


@dataclass(frozen=True, slots=True)
class Standing:
    """The stack before anybody is connected: servers are started outside of any event loop."""

    stack: Stack
    engine: Engine
    registry: DefinitionRegistry

    def run(self, measure: Callable[[Surroundings], Awaitable[dict[str, Any]]]) -> dict[str, Any]:
        """Connect, and measure."""

        async def connected() -> dict[str, Any]:
            target = ClientConnectConfig(target_host=self.stack.temporal_address, namespace="default")
            client = await connect(Addresses(target, self.stack.database_url))
            return await measure(Surroundings(self.stack, client, self.engine, self.registry))

        return asyncio.run(connected())
