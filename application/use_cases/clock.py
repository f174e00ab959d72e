"""Move the manual clock of orders that were started for a demo, training or a drill: of a whole family."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from uuid import uuid4

from application.messages import MoveClock
from application.ports.family_clock import FamilyClock
from application.ports.read_model import Family, Member, ReadModel
from application.ports.runtime import NotRunningError, Runtime
from application.refusals import RefusedError, refused
from application.use_cases.family import PATIENCE_SECONDS, Quiet, pauses
from application.use_cases.known_orders import page_of


@dataclass(frozen=True, slots=True)
class Clock:
    """The use case. An order, those that it called and so on have one clock. It is moved only when nobody
    among them has anything to do."""

    runtime: Runtime
    read_model: ReadModel
    clocks: FamilyClock

    async def move(
        self,
        number: str,
        to: datetime | None = None,
        id_: str | None = None,
        found: Family | None = None,
    ) -> datetime:
        """Move to a time, by way of every deadline before it, or to the next deadline; returns that time.
        What falls due has begun to happen then. ``found`` is the order's family as a caller has just found it
        at rest.

        Raises RefusedError, UnreachableError."""
        if found is None:
            await self._check_movable(number, to)
        reached: datetime | None = None
        while to is None or reached != to:
            members = (found or await self.quiet.wait(number)).members
            if not members:
                raise await self._over(number)
            target = _next(members, to, reached)
            if target is None:
                raise refused("nothing_due", number=number)
            await self._move(members, target, id_ if target == to and id_ else uuid4().hex)
            reached, to, found = target, to or target, None
        return to

    async def _check_movable(self, number: str, to: datetime | None) -> None:
        order = (await page_of(self.read_model, number)).order
        if order.clock != "manual":
            raise refused("clock_is_real", number=number)
        if to is not None and order.time is not None and to < order.time:
            raise refused("clock_goes_forward", number=number, now=order.time.isoformat())

    async def _over(self, number: str) -> RefusedError:
        page = await page_of(self.read_model, number)
        return refused("order_closed", number=number, status=page.order.status)

    @property
    def quiet(self) -> Quiet:
        """Waits until nobody has anything to do."""
        return Quiet(self.runtime, self.read_model)

    async def _move(self, members: Sequence[Member], target: datetime, id_: str) -> None:
        """Tell those who have something due by then, and wait until each has recorded it: one that has not
        yet would seem at rest. The others need not know: their next segments read the clock."""
        await asyncio.to_thread(self.clocks.set, members[0].number, target)
        told = [member for member in members if member.due is not None and member.due <= target]
        await asyncio.gather(*(self._tell(member.number, target, id_) for member in told))
        heads = {member.number: member.head for member in told}
        deadline = monotonic() + PATIENCE_SECONDS
        for pause in pauses():
            if not heads or monotonic() > deadline:
                return
            await asyncio.sleep(pause)
            family = await asyncio.to_thread(self.read_model.family, members[0].number)
            now = {member.number: member.head for member in family.members}
            heads = {number: head for number, head in heads.items() if now.get(number) == head}

    async def _tell(self, number: str, target: datetime, id_: str) -> None:
        try:
            await self.runtime.move_clock(number, MoveClock(id_, target.isoformat()))
        except NotRunningError:
            return  # it has ended meanwhile: no time passes for it


def _next(members: Sequence[Member], to: datetime | None, reached: datetime | None) -> datetime | None:
    """The nearest deadline, but not beyond ``to``; one that was reached before is nobody's any more."""
    dues = [m.due for m in members if m.due is not None and (reached is None or m.due > reached)]
    return min(dues if to is None else [*dues, to], default=None)
