"""Which days some work takes, given what is left of each day: no SQL here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from application.ports import Work

HORIZON = timedelta(days=400)  # nobody promises more than a year ahead
_DAY = timedelta(days=1)


@dataclass(slots=True)
class WorkCenter:
    """Minutes of each weekday (from Monday on), days that differ, and what is taken of each day so far."""

    week: Sequence[int]
    days: Mapping[date, int]
    taken: dict[date, int] = field(default_factory=dict)

    def take(self, parts: Iterable[tuple[date, int]]) -> None:
        """Leave that much less of these days."""
        for day, part in parts:
            self.taken[day] = self.taken.get(day, 0) + part

    def parts(self, minutes: int, earliest: date) -> list[tuple[date, int]] | None:
        """So many minutes (at least 1) from the first days that have any left; None when they do not suffice
        within the horizon."""
        parts: list[tuple[date, int]] = []
        day, last = earliest, earliest + HORIZON
        while minutes > 0:
            if day > last:
                return None
            part = min(minutes, self._free(day))
            if part > 0:
                parts.append((day, part))
                minutes -= part
            day += _DAY
        return parts

    def _free(self, day: date) -> int:
        return self.days.get(day, self.week[day.weekday()]) - self.taken.get(day, 0)


@dataclass(frozen=True, slots=True)
class CapacityLeft:
    """Work centres to try things out on."""

    centers: Mapping[str, WorkCenter]

    def end(self, work: Work) -> date | None:
        """As Capacity."""
        parts = self.parts(work)
        return None if parts is None else parts[-1][0]

    def take(self, work: Work) -> None:
        """As Capacity."""
        if parts := self.parts(work):
            self.centers[work.work_center].take(parts)

    def parts(self, work: Work) -> list[tuple[date, int]] | None:
        """The days and minutes that work takes; None: not within the horizon, or no such work centre."""
        center = self.centers.get(work.work_center)
        return None if center is None else center.parts(max(work.minutes, 1), work.earliest)
