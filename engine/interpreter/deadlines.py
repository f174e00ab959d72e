"""When a deadline is due: on the clock, or in working time as the surroundings know it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine.interpreter.moments import add_clock_time, read_moment
from engine.interpreter.records import DeadlineDetermined, DeadlinePaused, DeadlineUndetermined, TimerSet
from engine.interpreter.state import Timer
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import NOTHING, Extras, Turn
from engine.interpreter.undetermined import work_out
from engine.model import Deadline
from engine.values import Value, YearMonthDuration


@dataclass(frozen=True, slots=True)
class Undetermined:
    """So much working time from then on is more than the calendar covers."""

    calendar: str
    start: datetime
    amount: timedelta | str


Due = datetime | Undetermined


def known(due: Due | None) -> datetime | None:
    """The time, when there is one."""
    return due if isinstance(due, datetime) else None


def set_timer(turn: Turn, key: int, purpose: str, due: Due, left: int | None = None) -> None:
    """Record what an instance waits for."""
    timer = turn.state.next_key
    if isinstance(due, datetime):
        turn.emit(TimerSet(timer, purpose, due, left), key)
    else:
        turn.emit(DeadlineUndetermined(timer, purpose, left, due.calendar, due.start, due.amount), key)


def determine(turn: Turn) -> None:
    """Calendars may have grown: give their time to the timers that wait for that."""
    for timer in [t for t in turn.state.timers.values() if t.awaits is not None]:
        assert timer.awaits is not None
        found = work_out(turn.surroundings, timer.awaits)
        if found is None:
            continue
        name = task_of(turn, timer)
        turn.emit(DeadlineDetermined(timer.timer, timer.purpose, found.due, name), timer.instance)
        if found.rest is not None:
            turn.emit(DeadlinePaused(timer.timer, timer.purpose, found.rest, name), timer.instance)


def task_of(turn: Turn, timer: Timer) -> str | None:
    """The user task whose deadline a timer is; none for rungs and all else."""
    task = turn.state.instances[timer.instance].data.get("task") if timer.purpose == "due" else None
    return None if task is None else str(task["task"])


def due(turn: Turn, deadline: Deadline, instance: int, extras: Extras = NOTHING) -> Due:
    """When a deadline that starts now is due. Raises Trouble."""
    value = turn.required(deadline.value, instance, "deadline", extras)
    if deadline.kind == "at":
        return _moment_of(turn, deadline, value)
    return after(turn, deadline, value, turn.time)


def after(turn: Turn, deadline: Deadline, amount: Value, start: datetime) -> Due:
    """``amount`` after ``start``, in working time when the deadline names a calendar. Raises Trouble."""
    parsed = _parsed(deadline, amount)
    if not isinstance(parsed, timedelta | YearMonthDuration):
        raise Trouble("NOT_A_DURATION", f"{deadline.value.text} gives {amount!r:.80}, not a duration")
    if deadline.calendar is None:
        return _on_the_clock(deadline, start, parsed)
    if isinstance(parsed, YearMonthDuration):
        raise Trouble("MONTHS_OF_WORKING_TIME", f"{deadline.value.text}: working time has no months")
    # As text PT24H and P1D differ: open hours, and a working day.
    given = amount if isinstance(amount, str) else parsed
    found = turn.surroundings.working_due(deadline.calendar, start, given)
    return Undetermined(deadline.calendar, start, given) if found is None else found


def _on_the_clock(deadline: Deadline, start: datetime, amount: timedelta | YearMonthDuration) -> datetime:
    try:
        return add_clock_time(start, amount)
    except (OverflowError, ValueError) as error:
        raise Trouble("TIME_OUT_OF_RANGE", f"{deadline.value.text} is beyond the year 9999") from error


def _moment_of(turn: Turn, deadline: Deadline, value: Value) -> datetime:
    value = _parsed(deadline, value)
    if isinstance(value, datetime) and value.tzinfo is None:
        given = value.isoformat()
        text = f"{deadline.value.text} gives {given} without a zone; write an offset such as +08:00"
        raise Trouble("NOT_A_TIME", text)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time(), turn.time.tzinfo)
    raise Trouble("NOT_A_TIME", f"{deadline.value.text} gives {value!r:.80}, not a date and time")


def _parsed(deadline: Deadline, value: Value) -> Value:
    """Authors may write moments and durations as ISO 8601 text."""
    if not isinstance(value, str):
        return value
    parsed = read_moment(value)
    if parsed is None:
        text = f"{deadline.value.text} gives {value!r:.80}, not an ISO 8601 time or duration"
        raise Trouble("NOT_A_TIME", text)
    return parsed
