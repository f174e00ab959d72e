"""Faults carried out, and healed."""

import asyncio
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from stack.embedded import PartFailed
from tests.chaos.schedule import Fault
from tests.chaos.surroundings import Surroundings

Say = Callable[[str], None]


async def hurt(here: Surroundings, faults: Sequence[Fault], say: Say) -> None:
    """Carry out all of them in time; returns when the last one is healed."""
    begun = time.monotonic()
    async with asyncio.TaskGroup() as running:
        busy: dict[str, asyncio.Task[None]] = {}
        for fault in faults:
            await asyncio.sleep(max(0.0, begun + fault.at - time.monotonic()))
            if fault.part in busy and not busy[fault.part].done():
                say(f"{fault}  (is hurt already)")
                continue
            say(str(fault))
            busy[fault.part] = running.create_task(_one(here, fault, say))


# Threads of its own: those of the event loop may all be waiting for what is frozen.
_HANDS = ThreadPoolExecutor(16, "fault")


async def _one(here: Surroundings, fault: Fault, say: Say) -> None:
    begin, end = _ways(here, fault)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(_HANDS, begin)
    await asyncio.sleep(fault.seconds)
    for _ in range(5):
        try:
            await loop.run_in_executor(_HANDS, end)
            return
        except PartFailed as problem:  # what it needs is hurt as well: once more
            say(f"        {fault.part} does not come back yet: {str(problem).splitlines()[0]}")
    await loop.run_in_executor(_HANDS, end)


def _ways(here: Surroundings, fault: Fault) -> tuple[Callable[[], None], Callable[[], None]]:
    """What hurts, and what heals."""
    stack, erp, part = here.stack, here.erp, fault.part
    if part == "disk":
        return lambda: fill(here), lambda: empty(here)
    if part == "erp":
        return (erp.freeze, erp.thaw) if fault.kind == "freeze" else (erp.kill, erp.start)
    if fault.kind == "freeze":
        return lambda: stack.pause(part), lambda: stack.resume(part)
    return lambda: stack.kill(part), lambda: stack.restart(part)


def fill(here: Surroundings) -> None:
    """Leave no byte on PostgreSQL's disk."""
    assert here.disk is not None
    left = shutil.disk_usage(here.disk).free
    try:
        with (here.disk / "ballast").open("wb") as ballast:
            while left > 0:
                left -= ballast.write(b"\0" * min(left, 1 << 20))
    except OSError:
        pass  # others write as well: it is full


def empty(here: Surroundings) -> None:
    """Give the space back. A PostgreSQL that gave up for lack of it is started again."""
    assert here.disk is not None
    (here.disk / "ballast").unlink(missing_ok=True)
    if "postgres" in here.stack.ended():
        here.stack.restart("postgres")
