"""Working time: calendars as data, and counting in them. Pure; knows no clock."""

from engine.calendars.amounts import WorkingTimeError, after, split_days
from engine.calendars.calendar import Calendar
from engine.calendars.openings import Hours
from engine.calendars.working_time import add_working, add_working_days, next_open, working_between

__all__ = [
    "Calendar",
    "Hours",
    "WorkingTimeError",
    "add_working",
    "add_working_days",
    "after",
    "next_open",
    "split_days",
    "working_between",
]
