"""Who acts."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or ``system``) as the order knows them.

    ``groups`` are the person's candidate groups at that moment; they decide rights and are not recorded.
    ``via`` says how the person reached us, for example the operating-system user of a command line.
    """

    person: str
    groups: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    role: str | None = None
    via: str | None = None

    def identity(self) -> dict[str, Any]:
        """What a record keeps of the actor."""
        parts = {"person": self.person, "onBehalfOf": self.on_behalf_of, "role": self.role, "via": self.via}
        return {name: part for name, part in parts.items() if part is not None}


SYSTEM = Actor("system")
