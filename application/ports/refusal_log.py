"""Where refusals are kept: an order that refuses leaves no trace of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol


class RefusalLog(Protocol):
    """Append-only."""

    def write(
        self, number: str, at: datetime, actor: Mapping[str, Any], action: str, code: str, text: str
    ) -> None:
        """Keep that somebody was refused something, with the sentence that they were told."""
        ...
