"""The segment: everything an order does between two waits, in one transaction.

The same pure interpreter runs here against the ports, each local service in turn, until nothing local is
left to do or the budget is used up. Records and effects commit together, at a place that only one attempt can
have. The workflow adopts what is returned, whoever committed it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import structlog

from activities.budget import Budget
from activities.calls import ServiceRun
from application.letters import is_letter
from application.limits import too_near
from application.messages import Segment, SegmentAnswer, SegmentRequest
from application.order_data import order_in
from application.ports.journal import (
    Effect,
    Journal,
    JournalUnavailableError,
    NewSegment,
    Place,
    PlaceTakenError,
    UnguardedError,
)
from application.read_model import changes_of
from application.worked_out import WORKED_OUT
from engine.interpreter import (
    Advance,
    Command,
    Record,
    StartChild,
    State,
    Surroundings,
    TellOrder,
    open_calls,
    plain_stimulus,
    read_stimulus,
    restore,
    step,
)
from engine.interpreter.records import DeadlineUndetermined
from engine.model import Process
from engine.values import Value
from engine.values.moments import parse_datetime

_log = structlog.get_logger(__name__)
ATTEMPTS = 5  # of a whole segment that lost to a deadlock; they are over within milliseconds


@dataclass(frozen=True, slots=True)
class SegmentRunner:
    """Runs segments. ``processes`` resolves a digest, ``surroundings`` are those of a transaction."""

    journal: Journal
    processes: Callable[[str], Process]
    services: ServiceRun
    surroundings: Callable[[Place], Surroundings]

    def run(self, request: SegmentRequest, state: bytes) -> SegmentAnswer:
        """Run one segment and commit it, or return what was committed in its place."""
        guarded = False
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._attempt(request, state, guarded=guarded)
            except PlaceTakenError:
                continue  # the next attempt sees it and adopts
            except UnguardedError as error:
                guarded = True
                _log.info("segment repeated with savepoints", order=request.number, problem=str(error))
            except Exception as error:
                if not self.journal.is_repeatable(error):
                    raise
                if attempt == ATTEMPTS:  # too much at once, but nobody's mistake: wait and try again
                    raise JournalUnavailableError(str(error).splitlines()[0]) from error
                _log.info("segment repeated", order=request.number, attempt=attempt, problem=str(error))
        raise PlaceTakenError(request.number)

    def _attempt(self, request: SegmentRequest, state: bytes, *, guarded: bool) -> SegmentAnswer:
        """Without guards first: a service that fails behind what it wrote is rare, savepoints are not."""
        ids = [stimulus["id"] for stimulus in request.stimuli]
        with self.journal.place(request.number, request.before, ids, guarded=guarded) as place:
            if taken := place.taken:
                more = taken[-1].after != place.head
                return SegmentAnswer([], list(taken), dict(place.answers), more=more)
            process = self.processes(request.digest)
            run = SegmentInProgress(self, place, process, restore(state), request, len(state))
            run.handle_stimuli()
            run.call_services()
            answer = run.commit()
        if answer.segments:
            WORKED_OUT.leave(answer.segments[0], run.state, run.commands)
        return answer


@dataclass(slots=True)
class SegmentInProgress:
    """One attempt: the stimuli so far, what they led to, and what the services did."""

    runner: SegmentRunner
    place: Place
    process: Process
    state: State
    request: SegmentRequest
    size: int
    """Bytes of the state."""
    budget: Budget = field(default_factory=Budget)
    stimuli: list[dict[str, Any]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    outcomes: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    order: Value = field(init=False)
    """The variable `order`, before anything has happened."""

    def __post_init__(self) -> None:
        self.order = order_in(self.state)

    def handle_stimuli(self) -> None:
        """Those that arrived, in order; an id that the journal has answered already gets that answer."""
        letters = [s["id"] for s in self.request.stimuli if is_letter(s)]
        stored = {**self.place.answers, **self.place.received(letters)}
        for plain in self.request.stimuli:
            if plain["id"] in stored:
                self.outcomes[plain["id"]] = stored[plain["id"]]
            elif self._readable(plain) and self._feed(plain):
                self.answers[plain["id"]] = self.outcomes[plain["id"]]

    def _readable(self, plain: dict[str, Any]) -> bool:
        """What nobody can read is refused; it must not stop the order."""
        try:
            read_stimulus({**plain, "time": self._time(None)})
        except (KeyError, TypeError) as error:
            details = {"why": f"{plain.get('kind')}: {error}"}
            self.outcomes[plain["id"]] = {
                "refusal": {"code": "not_storable", "details": details, "texts": None}
            }
            return False
        return True

    def _feed(self, plain: dict[str, Any]) -> bool:
        """Advance by one stimulus; whether that recorded anything."""
        stimulus = read_stimulus({**plain, "time": self._time(plain.get("time"))})
        advance = step(self.process, self.state, stimulus, self.runner.surroundings(self.place))
        self.outcomes[stimulus.id] = outcome_of(advance)
        if advance.records:
            _warn_of_calendars(self.request.number, advance.records)
            self.stimuli.append(plain_stimulus(stimulus) | {"readings": list(advance.readings)})
            self.records += advance.records
            self.commands += advance.commands
        return bool(advance.records)

    def _time(self, wanted: datetime | None) -> datetime:
        """The time of a stimulus, in UTC: never before the last record; a manual clock stands until it is
        moved, for the whole family."""
        floor = self.state.time
        if self.state.clock == "manual" and floor is not None:
            floor = max(floor, self.place.time or floor)
            moment = wanted or floor
        elif wanted is not None and floor is None:
            moment = wanted
        else:
            moment = max(datetime.now(UTC), parse_datetime(self.request.now))
        return (moment if floor is None else max(floor, moment)).astimezone(UTC)

    def call_services(self) -> None:
        """Call local services, oldest first, until none is open or the budget is used up."""
        while not self.state.over and not self.budget.used_up():
            call = next((c for c in open_calls(self.process, self.state) if c.queue is None), None)
            if call is None:
                return
            answer = self.runner.services.run(self.place, self.state, call, self._time(None))
            self.budget.charge(answer.size)
            if answer.effect is not None:
                self.effects.append(answer.effect)
            self._feed(answer.stimulus)

    def _load(self) -> dict[str, Any]:
        load = self.request.load | {"state": self.size}
        return {"load": load, "near_limit": too_near(load)}

    def commit(self) -> SegmentAnswer:
        """Write the segment. One that recorded nothing leaves no trace, but for letters that were refused."""
        services = [effect.service for effect in self.effects]
        self.place.receive({s["id"]: self.outcomes[s["id"]] for s in self.request.stimuli if is_letter(s)})
        if not self.records:
            return SegmentAnswer(services, [], self.outcomes)
        segment = Segment(self.request.before, self.state.hash, self.stimuli)
        changes = changes_of(self.process, self.state, self.records, self.order)
        changes.order |= self._load()
        children = [command for command in self.commands if isinstance(command, StartChild)]
        told = [command for command in self.commands if isinstance(command, TellOrder)]
        new = NewSegment(segment, self.records, self.effects, self.answers, changes, children, told)
        self.place.append(new)
        return SegmentAnswer(services, [segment], self.outcomes)


def _warn_of_calendars(number: str, records: Iterable[Record]) -> None:
    """Somebody has to publish the calendar's next days; the sweep then has the deadline worked out."""
    for record in records:
        if isinstance(record.change, DeadlineUndetermined):
            calendar = record.change.calendar
            _log.warning(
                "no calendar for a deadline", order=number, element=record.element, calendar=calendar
            )


def outcome_of(advance: Advance) -> dict[str, Any]:
    """The answer to whoever waits for a stimulus, as plain data."""
    refusal = advance.refusal
    if refusal is None:
        return {"answer": advance.answer}
    return {"refusal": {"code": refusal.code, "details": refusal.details, "texts": refusal.texts}}
