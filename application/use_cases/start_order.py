"""Start an order's workflow from its row in the order book: after its entry, and whenever it has none."""

from typing import Any

from application.messages import StartOrder
from application.ports.order_book import OrderBook, OrderToStart
from application.ports.runtime import Runtime, Shown


async def start_order(runtime: Runtime, order: OrderToStart) -> bool:
    """Start it; False when it was started before. Safe to repeat: an order never has a second workflow.

    Raises UnreachableError.
    """
    return await runtime.start(_start(order), _shown(order))


async def start_by_number(runtime: Runtime, book: OrderBook, number: str) -> bool:
    """The same for whoever knows only the number, such as the sweep. Raises LookupError, UnreachableError."""
    order = book.to_start(number)
    if order is None:
        raise LookupError(f"order {number} is not in the order book")
    return await start_order(runtime, order)


def _start(order: OrderToStart) -> StartOrder:
    return StartOrder(
        number=order.number,
        process=order.process,
        version=order.version,
        digest=order.digest,
        clock=order.clock,
        actor=dict(order.actor),
        input={"order": dict(order.document)},
        placed_at=order.placed_at.isoformat(),
    )


def _shown(order: OrderToStart) -> Shown:
    document = order.document
    customer: dict[str, Any] = document.get("customer") or {}
    goods = f"{len(document['lines'])} lines, {document['total']} {document['currency']}"
    origin = f"{document['channel']} {document['external_number']}"
    summary = f"{order.process} v{order.version}: {origin}, {goods}"
    return Shown(summary, customer.get("id"), document["channel"])
