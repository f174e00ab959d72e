"""The ways to run the order of the benchmark, started and decided in the same way."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Engine, func, select, update
from temporalio.client import Client, WorkflowHandle

from adapters.order_book import SqlOrderBook
from application.messages import COMPLETE_TASK, ORDER_WORKFLOW, ORDERS_QUEUE, StartOrder, Wish
from application.ports.definitions import DefinitionId
from application.ports.order_book import ReceivedOrder
from backoffice import SqlParties
from bench.baselines import WAITING
from bench.workers import BASELINE_QUEUE
from database.connection import reading
from database.tables import orders, tasks

Variant = Literal["orderflow", "idiomatic", "careful", "floor", "floor_at_once"]
VARIANTS: tuple[Variant, ...] = ("idiomatic", "careful", "orderflow", "floor", "floor_at_once")

PRODUCTS = ("CUP-001", "CUP-002", "LAM-001")
CLERK: Mapping[str, Any] = {
    "person": "alice.brown",
    "groups": ["order-clerks", "warehouse"],
    "on_behalf_of": None,
    "role": None,
    "via": None,
}
_SYSTEM: Mapping[str, Any] = {
    "person": "system",
    "groups": [],
    "on_behalf_of": None,
    "role": None,
    "via": None,
}
_TYPES = {
    "idiomatic": "BenchIdiomatic",
    "careful": "BenchCareful",
    "floor": "BenchFloor",
    "floor_at_once": "BenchFloor",
}


def a_document(index: int) -> dict[str, Any]:
    """An order of two lines; product and quantity vary, so that orders meet in stock now and then."""
    skus = (PRODUCTS[index % len(PRODUCTS)], PRODUCTS[(index + 1) % len(PRODUCTS)])
    lines = [
        {"id": str(n), "sku": sku, "name": sku, "quantity": 1, "unit_price": Decimal("29.90")}
        for n, sku in enumerate(skus, 1)
    ]
    return {
        "customer": {"id": "C-1001"},
        "currency": "CNY",
        "language": "en",
        "channel": "bench",
        "lines": lines,
        "total": Decimal("59.80"),
    }


@dataclass(slots=True)
class OrdersOf:
    """Orders of one variant on one stack."""

    variant: Variant
    client: Client
    engine: Engine
    definition: DefinitionId
    handles: dict[str, WorkflowHandle[Any, Any]] = field(default_factory=dict)

    async def start(self, index: int) -> str:
        """Enter an order into the order book and start its workflow; its number."""
        document = a_document(index)
        number = await asyncio.to_thread(self._enter, document)
        if self.variant == "orderflow":
            name, queue = ORDER_WORKFLOW, ORDERS_QUEUE
            arguments: list[Any] = [self._start(number, document)]
        else:
            name, queue, arguments = _TYPES[self.variant], BASELINE_QUEUE, [number, document]
        handle = await self.client.start_workflow(name, args=arguments, id=number, task_queue=queue)
        self.handles[number] = handle
        return number

    def enter_only(self, index: int) -> tuple[str, dict[str, Any]]:
        """Enter an order whose segments are run by hand; its number and first stimulus."""
        document = a_document(index)
        number = self._enter(document)
        parts = {"number": number, "input": {"order": document}, "clock": "real", "parent": None}
        plain = {"kind": "Started", "id": f"{number}/started", "actor": dict(_SYSTEM), **parts}
        return number, {**plain, "reason": None, "readings": []}

    def _start(self, number: str, document: dict[str, Any]) -> StartOrder:
        found = self.definition
        return StartOrder(
            number, found.name, found.version, found.digest, "real", dict(_SYSTEM), {"order": document}
        )

    def _enter(self, document: dict[str, Any]) -> str:
        found = self.definition
        received = ReceivedOrder(
            prefix="B",
            channel="bench",
            external_number=uuid4().hex,
            revision=1,
            content_hash="",
            customer="C-1001",
            process=found.name,
            version=found.version,
            digest=found.digest,
            clock="real",
            currency="CNY",
            total=document["total"],
            language="en",
            priority=50,
            placed_at=datetime.now(UTC),
            actor=_SYSTEM,
            document=document,
            parties=(),
        )
        return SqlOrderBook(self.engine, SqlParties).enter(received).number

    def waiting(self) -> set[str]:
        """The numbers of all orders that wait for the clerk."""
        query = (
            select(tasks.c.order_number).where(tasks.c.completed_at.is_(None))
            if self.variant == "orderflow"
            else select(orders.c.number).where(orders.c.status == WAITING)
        )
        with reading(self.engine) as connection:
            return set(connection.scalars(query))

    async def decide(self, number: str, task: str = "review", outcome: str = "accept") -> None:
        """The clerk accepts."""
        handle = self.handles[number]
        if self.variant != "orderflow":
            await handle.execute_update("complete", outcome)
            return
        what = {"task": f"{number}/{task}#1", "outcome": outcome, "data": {}}
        wish = Wish(uuid4().hex, dict(CLERK), what)
        answer = await handle.execute_update(COMPLETE_TASK, wish, id=wish.id, result_type=dict[str, Any])
        assert "answer" in answer, answer

    def put_away(self) -> None:
        """Orders without a journal are no concern of the sweep, which would ask each of them where it stands
        every minute: they count as closed, with nothing behind."""
        if self.variant != "orderflow":
            done = update(orders).where(orders.c.number.in_(list(self.handles)))
            with self.engine.begin() as connection:
                connection.execute(done.values(closed_at=func.now(), head_hash=b"", adopted_hash=b""))

    async def end(self, number: str) -> None:
        """Wait until it has ended."""
        await self.handles[number].result()
