"""How much one segment may do."""

import time
from dataclasses import dataclass, field

SECONDS = 1.0  # far below the heartbeat of a workflow task, so that a person's update never waits long
CALLS = 200  # bounds the locks that one transaction holds
BYTES = 256_000  # of results: an eighth of what Temporal takes, as a segment holds them beside its stimuli


@dataclass(slots=True)
class Budget:
    """Used up after a second, a number of calls, or a size of results. Counts from when it is made."""

    began: float = field(init=False)
    calls: int = 0
    bytes: int = 0

    def __post_init__(self) -> None:
        self.began = time.monotonic()

    def charge(self, size: int) -> None:
        """One call was made, with a result of ``size`` bytes."""
        self.calls += 1
        self.bytes += size

    def used_up(self) -> bool:
        """Whether the segment should commit what it has."""
        return self.calls >= CALLS or self.bytes >= BYTES or time.monotonic() - self.began >= SECONDS
