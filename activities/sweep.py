"""The sweep: wakes workflows that are behind their journal, and shows orders that need an engineer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from temporalio import activity
from temporalio.service import RPCError

from activities.heartbeat import beating_until
from application.messages import SWEEP
from application.ports.oversight import Behind, Oversight, Watch
from application.ports.runtime import UnansweredError, UnreachableError

_log = structlog.get_logger(__name__)
AT_ONCE = 5  # queries at a time: a cold order costs a replay, and orders' own work comes first
PATIENCE = timedelta(seconds=5)  # with one that was woken a round ago; the others are at work, and come again
ROUND = 2_000  # orders looked at in a round; the rest waits for the next
Item = TypeVar("Item")


@dataclass(slots=True)
class Turns:
    """Whose turn it is in a round. Whoever stays stuck goes to the end, so that nobody waits for ever."""

    over: list[str] = field(default_factory=list)
    to_come: list[str] = field(default_factory=list)

    def take(self, waiting: Sequence[Item], number: Callable[[Item], str]) -> Sequence[Item]:
        """The first of those who wait; the others keep what is known of them until their turn."""
        self.over += map(number, waiting[:ROUND])
        self.to_come += map(number, waiting[ROUND:])
        return waiting[:ROUND]


@dataclass(frozen=True, slots=True)
class Sweep:
    """One round over all orders whose head is not known to be adopted. ``restart`` starts a lost workflow
    again; it then adopts its journal segment by segment. ``reaches`` tells whether a calendar covers by now
    what it did not. ``others`` look at something else each, and tell which orders need an engineer because
    of it."""

    oversight: Oversight
    watch: Watch
    restart: Callable[[str], Any]
    reaches: Callable[[Mapping[str, Any]], bool]
    others: Sequence[Callable[[], Awaitable[Mapping[str, str]]]] = ()
    woken: dict[str, tuple[str, int]] = field(default_factory=dict)  # by number: journal's head, own record

    async def run(self) -> dict[str, Any]:
        """Sweep once; how many orders were adopted, woken, restarted, and which need an engineer."""
        turns = Turns()
        seen = await self._look_at_behind(turns) | await self._restart_lost(turns)
        await self._tell_of_calendars(turns)
        await asyncio.to_thread(self.oversight.looked_at, turns.over)
        problems = dict(await asyncio.to_thread(self.oversight.near_limits))
        problems |= {number: what for number, what in seen.items() if what not in _FINE}
        problems |= await self._ended() | dict(await self.watch.stuck())
        for look in self.others:
            problems |= await look()
        await asyncio.to_thread(self.oversight.needs_engineer, problems, turns.to_come)
        results = list(seen.values())
        found = {what: results.count(what) for what in _FINE} | {"needs_engineer": len(problems)}
        if found["woken"] or found["restarted"] or problems:
            _log.info("sweep", **found, orders=sorted(problems)[:20])
        return found

    async def _look_at_behind(self, turns: Turns) -> dict[str, str]:
        behind = turns.take(await asyncio.to_thread(self.oversight.behind), lambda order: order.number)
        # To ask an order would mean a replay, and there are many. When it is over, its workflow ends with it.
        over = await self.watch.completed([order.number for order in behind if order.closed])
        slots = asyncio.Semaphore(AT_ONCE)
        passed = over | await self._passed([order for order in behind if order.number not in over], slots)
        asked = [order for order in behind if order.number not in passed]
        results = await asyncio.gather(*(self._look(order, slots) for order in asked))
        found = dict.fromkeys(passed, "adopted") | dict(zip((o.number for o in asked), results, strict=True))
        adopted = [order for order in behind if found[order.number] == "adopted"]
        await asyncio.to_thread(self.oversight.adopted, adopted)
        return found

    async def _passed(self, orders: Sequence[Behind], slots: asyncio.Semaphore) -> frozenset[str]:
        """Those that have adopted their journal, as can be seen from outside: see decision record 0019."""

        async def look(order: Behind) -> bool:
            async with slots:
                return order.events > 0 and await self.watch.has_passed(order.number, order.events)

        found = await asyncio.gather(*map(look, orders))
        passed = frozenset(order.number for order, done in zip(orders, found, strict=True) if done)
        for number in passed:
            self.woken.pop(number, None)
        return passed

    async def _tell_of_calendars(self, turns: Turns) -> None:
        """Orders with deadlines that no calendar reached, and one does now."""
        waiting = await asyncio.to_thread(self.oversight.undetermined)
        ripe = [order for order in waiting if any(map(self.reaches, order.deadlines))]
        for order in ripe[:ROUND]:
            turns.over.append(order.number)
            await self.watch.calendars_grown(order.number)

    async def _ended(self) -> dict[str, str]:
        """Open orders whose workflow was ended: never papered over. One that was reset runs again."""
        ended = await self.watch.ended()
        still_open = await asyncio.to_thread(self.oversight.open_orders, list(ended))
        return {number: ended[number] for number in still_open if not await self.watch.alive(number)}

    async def _restart_lost(self, turns: Turns) -> dict[str, str]:
        """Start orders again whose workflow is gone altogether, though nothing was behind; what became of
        each."""
        if await self.watch.running() >= await asyncio.to_thread(self.oversight.open_count):
            return {}
        running = await self.watch.all_running()
        missing = [n for n in await asyncio.to_thread(self.oversight.all_open) if n not in running]
        looked = turns.take(missing, lambda number: number)
        lost = [number for number in looked if await self.watch.alive(number) is None]
        return {number: await self._start_again(number) for number in lost}

    async def _look(self, order: Behind, slots: asyncio.Semaphore) -> str:
        async with slots:
            if not order.head and await self.watch.alive(order.number) is not None:
                return "silent"  # its first workflow task is still to come: with many at once that takes long
            called, seq = self.woken.get(order.number, (None, 0))
            again = called == order.head
            try:
                head = await self.watch.head(order.number, PATIENCE if again else timedelta(0))
            except TimeoutError:
                return await self._stuck(order) if again else "silent"
            if head is None:
                return await self._start_again(order.number)
            if head.hash == order.head:
                self.woken.pop(order.number, None)
                return "adopted"
            if (called, seq) == (order.head, head.seq):
                return await self._stuck(order)
            return await self._wake(order, head.seq)

    async def _start_again(self, number: str) -> str:
        try:
            await self.restart(number)
        except (RPCError, UnansweredError, UnreachableError, LookupError) as error:
            return f"its workflow is gone and cannot be started: {error}"
        return "restarted"

    async def _wake(self, order: Behind, seq: int) -> str:
        """Once for each place it stands at: an order that does not wake up is not called again and again."""
        if not await self.watch.wake(order.number):
            return "its workflow was ended from outside, and its journal says more"
        self.woken[order.number] = (order.head, seq)
        return "woken"

    async def _stuck(self, order: Behind) -> str:
        why = await self.watch.problem(order.number)
        return f"its workflow does not take up what its journal says: {why}"


_FINE = ("adopted", "woken", "restarted", "silent")


def sweep_activity(sweep: Sweep) -> Callable[..., Any]:
    """The activity that the scheduled workflow runs."""

    @activity.defn(name=SWEEP)
    async def run() -> dict[str, Any]:
        return await beating_until(sweep.run())

    return run
