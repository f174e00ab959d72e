"""A calendar: when a shop, an office or a factory is open."""

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from engine.calendars.openings import Hours, Openings, openings_of

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Calendar:
    """Opening hours of every day from ``first`` to ``last``, both included.

    ``week`` holds the hours of Monday to Sunday, ``closed`` the days without hours (public holidays) and
    ``extra`` days with hours of their own (make-up working days, Sunday sales), which win over both.
    ``zone`` is an IANA name. Days once covered never change; later days are added by raising ``last``.
    """

    name: str
    zone: str
    first: date
    last: date
    week: tuple[tuple[Hours, ...], ...]
    closed: frozenset[date] = frozenset()
    extra: tuple[tuple[date, tuple[Hours, ...]], ...] = ()
    openings: Openings = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        extra = dict(self.extra)
        found = openings_of(self.first, self.last, ZoneInfo(self.zone), lambda day: self._hours(day, extra))
        object.__setattr__(self, "openings", found)

    def hours(self, day: date) -> tuple[Hours, ...]:
        """The opening hours of a covered day in order of time; empty when closed or not covered."""
        return self._hours(day, dict(self.extra)) if self.first <= day <= self.last else ()

    def _hours(self, day: date, extra: dict[date, tuple[Hours, ...]]) -> tuple[Hours, ...]:
        if day in extra:
            return extra[day]
        return () if day in self.closed else self.week[day.weekday()]
