"""The types of properties (DMN 1.5, tables 65 and 66)."""

from engine.feel.checking.kinds import BOOLEAN, DURATION, NUMBER, STRING
from engine.feel.types import ANY, FeelType

_DATE = dict.fromkeys(("year", "month", "day", "weekday"), NUMBER)
_TIME = dict.fromkeys(("hour", "minute", "second"), NUMBER) | {"time offset": DURATION, "timezone": STRING}
PROPERTIES: dict[str, dict[str, FeelType]] = {
    "number": {},
    "string": {},
    "boolean": {},
    "function": {},
    "date": _DATE,
    "time": _TIME,
    "date and time": _DATE | _TIME,
    "days and time duration": dict.fromkeys(("days", "hours", "minutes", "seconds"), NUMBER),
    "years and months duration": dict.fromkeys(("years", "months"), NUMBER),
    "range": {"start": ANY, "end": ANY, "start included": BOOLEAN, "end included": BOOLEAN},
}
