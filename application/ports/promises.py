"""Promises: the day for which a line is promised, the first one and the one that holds now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from application.ports.call import Origin


@dataclass(frozen=True, slots=True)
class Promise:
    """`original` is what was promised first, `current` what holds; `changes` counts how often it moved."""

    line: str
    original: date
    current: date
    changes: int


class Promises(Protocol):
    """An append-only book."""

    def record(self, origin: Origin, days: Mapping[str, date], reason: str | None) -> Sequence[Promise]:
        """Promise lines for days; the same day again is no change. Gives the promises of these lines."""
        ...

    def of(self, order: str) -> Sequence[Promise]:
        """All promises of an order, by line."""
        ...
