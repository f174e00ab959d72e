"""Where a manual clock stands: one for an order and all those below it."""

from datetime import datetime
from typing import Protocol


class FamilyClock(Protocol):
    """The clocks of all families."""

    def set(self, number: str, to: datetime) -> None:
        """The clock of the family that this order is in stands at ``to``; it never goes back."""
        ...
