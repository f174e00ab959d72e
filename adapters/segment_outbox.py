"""The port `Outbox` inside a segment: its messages wait in memory until the segment is written."""

from collections.abc import Iterator
from contextlib import contextmanager

from application.ports import Message, Origin


class SegmentOutbox:
    """Messages are written with records and effects, in the segment's one statement: one of its own for each
    would be a fifth of a segment's round trips."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[Origin, Message]] = {}

    def put(self, origin: Origin, message: Message) -> None:
        """Leave a message to be sent once: a second one under the same key changes nothing."""
        self._left.setdefault(origin.key, (origin, message))

    def left(self) -> list[tuple[Origin, Message]]:
        """What is to be written, in the order in which it came."""
        return list(self._left.values())

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Take back what is put inside when it raises."""
        before = dict(self._left)
        try:
            yield
        except BaseException:
            self._left = before
            raise
