"""Send messages to orders: what the world has to tell them, and the wish to cancel."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from application.messages import SEND_MESSAGE
from application.people import Person
from application.ports.definitions import Definitions
from application.ports.read_model import ReadModel
from application.rights import require_sender
from application.use_cases.grant import Grant
from application.use_cases.known_orders import digest_of

CANCEL_REQUESTED = "cancel_requested"


@dataclass(frozen=True, slots=True)
class Messages:
    """Who may send what is said by the definition that the order runs by (``from``). Both raise RefusedError,
    NotRecordedError and UnreachableError."""

    grant: Grant
    read_model: ReadModel
    definitions: Definitions

    async def send(
        self,
        number: str,
        name: str,
        payload: Any,
        person: Person,
        correlation: Any = None,
        id_: str | None = None,
    ) -> Mapping[str, Any]:
        """Deliver a message. ``status`` of the answer is ``delivered``, ``kept`` or ``duplicate``."""
        what = {"name": name, "payload": payload, "correlation": correlation}
        return await self._send(number, person, what, None, id_)

    async def cancel(
        self, number: str, reason: str, person: Person, id_: str | None = None
    ) -> Mapping[str, Any]:
        """Ask the order to cancel itself; its definition says what has to be undone, and whether it can."""
        what = {"name": CANCEL_REQUESTED, "payload": {"reason": reason}, "correlation": None}
        return await self._send(number, person, what, reason, id_)

    async def _send(
        self, number: str, person: Person, what: Mapping[str, Any], reason: str | None, id_: str | None
    ) -> Mapping[str, Any]:
        await self._require(number, str(what["name"]), person)
        return await self.grant(number, SEND_MESSAGE, person, what, reason, id_)

    async def _require(self, number: str, name: str, person: Person) -> None:
        """A name that the definition does not know is for the order to refuse."""
        digest = await digest_of(self.read_model, number)
        process = await asyncio.to_thread(self.definitions.process, digest)
        message = process.messages.get(name) if process else None
        async with self.grant.traced(number, SEND_MESSAGE, person):
            if message is not None:
                require_sender(person, message)
