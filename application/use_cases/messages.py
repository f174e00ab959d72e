"""Send messages to orders: what the world has to tell them, and the wish to cancel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from application.messages import SEND_MESSAGE
from application.people import SYSTEM, Person
from application.rights import CANCEL_ORDERS, require
from application.use_cases.grant import Grant

CANCEL_REQUESTED = "cancel_requested"


@dataclass(frozen=True, slots=True)
class Messages:
    """Both raise RefusedError, NotRecordedError and UnreachableError."""

    grant: Grant

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
        if name == CANCEL_REQUESTED and person.id != SYSTEM:
            require(person, "cancel", CANCEL_ORDERS)
        what = {"name": name, "payload": payload, "correlation": correlation}
        return await self.grant(number, SEND_MESSAGE, person, what, None, id_)

    async def cancel(
        self, number: str, reason: str, person: Person, id_: str | None = None
    ) -> Mapping[str, Any]:
        """Ask the order to cancel itself; its definition says what has to be undone, and whether it can."""
        require(person, "cancel", CANCEL_ORDERS)
        what = {"name": CANCEL_REQUESTED, "payload": {"reason": reason}, "correlation": None}
        return await self.grant(number, SEND_MESSAGE, person, what, reason, id_)
