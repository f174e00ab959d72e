"""What the interpreter may ask about the world, and how a replay gets the same answers."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Protocol

from engine.values import Value

Amount = timedelta | str  # ISO 8601 text where the definition wrote it so


class Surroundings(Protocol):
    """Questions whose answers may differ from one day to the next. Every answer is kept as a reading."""

    def working_due(self, calendar: str, start: datetime, amount: Amount) -> datetime | None:
        """When ``amount`` of working time from ``start`` is over; None beyond the calendar's coverage."""

    def worked(self, calendar: str, start: datetime, end: datetime) -> timedelta:
        """Open time of a calendar between two moments; days that it does not cover count as closed."""

    def anybody(self, groups: list[str], excluded: list[str]) -> bool:
        """Whether a candidate group has a member who is not excluded."""

    def newest(self, process: str) -> tuple[int, str] | None:
        """Version and digest of the newest definition of a process; None when there is none."""


class Readings:
    """Asks live surroundings and keeps the answers."""

    def __init__(self, live: Surroundings) -> None:
        self._live = live
        self.taken: list[Value] = []

    def working_due(self, calendar: str, start: datetime, amount: Amount) -> datetime | None:
        """As Surroundings.working_due."""
        due = self._live.working_due(calendar, start, amount)
        self.taken.append(due)
        return due

    def worked(self, calendar: str, start: datetime, end: datetime) -> timedelta:
        """As Surroundings.worked."""
        passed = self._live.worked(calendar, start, end)
        self.taken.append(passed)
        return passed

    def anybody(self, groups: list[str], excluded: list[str]) -> bool:
        """As Surroundings.anybody."""
        answer = self._live.anybody(groups, excluded)
        self.taken.append(answer)
        return answer

    def newest(self, process: str) -> tuple[int, str] | None:
        """As Surroundings.newest."""
        found = self._live.newest(process)
        self.taken.append(None if found is None else [*found])
        return found


class Replayed:
    """Gives the answers that were kept, in the same order."""

    def __init__(self, readings: Iterable[Value]) -> None:
        self._readings: Iterator[Value] = iter(readings)

    def working_due(self, calendar: str, start: datetime, amount: Amount) -> datetime | None:  # noqa: ARG002
        """As Surroundings.working_due."""
        due = next(self._readings)
        assert due is None or isinstance(due, datetime)
        return due

    def worked(self, calendar: str, start: datetime, end: datetime) -> timedelta:  # noqa: ARG002
        """As Surroundings.worked."""
        passed = next(self._readings)
        assert isinstance(passed, timedelta)
        return passed

    def anybody(self, groups: list[str], excluded: list[str]) -> bool:  # noqa: ARG002
        """As Surroundings.anybody."""
        return bool(next(self._readings))

    def newest(self, process: str) -> tuple[int, str] | None:  # noqa: ARG002
        """As Surroundings.newest."""
        found = next(self._readings)
        if found is None:
            return None
        assert isinstance(found, list)
        version, digest = found
        assert isinstance(version, int)
        return version, str(digest)
