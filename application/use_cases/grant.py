"""Carry a wish to an order, and give an answer that can be relied on."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any
from uuid import uuid4

from application.messages import Wish
from application.people import Person
from application.ports.read_model import ReadModel
from application.ports.refusal_log import RefusalLog
from application.ports.runtime import NotRunningError, Runtime, UnansweredError
from application.refusals import RefusedError, read_refusal, refused
from application.texts import sentence
from application.use_cases.closed_tasks import in_full
from application.use_cases.known_orders import unknown_order
from engine.values import NotAValueError, Refusal, encode

PATIENCE = timedelta(seconds=5)  # what a person waits for gladly; repeating later is safe
PAUSE_SECONDS = 0.2


class NotRecordedError(Exception):
    """Nobody knows yet whether the wish was granted. Repeating it with the same id is safe."""

    def __init__(self, id_: str, reason: str) -> None:
        super().__init__(reason)
        self.id = id_
        self.reason = reason


def _check_storable(wish: Wish) -> None:
    try:
        encode([wish.id, wish.what, wish.reason])
    except NotAValueError as error:
        raise refused("not_storable", why=str(error)) from error


@dataclass(frozen=True, slots=True)
class Grant:
    """What all wishes share: an id chosen before the first try, patience, the journal as the last word, and a
    trace of every refusal."""

    runtime: Runtime
    read_model: ReadModel
    log: RefusalLog
    patience: timedelta = PATIENCE

    async def __call__(
        self,
        number: str,
        name: str,
        person: Person,
        what: Mapping[str, Any],
        reason: str | None = None,
        id_: str | None = None,
    ) -> Mapping[str, Any]:
        """The order's answer, with a ``status``. Raises RefusedError, NotRecordedError, UnreachableError."""
        wish = Wish(id_ or uuid4().hex, person.actor(), dict(what), reason)
        async with self.traced(number, name, person):
            _check_storable(wish)
            try:
                return await self._granted(number, name, wish)
            except RefusedError as error:
                raise await in_full(self.read_model, error, what.get("task")) from error

    async def _granted(self, number: str, name: str, wish: Wish) -> Mapping[str, Any]:
        outcome = await self._outcome(number, name, wish)
        if "refusal" in outcome:
            raise RefusedError(read_refusal(outcome["refusal"]))
        answer: Mapping[str, Any] = outcome["answer"]
        return answer

    async def _outcome(self, number: str, name: str, wish: Wish) -> Mapping[str, Any]:
        """The order's word. What sounds like a no may hide a yes whose answer was lost: the journal knows."""
        try:
            return await self._patiently(number, name, wish)
        except (RefusedError, NotRunningError) as error:
            stored = await asyncio.to_thread(self.read_model.stored_outcome, number, wish.id)
            if stored is not None:
                return stored
            if isinstance(error, RefusedError):
                raise
            raise await self._closed(number) from error

    async def _patiently(self, number: str, name: str, wish: Wish) -> Mapping[str, Any]:
        """Repeat with the same id until there is an answer or patience is over."""
        deadline = monotonic() + self.patience.total_seconds()
        while True:
            left = timedelta(seconds=max(deadline - monotonic(), 0.1))
            try:
                return await self._try(number, name, wish, left)
            except UnansweredError as error:
                if monotonic() + PAUSE_SECONDS >= deadline:
                    raise NotRecordedError(wish.id, str(error)) from error
                await asyncio.sleep(PAUSE_SECONDS)

    async def _try(self, number: str, name: str, wish: Wish, patience: timedelta) -> Mapping[str, Any]:
        """One try. The no of an order that is behind its journal does not count: its worker died after the
        commit, and people see what the order has not heard of yet."""
        try:
            return await self.runtime.wish(number, name, wish, patience)
        except RefusedError as error:
            if error.head in (None, await asyncio.to_thread(self.read_model.head, number)):
                raise
            await self.runtime.reconcile(number)
            raise UnansweredError("the order is taking up what its journal says") from None

    async def _closed(self, number: str) -> RefusedError:
        page = await asyncio.to_thread(self.read_model.order, number)
        if page is None:
            return await unknown_order(self.read_model, number)
        if page.order.closed_at is None:
            return refused("order_not_running", number=number)
        return refused("order_closed", number=number, status=page.order.status)

    @asynccontextmanager
    async def traced(self, number: str, name: str, person: Person) -> AsyncGenerator[None, None]:
        """What is refused in here leaves a trace, before the order itself was asked too."""
        try:
            yield
        except RefusedError as error:
            await self._keep(number, name, person, error.refusal)
            raise

    async def _keep(self, number: str, name: str, person: Person, refusal: Refusal) -> None:
        """With the sentence that was shown."""
        text = sentence(refusal, person.language)
        now = datetime.now(UTC)
        await asyncio.to_thread(self.log.write, number, now, person.actor(), name, refusal.code, text)
