"""Incidents: see them, resolve them (R26)."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from application.messages import RESOLVE_INCIDENT
from application.people import Person
from application.ports.identity import Identity
from application.ports.read_model import IncidentRow, ReadModel
from application.refusals import refused
from application.rights import APPOINT, RESOLVE_INCIDENTS, require
from application.use_cases.grant import Grant
from application.use_cases.known_orders import digest_of
from application.use_cases.who import meant_instead


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is to be done: ``retry``, ``correct`` (set variables, then retry), ``skip``, ``cancel`` the order,
    or ``appoint`` ``to`` for a task for which four eyes leave nobody."""

    action: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    to: str | None = None

    @property
    def appoints(self) -> bool:
        """Whether it says who decides."""
        return self.action == "appoint"

    def what(self, instance: int) -> dict[str, Any]:
        """As a wish carries it."""
        named = {} if self.to is None else {"person": self.to}
        return {"instance": instance, "action": self.action, "variables": dict(self.variables), **named}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was done about an incident; ``back`` is the same one again, when it came straight back."""

    action: str
    back: IncidentRow | None = None


@dataclass(frozen=True, slots=True)
class Incidents:
    """Only IT operations and managers resolve incidents, and only managers appoint who decides."""

    grant: Grant
    read_model: ReadModel
    identity: Identity

    async def list(self, number: str | None = None, *, resolved: bool = False) -> Sequence[IncidentRow]:
        """Open incidents, oldest first; with ``resolved`` all. Raises RefusedError for an unknown number."""
        rows = await asyncio.to_thread(self.read_model.incidents, number, resolved=resolved)
        if number is not None and not rows:
            await digest_of(self.read_model, number)
        return rows

    async def resolve(
        self,
        number: str,
        remedy: Remedy,
        person: Person,
        *,
        instance: int | None = None,
        reason: str | None = None,
        id_: str | None = None,
    ) -> Resolution:
        """Do something about an incident. The instance may be left out when there is only one. Raises
        RefusedError, NotRecordedError, UnreachableError."""
        before = await self._own(number)
        if instance is None and not before:
            await digest_of(self.read_model, number)
        async with self.grant.traced(number, RESOLVE_INCIDENT, person):
            await self._check_right(remedy, person)
            if instance is None:
                instance = _only_one(number, before)
        answer = await self.grant(number, RESOLVE_INCIDENT, person, remedy.what(instance), reason, id_)
        return Resolution(
            answer.get("action", remedy.action), _back(instance, before, await self._own(number))
        )

    async def _check_right(self, remedy: Remedy, person: Person) -> None:
        require(person, remedy.action, APPOINT if remedy.appoints else RESOLVE_INCIDENTS)
        known = None if remedy.to is None else await meant_instead(self.identity, remedy.to)
        if known is not None:
            raise refused("appointed_unknown", person=remedy.to, known=known)

    async def _own(self, number: str) -> Sequence[IncidentRow]:
        """Open ones of this order; of those that it called they are resolved there."""
        rows = await asyncio.to_thread(self.read_model.incidents, number, resolved=False)
        return [row for row in rows if row.order_number == number]


def _only_one(number: str, found: Sequence[IncidentRow]) -> int:
    if len(found) != 1:
        places = [f"{row.instance} ({row.element}: {row.code})" for row in found]
        raise refused("incident_not_named", number=number, open=places)
    return found[0].instance


def _back(instance: int, before: Sequence[IncidentRow], after: Sequence[IncidentRow]) -> IncidentRow | None:
    """The incident that is open only since, at the element and with the code of the one that was resolved."""
    resolved = {(row.element, row.code) for row in before if row.instance == instance}
    known = {(row.instance, row.raised_at) for row in before}
    new = (row for row in after if (row.instance, row.raised_at) not in known)
    return next((row for row in new if (row.element, row.code) in resolved), None)
