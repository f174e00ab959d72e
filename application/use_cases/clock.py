"""Move the manual clock of an order that was started for a demo, training or a drill."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from application.messages import MoveClock
from application.ports.read_model import ReadModel
from application.ports.runtime import NotRunningError, Runtime
from application.refusals import refused
from application.use_cases.known_orders import page_of


@dataclass(frozen=True, slots=True)
class Clock:
    """The use case."""

    runtime: Runtime
    read_model: ReadModel

    async def move(self, number: str, to: datetime | None = None, id_: str | None = None) -> datetime:
        """Move to a time, or to the next deadline; returns that time. What falls due happens a moment later.

        Raises RefusedError, UnreachableError, UnansweredError."""
        page = await page_of(self.read_model, number)
        if page.order.clock != "manual":
            raise refused("clock_is_real", number=number)
        try:
            target = to or await self._next(number)
            await self.runtime.move_clock(number, MoveClock(id_ or uuid4().hex, target.isoformat()))
        except NotRunningError as error:
            raise refused("order_closed", number=number, status=page.order.status) from error
        return target

    async def _next(self, number: str) -> datetime:
        head = await self.runtime.head(number)
        if head.next_due is None:
            raise refused("nothing_due", number=number)
        return datetime.fromisoformat(head.next_due)
