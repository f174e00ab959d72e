"""Letters that were lost on their way are sent again; orders that have ended are reopened by a letter."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from temporalio import activity

from application.messages import REOPEN
from application.ports.post import Letter, Post
from application.ports.runtime import NotRunningError, UnansweredError, UnreachableError

_log = structlog.get_logger(__name__)
ROUND = 500  # letters in a round of the sweep; the rest waits for the next
HOPELESS = timedelta(minutes=10)  # sent again ten times by then: an engineer has to look

Deliver = Callable[[str, Mapping[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class LostLetters:
    """The sweep's look at letters that are under way for long."""

    post: Post
    deliver: Deliver

    async def __call__(self) -> Mapping[str, str]:
        """Send them again, in order; the receivers that take up nothing, each with the reason."""
        late = await asyncio.to_thread(self.post.under_way, ROUND)
        problems = {}
        for letter in late:
            why = await self._send(letter)
            if datetime.now(UTC) - letter.sent_at > HOPELESS:
                kind, sender = letter.stimulus["kind"], letter.sender
                problems[letter.receiver] = f"it does not take up {kind} from {sender}: {why}"
        if late:
            _log.info("letters sent again", letters=len(late), hopeless=len(problems))
        return problems

    async def _send(self, letter: Letter) -> str:
        try:
            await self.deliver(letter.receiver, letter.stimulus)
        except (NotRunningError, UnansweredError, UnreachableError) as error:
            return str(error)
        return "it was told again and again"


def reopen_activity(reopen: Deliver) -> Callable[..., Any]:
    """The activity by which an order lets another one go on that has ended."""

    @activity.defn(name=REOPEN)
    async def run(number: str, stimulus: dict[str, Any]) -> None:
        await reopen(number, stimulus)

    return run
