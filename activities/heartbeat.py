"""Heartbeats while an activity waits for somebody else."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from typing import Any, TypeVar

from temporalio import activity

Result = TypeVar("Result")

INTERVAL = 1.0  # seconds; Temporal's client holds back those that are more than the server needs


@contextmanager
def beating() -> Iterator[None]:
    """Tell the server every second that this process is alive, from a thread of its own.

    So a worker that died or froze is noticed within the heartbeat timeout, however long a call may take.
    """
    over = threading.Event()
    thread = threading.Thread(target=copy_context().run, args=(_beat, over), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(over: threading.Event) -> None:
    while not over.wait(INTERVAL):
        activity.heartbeat()


async def beating_until(done: Coroutine[Any, Any, Result]) -> Result:
    """The same for an activity that is a coroutine; its result, or what it raised."""
    task = asyncio.create_task(done)
    try:
        while not (await asyncio.wait({task}, timeout=INTERVAL))[0]:
            activity.heartbeat()
        return task.result()
    finally:
        task.cancel()
