"""Personal data by reference: what `party:…` stands for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """The personal data behind a reference; `data` is None once it was erased."""

    reference: str
    role: str
    data: Mapping[str, Any] | None


class Parties(Protocol):
    """Keeps personal data apart from everything that is recorded."""

    def put(self, order: str | None, parties: Sequence[PartyRecord]) -> None:
        """Store personal data; what a reference stood for before is replaced."""
        ...

    def find(self, references: Collection[str]) -> Mapping[str, PartyRecord]:
        """The records behind these references; unknown ones are left out."""
        ...
