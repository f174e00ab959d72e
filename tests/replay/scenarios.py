"""What is recorded: every sample order, the pattern cases, races, and what only the shell goes through.

A scenario has a name and a way to play it. Those of the shell have small definitions of their own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from temporalio.client import WorkflowHandle

from activities.catalogue import AnyService, catalogue
from application.messages import CLAIM_TASK, MOVE_CLOCK, RELEASE_TASK, MoveClock, Wish
from demo.samples import Sample, read_samples
from tests.replay.races import RACES
from tests.support.cases import read_cases
from tests.support.definitions_for_segments import SMALL, noting
from tests.support.erp_desk import asked, finish, resolve, waits_for
from tests.support.erp_orders import ORDER, PROCESS, erp_worker
from tests.support.erp_process import ErpProcess
from tests.support.family_definitions import FAMILY
from tests.support.order_bench import Orders, clerk
from tests.support.waiting import eventually
from workflows import order

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "definitions" / "samples"

# A thousand orders for one scenario: megabytes, and nothing that a smaller one does not show.
TOO_LARGE = 250  # lines

Handle = WorkflowHandle[Any, Any]
NOTING: Mapping[str, AnyService] = {"test.note": noting()}
SMALL_FILES = {"processes/small.yaml": SMALL.encode()}
ERP_FILES = {"processes/erp-order.yaml": PROCESS.encode()}
WAITING = SMALL.replace("due: PT10M", "due: PT2S").replace("name: {en: Small", "name: {en: Impatient")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the orders of a scenario: an ERP, and whatever is to be closed at the end."""

    erp: ErpProcess
    closing: AsyncExitStack


@dataclass(frozen=True, slots=True)
class ShellScenario:
    """Something that only the shell goes through."""

    files: Mapping[str, bytes]
    services: Mapping[str, AnyService]
    play: Callable[[Orders, Beside], Awaitable[Handle]]


def samples() -> dict[str, Sample]:
    """Sample orders by the scenario's name; the largest are left out."""
    all_ = read_samples(SAMPLES)
    return {f"sample-{one.script.script}": one for one in all_ if len(one.order.lines) <= TOO_LARGE}


def cases() -> dict[str, Sample]:
    """Pattern cases by the scenario's name."""
    return {f"case-{one.script.script}": one for one in read_cases()}


def names() -> set[str]:
    """Every scenario."""
    return samples().keys() | cases().keys() | RACES.keys() | SHELL.keys()


async def _settled(orders: Orders, beside: Beside) -> Handle:
    """To its end, with a task that is claimed, released, refused and completed, and a message told twice."""
    del beside
    handle = await orders.start({"order": {"price": 100}})
    task = await orders.open_task(handle, "review")
    await orders.wish(handle, CLAIM_TASK, Wish("claim", clerk("chen"), {"task": task}))
    await orders.complete(handle, task, "accept")
    await orders.wish(handle, RELEASE_TASK, Wish("release", clerk("chen"), {"task": task}))
    await orders.complete(handle, task, "accept")
    await orders.send(handle, "paid", {"reference": "1"})
    await handle.result()
    return handle


async def _cancelled(orders: Orders, beside: Beside) -> Handle:
    """Cancelled by a signal, undoing what was done."""
    del beside
    handle = await orders.start({"order": {"price": 100}})
    await orders.complete(handle, await orders.open_task(handle, "review"), "accept")
    wish = Wish("cancel", clerk(), {"name": "cancel_requested", "payload": None})
    await handle.signal("send_message", wish)
    await handle.result()
    return handle


async def _rolled_over(orders: Orders, beside: Beside) -> Handle:
    """Several runs: messages arrive while the workflow continues as new."""
    del beside
    with rolling_over():
        handle = await orders.start({"order": {"price": 100}})
        task = await orders.open_task(handle, "review")
        for n in range(6):
            await orders.wish(handle, CLAIM_TASK, Wish(f"claim-{n}", clerk(), {"task": task}))
            await handle.signal(RELEASE_TASK, Wish(f"release-{n}", clerk(), {"task": task}))
        await orders.complete(handle, task, "accept")
        await orders.send(handle, "paid", {"reference": "1"})
        handle = orders.client.get_workflow_handle(handle.id)
        await handle.result()
    return handle


@contextmanager
def rolling_over() -> Iterator[None]:
    """Orders roll over after three messages: when this was recorded, and therefore when it is replayed."""
    with patch.object(order, "ROLLOVER_MESSAGES", 3):
        yield


async def _overdue(orders: Orders, beside: Beside) -> Handle:
    """A real deadline passes before the task is decided."""
    del beside
    handle = await orders.start({"order": {"price": 100}})
    task = await orders.open_task(handle, "review")
    await asyncio.to_thread(_until_overdue, orders, handle)
    await orders.complete(handle, task, "reject")
    await handle.result()
    return handle


