"""The connection to Temporal, with the patience of a worker that may be up before the servers are."""

import asyncio
from datetime import timedelta

import structlog
from temporalio.client import Client
from temporalio.runtime import LoggingConfig, PrometheusConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.service import RPCError

from adapters.temporal.converter import DATA_CONVERTER
from stack.addresses import Addresses

_log = structlog.get_logger(__name__)

_PAUSE_SECONDS = 1.0


def metrics_runtime(host: str, port: int) -> Runtime:
    """Temporal's client core; serves its metrics for Prometheus unless the port is 0."""
    return Runtime(
        telemetry=TelemetryConfig(
            logging=LoggingConfig(filter=TelemetryFilter(core_level="WARN", other_level="ERROR")),
            metrics=PrometheusConfig(bind_address=f"{host}:{port}") if port else None,
        )
    )


async def connect(addresses: Addresses, runtime: Runtime | None = None) -> Client:
    """A client for the orders' namespace. Raises `RuntimeError` when nobody answers within five seconds."""
    return await Client.connect(
        **addresses.temporal,
        data_converter=DATA_CONVERTER,
        runtime=runtime,
        connect_timeout=timedelta(seconds=5),
    )


async def connect_patiently(addresses: Addresses, runtime: Runtime, stopping: asyncio.Event) -> Client | None:
    """Tries until Temporal answers, and says so while it does not; None when told to stop before."""
    while not stopping.is_set():
        try:
            return await connect(addresses, runtime)
        except (RuntimeError, RPCError) as error:
            _log.warning(
                "waiting for Temporal", address=addresses.temporal["target_host"], problem=str(error)
            )
            await asyncio.sleep(_PAUSE_SECONDS)
    return None
