"""Look at orders."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from application.ports.read_model import OrderQuery, OrderRow, ReadModel


@dataclass(frozen=True, slots=True)
class Orders:
    """Changes nothing, and needs neither definitions nor records: those are for ``order_pages``."""

    read_model: ReadModel

    async def list(self, query: OrderQuery) -> Sequence[OrderRow]:
        """The orders of a query, late ones first."""
        return await asyncio.to_thread(self.read_model.orders, query)
