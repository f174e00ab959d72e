"""Who works here, for whoever has to know who acts."""

from collections.abc import Sequence
from typing import Protocol

from application.ports.staff import StaffMember


class Identity(Protocol):
    """Looks people up; changes nothing."""

    def find(self, person: str) -> StaffMember | None:
        """The person with this id, or None."""
        ...

    def everybody(self) -> Sequence[str]:
        """The ids of all active people."""
        ...
