"""What outside systems have answered, so that a repeated call need not ask again."""

from datetime import datetime
from typing import Any, Protocol


class Answers(Protocol):
    """Answers by the key of the call. Raises JournalUnavailableError when the database is away."""

    def find(self, key: str) -> dict[str, Any] | None:
        """The answer that was kept under a key."""
        ...

    def keep(self, key: str, order: str, service: str, answer: dict[str, Any], at: datetime) -> None:
        """Keep an answer; the first one under a key stays."""
        ...
