"""Looking at orders that wait for an ERP, and helping them on."""

import asyncio
from typing import Any

from temporalio.client import WorkflowHandle

from application.messages import RESOLVE_INCIDENT, Wish
from tests.support.erp_process import ErpProcess
from tests.support.order_bench import Orders, clerk
from tests.support.waiting import eventually

Handle = WorkflowHandle[Any, Any]


async def finish(orders: Orders, handle: Handle) -> dict[str, Any]:
    task = await orders.open_task(handle, "look")
    await orders.complete(handle, task, "fine")
    result: dict[str, Any] = await handle.result()
    return result


async def eventually_looks(orders: Orders, handle: Handle) -> None:
    """The task is open; a frozen worker may cost two attempts until it is left alone."""
    query = "select 1 from tasks where order_number = :n and element = 'look'"
    await asyncio.to_thread(eventually, lambda: orders.bench.rows(query, n=handle.id), 45)


async def incident(orders: Orders, handle: Handle) -> Any:
    query = "select * from incidents where order_number = :n and resolved_at is null"
    (row,) = await asyncio.to_thread(eventually, lambda: orders.bench.rows(query, n=handle.id), 40)
    return row


async def resolve(orders: Orders, handle: Handle, action: str) -> None:
    row = await incident(orders, handle)
    wish = Wish(f"{handle.id}/{action}", clerk(), {"instance": int(row.instance), "action": action})
    answer = await orders.wish(handle, RESOLVE_INCIDENT, wish)
    assert answer["answer"]["status"] == "done", answer


async def asked(erp: ErpProcess, times: int) -> None:
    await asyncio.to_thread(eventually, lambda: len(erp.asked()) >= times)


def waits_for(orders: Orders, handle: Handle) -> list[dict[str, Any]]:
    (row,) = orders.bench.rows("select waits_for from orders where number = :n", n=handle.id)
    return row.waits_for or []
