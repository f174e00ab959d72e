"""The post between orders: letters that are under way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """What one order tells another; ``stimulus`` is plain, without time."""

    receiver: str
    sender: str
    stimulus: Mapping[str, Any]
    sent_at: datetime


class Post(Protocol):
    """All letters."""

    def under_way(self, limit: int) -> Sequence[Letter]:
        """Letters that should have arrived by now and can: their receiver is open, or they open it again. In
        the order in which they were written."""
        ...
