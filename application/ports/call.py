"""What a port is told about the call that it serves."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """Under which key a port is called, for which order, and at what time (aware).

    The same key again is the same call: it changes nothing and gives the same answer. The time is the
    segment's, so that a repetition writes what the first attempt would have written.
    """

    key: str
    order: str
    time: datetime