def _until_overdue(orders: Orders, handle: Handle) -> None:
    query = "select 1 from records where order_number = :n and kind = 'TimerFired'"
    eventually(lambda: orders.bench.rows(query, n=handle.id))


async def _family(orders: Orders, beside: Beside) -> Handle:
    """An order and its two children, one of which ends in an error."""
    del beside
    parent = await orders.start({"skus": ["A", "B"]})
    for number, outcome in ((1, "good"), (2, "bad")):
        child = orders.client.get_workflow_handle(f"{parent.id}.{number}")
        await orders.complete(child, await orders.open_task(child, "inspect"), outcome)
    await orders.complete(parent, await orders.open_task(parent, "check"), "done")
    await parent.result()
    return parent


async def _cancelled_family(orders: Orders, beside: Beside) -> Handle:
    """Cancelled with one child finished and one under way: both are undone."""
    del beside
    parent = await orders.start({"skus": ["A", "B"]})
    first, second = (orders.client.get_workflow_handle(f"{parent.id}.{number}") for number in (1, 2))
    await orders.complete(first, await orders.open_task(first, "inspect"), "good")
    await orders.open_task(second, "inspect")
    await orders.send(parent, "cancel_requested")
    await parent.result()
    return parent


async def _family_by_hand(orders: Orders, beside: Beside) -> Handle:
    """A manual clock that is moved through parent and child."""
    del beside
    parent = await orders.start({"skus": ["A"]}, clock="manual")
    child = orders.client.get_workflow_handle(f"{parent.id}.1")
    task = await orders.open_task(child, "inspect")
    await child.signal(MOVE_CLOCK, MoveClock("move", None))
    await orders.complete(child, task, "good")
    await orders.complete(parent, await orders.open_task(parent, "check"), "done")
    await parent.result()
    return parent


async def _entered(orders: Orders, beside: Beside) -> Handle:
    """An outside call that is answered at the second attempt."""
    beside.erp.misbehave("broken")
    await _serve_erp(orders, beside)
    handle = await orders.start({"order": ORDER})
    await finish(orders, handle)
    return handle


async def _refused(orders: Orders, beside: Beside) -> Handle:
    """An outside call that ends in a declared error."""
    beside.erp.misbehave("refuse")
    await _serve_erp(orders, beside)
    handle = await orders.start({"order": ORDER})
    await finish(orders, handle)
    return handle


async def _rejected(orders: Orders, beside: Beside) -> Handle:
    """An outside call that fails for good, and is retried by a person."""
    beside.erp.misbehave("reject")
    await _serve_erp(orders, beside)
    handle = await orders.start({"order": ORDER})
    await resolve(orders, handle, "retry")
    await finish(orders, handle)
    return handle


async def _in_doubt(orders: Orders, beside: Beside) -> Handle:
    """Cancelled while an outside call is under way: its fate is awaited, then undone in doubt."""
    beside.erp.misbehave("slow", seconds=3)
    await _serve_erp(orders, beside)
    handle = await orders.start({"order": ORDER})
    await asked(beside.erp, 1)
    await orders.send(handle, "cancel_requested")
    await handle.result()
    return handle


async def _called_off(orders: Orders, beside: Beside) -> Handle:
    """Cancelled before anybody took the outside call."""
    handle = await orders.start({"order": ORDER})
    await asyncio.to_thread(eventually, lambda: waits_for(orders, handle))
    await orders.send(handle, "cancel_requested")
    await _serve_erp(orders, beside)
    await handle.result()
    return handle


async def _serve_erp(orders: Orders, beside: Beside) -> None:
    worker = erp_worker(orders.client, orders.bench.engine, beside.erp.url)
    await beside.closing.enter_async_context(worker)


SHELL: Mapping[str, ShellScenario] = {
    "shell-settled": ShellScenario(SMALL_FILES, NOTING, _settled),
    "shell-cancelled": ShellScenario(SMALL_FILES, NOTING, _cancelled),
    "shell-rolled-over": ShellScenario(SMALL_FILES, NOTING, _rolled_over),
    "shell-overdue": ShellScenario({"processes/small.yaml": WAITING.encode()}, NOTING, _overdue),
    "shell-family": ShellScenario(FAMILY, NOTING, _family),
    "shell-family-cancelled": ShellScenario(FAMILY, NOTING, _cancelled_family),
    "shell-family-by-hand": ShellScenario(FAMILY, NOTING, _family_by_hand),
    "shell-outside-entered": ShellScenario(ERP_FILES, catalogue(), _entered),
    "shell-outside-refused": ShellScenario(ERP_FILES, catalogue(), _refused),
    "shell-outside-rejected": ShellScenario(ERP_FILES, catalogue(), _rejected),
    "shell-outside-in-doubt": ShellScenario(ERP_FILES, catalogue(), _in_doubt),
    "shell-outside-called-off": ShellScenario(ERP_FILES, catalogue(), _called_off),
}
