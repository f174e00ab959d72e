"""Replay: the code as it is now, run over what has happened."""

from dataclasses import dataclass
from typing import Protocol

from application.ports.runtime import History


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the replay of one run says; ``problem`` is None when the code does the same again."""

    run: str
    events: int
    problem: str | None


class Replay(Protocol):
    """Re-executes histories."""

    def read(self, text: str) -> History:
        """An exported history. Raises ValueError for what is none."""
        ...

    async def replay(self, history: History) -> Verdict:
        """Re-execute one run."""
        ...
