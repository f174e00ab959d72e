"""Deliver a letter from one order to another, whatever has become of the receiver."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from application.letters import reopens
from application.ports.order_book import OrderBook
from application.ports.runtime import NotRunningError, Runtime
from application.use_cases.start_order import shown_of, start_of


@dataclass(frozen=True, slots=True)
class Deliver:
    """The use case. Delivering the same letter again is safe: its receiver knows it by its id."""

    runtime: Runtime
    book: OrderBook

    async def to(self, number: str, stimulus: Mapping[str, Any]) -> None:
        """Hand it over; an order that has ended goes on where the letter is for it even so.

        Raises NotRunningError, UnansweredError, UnreachableError.
        """
        try:
            await self.runtime.tell(number, stimulus)
        except NotRunningError:
            if not reopens(stimulus):
                raise
            await self.reopen(number, stimulus)

    async def reopen(self, number: str, stimulus: Mapping[str, Any]) -> None:
        """Start an order again that has ended: it takes up its journal, then the letter. Raises as ``to``."""
        order = await asyncio.to_thread(self.book.to_start, number)
        if order is None:
            raise NotRunningError(f"order {number} is not in the order book")
        if not await self.runtime.start(start_of(order, [dict(stimulus)]), shown_of(order), again=True):
            await self.runtime.tell(number, stimulus)  # somebody else was faster
