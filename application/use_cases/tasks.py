"""What people do with their user tasks."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from application.form_fields import FormField, fields_of
from application.messages import CLAIM_TASK, COMPLETE_TASK, DELEGATE_TASK, RELEASE_TASK
from application.people import Person
from application.ports.definitions import Definitions
from application.ports.identity import Identity
from application.ports.read_model import TaskRow
from application.refusals import refused
from application.use_cases.grant import Grant
from application.use_cases.inbox import Inbox
from application.use_cases.known_orders import digest_of
from application.use_cases.who import meant_instead
from engine.model import UserTask

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tasks:
    """A task may be named without its entry: ``R-1001/first_review``.

    All wishes raise RefusedError, NotRecordedError (with the id to repeat) and UnreachableError.
    """

    grant: Grant
    inbox: Inbox
    identity: Identity
    definitions: Definitions

    async def fields(self, row: TaskRow) -> Sequence[FormField]:
        """The fields of a task's form; none when it has no form, or its definition is not at hand."""
        digest = await digest_of(self.inbox.read_model, row.order_number)
        process = await asyncio.to_thread(self.definitions.process, digest)
        form = process.forms.get(row.form or "") if process else None
        return fields_of(form) if form else ()

    async def claim(self, task: str, person: Person, id_: str | None = None) -> Answer:
        """Take a task."""
        return await self._wish(CLAIM_TASK, task, person, {}, None, id_)

    async def release(self, task: str, person: Person, reason: str | None, id_: str | None = None) -> Answer:
        """Give a task back to its candidates."""
        return await self._wish(RELEASE_TASK, task, person, {}, reason, id_)

    async def delegate(
        self, task: str, person: Person, to: str, reason: str | None, id_: str | None = None
    ) -> Answer:
        """Let somebody else work on it; it comes back (委派)."""
        if (known := await meant_instead(self.identity, to)) is not None:
            raise refused("delegate_unknown", person=to, known=known)
        return await self._wish(DELEGATE_TASK, task, person, {"to": to}, reason, id_)

    async def complete(
        self,
        task: str,
        person: Person,
        outcome: str,
        data: Mapping[str, Any],
        reason: str | None = None,
        id_: str | None = None,
        base: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Decide it. A delegated task goes back to its owner: the answer's ``status`` is ``returned``.

        ``base`` holds, by path, what the form showed when it was loaded; what has changed since is refused as
        stale. What the form does not write is refused: nothing watches it.
        """
        if base:
            await self._require_watched(task, person, base)
        what = {"outcome": outcome, "data": dict(data), "base": dict(base or {})}
        return await self._wish(COMPLETE_TASK, task, person, what, reason, id_)

    async def _require_watched(self, task: str, person: Person, base: Mapping[str, Any]) -> None:
        row = await self.inbox.find(task)
        digest = await digest_of(self.inbox.read_model, row.order_number)
        process = await asyncio.to_thread(self.definitions.process, digest)
        element = process.elements.get(row.element) if process else None
        if not isinstance(element, UserTask):
            return  # a definition that is not at hand: what the form writes is for the order to say
        watched = [".".join(path) for path in element.changes]
        unknown = sorted(base.keys() - set(watched))
        async with self.grant.traced(row.order_number, COMPLETE_TASK, person):
            if unknown:
                raise refused("task_base_unknown", task=row.id, paths=unknown, watched=watched)

    async def _wish(
        self,
        name: str,
        task: str,
        person: Person,
        what: Mapping[str, Any],
        reason: str | None,
        id_: str | None,
    ) -> Answer:
        row = await self.inbox.find(task)
        return await self.grant(row.order_number, name, person, {"task": row.id, **what}, reason, id_)
