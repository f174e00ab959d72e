"""Who acts: a known person with groups, or the system."""

from dataclasses import dataclass
from typing import Any

SYSTEM = "system"  # who acts when programs do


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wants something of an order. ``via`` says how they reached us, such as ``cli:root``."""

    id: str
    name: str
    language: str
    groups: frozenset[str] = frozenset()
    via: str | None = None

    def actor(self) -> dict[str, Any]:
        """The person as wishes carry them; the groups decide rights and are not recorded."""
        return {
            "person": self.id,
            "groups": sorted(self.groups),
            "on_behalf_of": None,
            "role": None,
            "via": self.via,
        }


def the_system(language: str = "en", via: str | None = None) -> Person:
    """Programs that act in nobody's name: imports, carriers, banks."""
    return Person(SYSTEM, SYSTEM, language, via=via)
