"""Waits until nothing moves: an order is quiet when only people, the world or the clock can go on."""

import asyncio
from dataclasses import dataclass, field
from time import monotonic

from application.use_cases.order_pages import OrderPages
from engine.interpreter import Record, State, apply

PAUSE_SECONDS = 0.03
PATIENCE_SECONDS = 60.0


class NeverQuietError(Exception):
    """The order did not come to rest in a minute."""


@dataclass(slots=True)
class Watched:
    """An order's state, folded from its records as they appear in the read model."""

    pages: OrderPages
    number: str
    state: State = field(default_factory=State)
    records: list[Record] = field(default_factory=list)

    async def until_quiet(self, behind: str) -> State:
        """The state once something was recorded behind the hash `behind` and no service is being called."""
        deadline = monotonic() + PATIENCE_SECONDS
        while True:
            await self._catch_up()
            if self.state.hash != behind and (self.state.over or not self.state.calls):
                return self.state
            if monotonic() > deadline:
                raise NeverQuietError(f"{self.number} has not come to rest in {PATIENCE_SECONDS:.0f} s")
            await asyncio.sleep(PAUSE_SECONDS)

    async def _catch_up(self) -> None:
        if (await self.pages.page(self.number)).head == self.state.hash:
            return
        records = await self.pages.records(self.number)
        for record in records[len(self.records) :]:
            apply(self.state, record)
        self.records = list(records)
