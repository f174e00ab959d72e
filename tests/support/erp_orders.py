"""Orders that an ERP has a part in: on the real server, with the ERP stand-in beside."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from temporalio.client import Client
from temporalio.worker import Worker

from activities.catalogue import catalogue
from stack.embedded import Stack
from stack.embedded.ports import choose_port
from stack.outside import outside_queues
from stack.settings import Settings
from tests.support.order_bench import Bench

_ROOT = Path(__file__).parents[2]

# A person looks at what was entered; before and after that, everything can be undone.
PROCESS = """
lang: 1
process: erp-order
version: 1
name: {en: ERP order, zh: ERP 订单}
input: {order: any}
messages: {cancel_requested: {}}
variables: {entered: {initial: null}, refused: {initial: false}}
onEvent:
  - message: cancel_requested
    flow:
      - {type: compensate}
      - {type: end, terminate: true, status: cancelled}
flow:
  - id: enter
    type: serviceTask
    service: erp.enter_order
    input: {customer: =order.customer, currency: CNY, lines: =order.lines}
    output: entered
    timeout: PT8S
    retry: {attempts: 5, interval: PT0.5S}
    compensation: {service: erp.cancel_order, input: {in_doubt: =inDoubt}}
    onEvent: [{error: "*", flow: [{id: note, type: scriptTask, set: {refused: =true}}]}]
  - {id: look, type: userTask, candidateGroups: [clerks], outcomes: [fine]}
output: {entered: =entered, refused: =refused}
"""
ORDER: dict[str, Any] = {
    "customer": {"id": "C-1"},
    "lines": [{"id": "1", "sku": "CUP", "quantity": 2, "unit_price": 30}],
}


def erp_bench(engine: Engine) -> Bench:
    """The process above, with the services as they ship."""
    return Bench(engine, {"processes/erp-order.yaml": PROCESS.encode()}, catalogue())


@asynccontextmanager
async def erp_worker(client: Client, engine: Engine, url: str, **settings: Any) -> AsyncIterator[None]:
    """A worker for the queue of the ERP, in this process."""
    given = Settings(ERP_URL=url, **{"erp_timeout_seconds": 2, **settings})
    with outside_queues(given, engine, catalogue()) as queues, ThreadPoolExecutor(20) as threads:
        (content,) = [queue for queue in queues if queue.name == "erp"]
        worker = Worker(
            client,
            task_queue=content.name,
            activities=content.activities,
            activity_executor=threads,
            max_task_queue_activities_per_second=content.activities_per_second,
        )
        async with worker:
            yield


@contextmanager
def erp_worker_process(
    stack: Stack, database_url: str, url: str, directory: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """`python worker.py --queue erp`, as an operator starts it; nothing of it is left at the end."""
    environment = {
        "DATABASE_URL": database_url,
        "TEMPORAL_ADDRESS": stack.temporal_address,
        "ERP_URL": url,
        "ORDERFLOW_ERP_TIMEOUT_SECONDS": "6",
        "ORDERFLOW_HEALTH_PORT": str(choose_port()),
        "ORDERFLOW_METRICS_PORT": "0",
    }
    with (directory / f"erp-worker-{os.urandom(3).hex()}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "worker.py", "--queue", "erp"],
            cwd=_ROOT,
            env={**os.environ, **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
