"""Find out who acts."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from application.people import Person
from application.ports.identity import Identity
from application.refusals import refused


@dataclass(frozen=True, slots=True)
class Who:
    """Knows the people who may act."""

    identity: Identity

    async def acts(self, id_: str, via: str) -> Person:
        """The person with this id. Raises RefusedError with the nearest names when there is none."""
        member = await asyncio.to_thread(self.identity.find, id_)
        if member is None:
            names = await asyncio.to_thread(self.identity.everybody)
            raise refused("person_unknown", person=id_, known=near(id_, names))
        if not member.active:
            raise refused("person_inactive", person=id_)
        return Person(member.id, member.name, member.language, member.groups, via)


async def meant_instead(identity: Identity, id_: str) -> list[str] | None:
    """The nearest names when nobody active has this id; None when somebody has it."""
    member = await asyncio.to_thread(identity.find, id_)
    if member is not None and member.active:
        return None
    return near(id_, await asyncio.to_thread(identity.everybody))


def near(name: str, names: Iterable[str]) -> list[str]:
    """Up to three names that were probably meant, the nearest first."""
    names = list(names)
    folded = {other.casefold(): other for other in names}
    found = get_close_matches(name.casefold(), folded, n=3, cutoff=0.5)
    parts = [other for other in names if name.casefold() in other.casefold()]
    return list(dict.fromkeys([*(folded[other] for other in found), *parts]))[:3]
