"""Messages that an order kept for later and never took: what they say has had no effect, money included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.interpreter import Record
from engine.interpreter.records import MessageKept, MessageTaken, ProcessCompleted
from engine.values import Value


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A message, what it says, when it was kept, and when it was too late for it: its own time was over, or
    the order."""

    message: str
    content: Value
    kept_at: datetime
    given_up_at: datetime


@dataclass(slots=True)
class KeptMessages:
    """Follows records in their order."""

    _kept: dict[int, tuple[MessageKept, datetime]] = field(default_factory=dict)

    def left_by(self, record: Record) -> list[LeftOver]:
        """The messages for which this record is the end."""
        match record.change:
            case MessageKept() as kept:
                self._kept[kept.number] = (kept, record.time)
            case MessageTaken(number, expired):
                gone = self._give_up([number], record.time)
                return gone if expired else []
            case ProcessCompleted():
                return self._give_up([*self._kept], record.time)
            case _:
                pass
        return []

    def _give_up(self, numbers: Sequence[int], time: datetime) -> list[LeftOver]:
        """Forget them; each as what it is when nobody has taken it."""
        found = [self._kept.pop(number) for number in numbers if number in self._kept]
        return [LeftOver(kept.name, kept.payload, at, time) for kept, at in found]


def left_over(records: Iterable[Record]) -> list[LeftOver]:
    """All that an order has left over, oldest first; ``records`` are all of its."""
    kept = KeptMessages()
    return [message for record in records for message in kept.left_by(record)]
