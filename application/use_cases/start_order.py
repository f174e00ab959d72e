"""Start an order's workflow from its row in the order book: after its entry, and whenever it has none."""

from collections.abc import Sequence
from typing import Any

from application.messages import StartOrder, summary_of_called
from application.people import the_system
from application.ports.order_book import OrderBook, OrderToStart
from application.ports.runtime import Runtime, Shown


async def start_order(runtime: Runtime, order: OrderToStart) -> bool:
    """Start it; False when it was started before. Safe to repeat: an order never has a second workflow.

    Raises UnreachableError.
    """
    return await runtime.start(start_of(order), shown_of(order))


async def start_by_number(runtime: Runtime, book: OrderBook, number: str) -> bool:
    """The same for whoever knows only the number, such as the sweep. Raises LookupError, UnreachableError."""
    order = book.to_start(number)
    if order is None:
        raise LookupError(f"order {number} is not in the order book")
    return await start_order(runtime, order)


def start_of(order: OrderToStart, waiting: Sequence[dict[str, Any]] = ()) -> StartOrder:
    """The input of its workflow. ``waiting`` are stimuli that it handles when it has caught up with its
    journal."""
    called = order.parent is not None
    return StartOrder(
        number=order.number,
        process=order.process,
        version=order.version,
        digest=order.digest,
        clock=order.clock,
        actor=the_system().actor() if called else dict(order.actor),
        input=dict(order.document) if called else {"order": dict(order.document)},
        waiting=[*waiting],
        placed_at=order.placed_at.isoformat(),
        parent=order.parent if order.reports else None,
    )


def shown_of(order: OrderToStart) -> Shown:
    """What Temporal's own pages show of it."""
    if order.parent is not None:
        summary = summary_of_called(order.process, order.version, order.parent, order.called_by)
        return Shown(summary, order.customer, order.channel)
    document = order.document
    goods = f"{len(document['lines'])} lines, {document['total']} {document['currency']}"
    origin = f"{order.channel} {document['external_number']}"
    summary = f"{order.process} v{order.version}: {origin}, {goods}"
    return Shown(summary, order.customer, order.channel)
