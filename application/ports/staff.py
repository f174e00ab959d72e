"""The people at work, and the groups that they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works here. Messages for them are in `language`."""

    id: str
    name: str
    language: str
    active: bool
    groups: frozenset[str]


class Staff(Protocol):
    """Looks people up; changes nothing."""

    def find(self, person: str) -> StaffMember | None:
        """The person with this id, or None."""
        ...

    def members(self, group: str) -> Sequence[StaffMember]:
        """Everybody active in a group, by id; empty for a group that does not exist."""
        ...
