"""Wait until nothing moves in a family of orders: an order, those that it called, and so on."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from time import monotonic

from application.ports.read_model import Family, Member, ReadModel
from application.ports.runtime import NotRunningError, Runtime, UnansweredError
from application.refusals import refused

AT_ONCE = 50  # looks into workflows
PATIENCE_SECONDS = 20.0


def pauses() -> Iterator[float]:
    """Seconds between two looks, without end. Looking costs what those who move could use."""
    return chain((0.05, 0.1), repeat(0.2))


@dataclass(frozen=True, slots=True)
class Quiet:
    """A family is quiet when only people, the world or the clock can go on: every open order has handled what
    has arrived and waits for no system's answer, no letter is under way, and nobody is yet to be started."""

    runtime: Runtime
    read_model: ReadModel

    async def wait(self, number: str) -> Family:
        """The open orders of a family once it is quiet. Raises RefusedError when it does not come to rest:
        when nothing of it is seen to move any more, and yet something does."""
        last, deadline = None, monotonic() + PATIENCE_SECONDS
        resting, pause = set[Member](), pauses()
        while True:
            family = await asyncio.to_thread(self.read_model.family, number)
            if family != last:
                last, deadline = family, monotonic() + PATIENCE_SECONDS
            moving = await self._moving(family, resting)
            if not moving and (len(family.members) < 2 or await self._unchanged(number, family)):
                return family
            if monotonic() > deadline:
                raise refused("family_busy", number=number, busy=sorted(moving)[:10])
            await asyncio.sleep(next(pause))

    async def _unchanged(self, number: str, family: Family) -> bool:
        """One may have told another something after that one was asked."""
        return family == await asyncio.to_thread(self.read_model.family, number)

    async def _moving(self, family: Family, resting: set[Member]) -> set[str]:
        """The orders that go on by themselves. Those that the database shows are not asked, nor those that
        were found ``resting`` where they still are: only a letter could move them now."""
        moving = {letter.receiver for letter in family.letters}
        moving |= {member.number for member in family.members if member.head is None}
        if moving:
            return moving
        slots = asyncio.Semaphore(AT_ONCE)
        asked = [member for member in family.members if member not in resting]
        rests = await asyncio.gather(*(self._rests(member, slots) for member in asked))
        resting |= {member for member, rested in zip(asked, rests, strict=True) if rested}
        return {member.number for member in family.members if member not in resting}

    async def _rests(self, member: Member, slots: asyncio.Semaphore) -> bool:
        async with slots:
            try:
                head = await self.runtime.head(member.number)
            except (NotRunningError, UnansweredError):
                return False
        return head.hash == member.head and not head.busy and head.waiting == 0
