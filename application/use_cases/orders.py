"""Look at orders."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from application.ports.read_model import OrderQuery, OrderRow, ReadModel
from application.ports.vocabulary import Kind, Vocabulary
from application.use_cases.filters import require_known


@dataclass(frozen=True, slots=True)
class Orders:
    """Changes nothing, and needs neither definitions nor records: those are for ``order_pages``."""

    read_model: ReadModel
    vocabulary: Vocabulary

    async def list(self, query: OrderQuery) -> Sequence[OrderRow]:
        """The orders of a query, late ones first. Raises UnknownNameError when there are none because nothing
        has the process, stage, status or outside system that was asked for."""
        rows = await asyncio.to_thread(self.read_model.orders, query)
        if not rows:
            await require_known(self.vocabulary, _names(query))
        return rows


def _names(query: OrderQuery) -> Iterator[tuple[Kind, str | None]]:
    yield "process", query.process
    yield "stage", query.stage
    yield "status", query.status
    yield "system", query.waits_for
