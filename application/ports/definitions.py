"""The definitions that orders can be started with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from engine.model import Process


@dataclass(frozen=True, slots=True)
class DefinitionId:
    """A process definition, exactly."""

    name: str
    version: int
    digest: str


class Definitions(Protocol):
    """Looks definitions up; changes nothing."""

    def find(self, name: str, version: int | None = None) -> DefinitionId | None:
        """The version, or the newest one that may be started: released, or a draft where none is."""
        ...

    def names(self) -> Sequence[str]:
        """The names of all processes that compile."""
        ...

    def process(self, digest: str) -> Process | None:
        """The executable process with a digest, or None when it was never published here."""
        ...
