"""Calendars as authors write them."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from engine.language.authoring.base import Authored, FileName
from engine.language.authoring.texts import Text

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Opening = Annotated[str, StringConstraints(pattern=r"^\d{2}:\d{2}-\d{2}:\d{2}$")]


class Covered(Authored):
    """The first and the last day that the calendar speaks of."""

    first: Day
    last: Day


class Week(Authored):
    """Opening hours of a usual week; a day left out is closed."""

    monday: list[Opening] = []
    tuesday: list[Opening] = []
    wednesday: list[Opening] = []
    thursday: list[Opening] = []
    friday: list[Opening] = []
    saturday: list[Opening] = []
    sunday: list[Opening] = []


class CalendarFile(Authored):
    """A file of ``definitions/calendars``."""

    lang: Literal[1]
    calendar: FileName
    name: Text
    zone: str
    covered: Covered
    week: Week
    closed: dict[Day, Text] = {}
    open: dict[Day, Annotated[list[Opening], Field(min_length=1)]] = {}
