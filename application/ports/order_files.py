"""The files that orders are read from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.values import Finding
from orders import Language


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds, or the finding that says why nobody knows."""

    file: str
    data: bytes = b""
    finding: Finding | None = None


class OrderFiles(Protocol):
    """Reads each file by itself, so that one that cannot be read holds up no other."""

    def require(self, paths: Sequence[str]) -> None:
        """Raises PathError for a name that leads nowhere: told before anything is sent."""
        ...

    def contents(self, paths: Sequence[str], language: Language = "en") -> Iterator[Content]:
        """One after the other. ``-`` is standard input, a directory stands for all order files below it."""
        ...
