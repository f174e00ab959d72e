"""Incidents: see them, resolve them (R26)."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from application.messages import RESOLVE_INCIDENT
from application.people import Person
from application.ports.read_model import IncidentRow, ReadModel
from application.refusals import refused
from application.rights import RESOLVE_INCIDENTS, require
from application.use_cases.grant import Grant


@dataclass(frozen=True, slots=True)
class Incidents:
    """Only IT operations and managers resolve incidents."""

    grant: Grant
    read_model: ReadModel

    async def list(self, number: str | None = None, *, resolved: bool = False) -> Sequence[IncidentRow]:
        """Open incidents, oldest first; with ``resolved`` all."""
        return await asyncio.to_thread(self.read_model.incidents, number, resolved=resolved)

    async def resolve(
        self,
        number: str,
        action: str,
        person: Person,
        *,
        instance: int | None = None,
        variables: Mapping[str, Any] | None = None,
        reason: str | None = None,
        id_: str | None = None,
    ) -> Mapping[str, Any]:
        """Retry, correct (set variables, then retry), skip, or cancel the order. The instance may be left out
        when there is only one. Raises RefusedError, NotRecordedError, UnreachableError."""
        require(person, "resolve", RESOLVE_INCIDENTS)
        if instance is None:
            instance = await self._only_one(number)
        what = {"instance": instance, "action": action, "variables": dict(variables or {})}
        return await self.grant(number, RESOLVE_INCIDENT, person, what, reason, id_)

    async def _only_one(self, number: str) -> int:
        found = [row for row in await self.list(number) if row.order_number == number]
        if len(found) != 1:
            places = [f"{row.instance} ({row.element}: {row.code})" for row in found]
            raise refused("incident_not_named", number=number, open=places)
        return found[0].instance
