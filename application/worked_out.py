"""What a segment has come to, at hand for the workflow that adopts it in the same process."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from application.messages import Segment
from engine.interpreter import Command, State

KEPT = 64  # more than run at once; what nobody fetches (its workflow task was lost) goes first
_ANEW = "0"  # how one hash of sixteen begins


@dataclass(slots=True)
class WorkedOut:
    """States that segments have just come to, and what is to be done: each for one taker.

    To adopt is to do the same steps on the same state. What a pure function gave a moment ago need not be
    worked out again, and whoever finds nothing here (a replay, another worker's segment) works it out. One
    segment of sixteen is not kept: an interpreter that comes to something else the second time is found out
    soon, and not at some restart.
    """

    _left: dict[tuple[str, str], tuple[State, list[Command]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def leave(self, segment: Segment, state: State, commands: list[Command]) -> None:
        """Hand over the state behind a committed segment; whoever leaves it does not touch it again."""
        if segment.after.startswith(_ANEW):
            return
        with self._lock:
            self._left[segment.before, segment.after] = state, commands
            while len(self._left) > KEPT:
                del self._left[next(iter(self._left))]

    def take(self, before: str, segments: Sequence[Segment]) -> tuple[State, list[Command]] | None:
        """The state behind the segments and their commands, if they are one that was left here."""
        if len(segments) != 1 or segments[0].before != before:
            return None
        with self._lock:
            return self._left.pop((before, segments[0].after), None)


WORKED_OUT = WorkedOut()
"""Those of this process."""
