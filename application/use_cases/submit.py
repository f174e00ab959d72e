"""Submit orders: each becomes one durable process, however often it is sent."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from application.limits import DOCUMENT_BYTES
from application.people import Person
from application.ports.definitions import DefinitionId, Definitions
from application.ports.order_book import Entry, OrderBook, ReceivedOrder
from application.ports.parties import PartyRecord
from application.ports.runtime import Runtime, UnansweredError, UnreachableError
from application.refusals import RefusedError, refused
from application.use_cases.start_order import start_by_number
from engine.values import Refusal, encode
from orders import Order, split

AT_ONCE = 8  # more only queue: starting an order is mostly the servers' work
_OF_ALL = ("process_unknown", "process_not_for_orders")  # what is wrong with a process that was asked for


@dataclass(frozen=True, slots=True)
class Terms:
    """How orders are to be run. ``process`` is a name or ``name@version``; without it the order's kind
    chooses. ``placed_at`` is where a manual clock begins."""

    placed_at: datetime
    process: str | None = None
    clock: Literal["real", "manual"] = "real"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an order. ``same`` is False when another order with this identity is known.

    An order that is not ``started`` is safe in the book; the sweep starts it when Temporal is back."""

    number: str
    identity: str
    process: str
    outcome: Literal["accepted", "known", "refused"]
    same: bool = True
    started: bool = True
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Submit:
    """The use case."""

    book: OrderBook
    definitions: Definitions
    runtime: Runtime

    async def all(
        self, orders: Sequence[Order], terms: Terms, person: Person
    ) -> AsyncGenerator[tuple[int, Receipt], None]:
        """Submit many, some at a time; each receipt comes with its order's index, as soon as it is there.

        Numbers are given in the order of ``orders``.
        """
        slots, turn = asyncio.Semaphore(AT_ONCE), asyncio.Lock()

        async def submit(index: int) -> tuple[int, Receipt]:
            async with slots:
                async with turn:  # both wake whoever waits longest, so the book is entered in order
                    entered = await self._entered_or_refused(orders[index], terms, person)
                if isinstance(entered, Receipt):
                    return index, entered
                return index, await self._started(*entered)

        tasks = [asyncio.create_task(submit(index)) for index in range(len(orders))]
        try:
            for done in asyncio.as_completed(tasks):
                yield await done
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def one(self, order: Order, terms: Terms, person: Person) -> Receipt:
        """Enter the order into the book and start it. An order that is known is started too if it never was.

        Raises RefusedError for an unknown process.
        """
        return await self._started(*await self._enter(order, terms, person))

    async def _entered_or_refused(
        self, order: Order, terms: Terms, person: Person
    ) -> tuple[ReceivedOrder, Entry] | Receipt:
        """An order that nobody can run must not keep back the others of its file."""
        try:
            return await self._enter(order, terms, person)
        except RefusedError as error:
            if error.refusal.code in _OF_ALL and terms.process is not None:
                raise
            return Receipt("", order.identity, "", "refused", started=False, refusal=error.refusal)

    async def _enter(self, order: Order, terms: Terms, person: Person) -> tuple[ReceivedOrder, Entry]:
        definition = self._definition(order, terms)
        received = _received(order, definition, terms, person)
        size = len(encode({**received.document}))
        if size > DOCUMENT_BYTES:
            raise refused("order_too_large", size=size, limit=DOCUMENT_BYTES, lines=len(order.lines))
        return received, await asyncio.to_thread(self.book.enter, received)

    async def _started(self, order: ReceivedOrder, entry: Entry) -> Receipt:
        started = entry.recorded or await self._start(entry.number)
        outcome: Literal["accepted", "known"] = "accepted" if entry.new else "known"
        identity = f"{order.channel}/{order.external_number}/{order.revision}"
        return Receipt(entry.number, identity, order.process, outcome, entry.same, started)

    async def _start(self, number: str) -> bool:
        try:
            await start_by_number(self.runtime, self.book, number)
        except (UnansweredError, UnreachableError):
            return False
        return True

    def _definition(self, order: Order, terms: Terms) -> DefinitionId:
        name, _, version = (terms.process or f"{order.kind}-order").partition("@")
        found = self.definitions.find(name, int(version) if version.isdecimal() else None)
        if found is None or (version and not version.isdecimal()):
            known = sorted(self.definitions.names())
            raise refused("process_unknown", process=f"{name}@{version}" if version else name, known=known)
        process = self.definitions.process(found.digest)
        if process is not None and process.inputs and "order" not in process.inputs:
            raise refused("process_not_for_orders", process=name, inputs=sorted(process.inputs))
        return found


def _received(order: Order, definition: DefinitionId, terms: Terms, person: Person) -> ReceivedOrder:
    parts = split(order)
    return ReceivedOrder(
        prefix=number_prefix(definition.name),
        channel=order.channel,
        external_number=order.external_number,
        revision=order.revision,
        content_hash=order.content_hash(),
        customer=order.customer.id,
        process=definition.name,
        version=definition.version,
        digest=definition.digest,
        clock=terms.clock,
        currency=order.currency,
        total=parts.document.total,
        language=order.language,
        priority=order.priority,
        placed_at=terms.placed_at,
        actor=person.actor(),
        document=parts.document.value(),
        parties=[PartyRecord(p.reference, p.role, p.data) for p in parts.personal],
    )


def number_prefix(process: str) -> str:
    """The first letter of the process: retail-order gives R, so that numbers tell people what they are."""
    return process[:1].upper()
