"""``step``: what one stimulus does to a process instance."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from engine.interpreter import calls, clock, deadlines, family, incidents, messages, process_run, tasks
from engine.interpreter.codec import plain_stimulus
from engine.interpreter.commands import Command
from engine.interpreter.conditions import settle_conditions
from engine.interpreter.elements.compensate import wake_compensations
from engine.interpreter.pausing import pause_deadlines
from engine.interpreter.records import Change, Record, StimulusAnswered
from engine.interpreter.registry import REGISTRY
from engine.interpreter.state import State
from engine.interpreter.stimuli import (
    AnyStimulus,
    CalendarsGrown,
    CancelReceived,
    ChildEnded,
    ClaimReceived,
    ClockReached,
    CompletionReceived,
    DelegationReceived,
    MessageArrived,
    ReleaseReceived,
    ResolutionReceived,
    ServiceAnswered,
    ServiceFailed,
    ServiceRaised,
    Started,
    UndoReceived,
)
from engine.interpreter.surroundings import Amount, Readings, Replayed, Surroundings
from engine.interpreter.trouble import Refused, Trouble
from engine.interpreter.turn import Turn
from engine.model import Process
from engine.values import NotAValueError, Refusal, Value, encode

Answer = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Advance:
    """What a stimulus led to. ``refusal`` is set when it changed nothing; ``readings`` belong to the stimulus
    from now on: with them a replay comes to the same records."""

    records: list[Record]
    commands: list[Command]
    answer: Answer
    refusal: Refusal | None
    readings: tuple[Value, ...]


def step(process: Process, state: State, stimulus: AnyStimulus, live: Surroundings | None = None) -> Advance:
    """Advance ``state`` by one stimulus.

    Every change goes through a record that ``apply`` applies; the cost is linear in what happens. With
    ``live`` surroundings their answers are read and returned as readings; without, those kept in the
    stimulus are used. The same id again changes nothing and gives the same answer.
    """
    if stimulus.id in state.seen:
        return Advance([], [], state.seen[stimulus.id], None, ())
    surroundings = Replayed(stimulus.readings) if live is None else Readings(live)
    turn = Turn(process, state, stimulus, surroundings, REGISTRY)
    try:
        answer = _handle(turn, stimulus)
    except Refused as refused:
        assert not turn.records, "a refusal comes before any record"
        return Advance([], [], {"status": "refused"}, refused.refusal, ())
    turn.work()
    settle_conditions(turn)
    pause_deadlines(turn)
    family.cancel_when_possible(turn)
    if answer is not None:
        turn.emit(StimulusAnswered(stimulus.id, answer))
    readings = tuple(surroundings.taken) if isinstance(surroundings, Readings) else stimulus.readings
    return Advance(turn.records, turn.commands, answer or {"status": "done"}, None, readings)


def refusal_of(process: Process, state: State, stimulus: AnyStimulus) -> Refusal | None:
    """Why a person's wish or a message would be refused now, or None. Changes nothing.

    A first filter for validators: what it lets pass may still lose a race. Ids that were answered pass.
    """
    if stimulus.id in state.seen:
        return None
    try:
        _handle(Probe(process, state, stimulus, Unasked(()), REGISTRY), stimulus)
    except Refused as refused:
        return refused.refusal
    except Accepted:
        pass
    return None


class Accepted(Exception):
    """A probe would have changed something: the stimulus is not refused."""


class Unasked(Replayed):
    """Nobody answers a probe: what goes on to ask about the world is not refused."""

    def working_due(self, calendar: str, start: datetime, amount: Amount) -> datetime | None:  # noqa: ARG002
        """Stop."""
        raise Accepted


class Probe(Turn):
    """A turn that stops at the first record: refusals always come before it."""

    def emit(self, change: Change, instance: int = 0, element: str = "") -> None:  # noqa: ARG002
        """Stop."""
        raise Accepted


def _handle(turn: Turn, stimulus: AnyStimulus) -> Answer | None:
    """Dispatch. Returns the answer to whoever waits for one; None when nobody does."""
    _check_running(turn, stimulus)
    match stimulus:
        case Started():
            process_run.begin(turn, stimulus)
            return {"status": "started", "number": stimulus.number}
        case ServiceAnswered() | ServiceRaised() | ServiceFailed():
            _handle_call(turn, stimulus)
        case ClockReached():
            clock.reached(turn, stimulus)
        case CalendarsGrown():
            deadlines.determine(turn)
        case ChildEnded():
            return family.child_ended(turn, stimulus)
        case CancelReceived():
            return family.cancel(turn)
        case UndoReceived():
            return family.undo(turn, stimulus)
        case _:
            _check_storable(stimulus)
            return _handle_wish(turn, stimulus)
    return None


def _check_storable(stimulus: AnyStimulus) -> None:
    """What cannot be recorded is refused to whoever sends it, and troubles nobody else."""
    try:
        encode(plain_stimulus(stimulus))
    except NotAValueError as error:
        raise Refused(Refusal("not_storable", {"why": str(error)})) from error


def _check_running(turn: Turn, stimulus: AnyStimulus) -> None:
    state = turn.state
    if state.over and not isinstance(stimulus, UndoReceived):
        raise Refused(Refusal("order_closed", {"number": state.number, "status": state.status}))
    if isinstance(stimulus, Started) and state.status != "new":
        raise Refused(Refusal("order_started", {"number": state.number}))
    if not isinstance(stimulus, Started) and state.status == "new":
        raise Refused(Refusal("order_not_started"))


def _handle_call(turn: Turn, stimulus: ServiceAnswered | ServiceRaised | ServiceFailed) -> None:
    abandoned = turn.state.calls.get(stimulus.call) == 0
    match stimulus:
        case ServiceAnswered():
            calls.answered(turn, stimulus)
        case ServiceRaised():
            calls.raised(turn, stimulus)
        case ServiceFailed():
            calls.failed(turn, stimulus)
    if abandoned:
        wake_compensations(turn)


def _handle_wish(
    turn: Turn,
    stimulus: ClaimReceived
    | ReleaseReceived
    | DelegationReceived
    | CompletionReceived
    | MessageArrived
    | ResolutionReceived,
) -> Answer:
    match stimulus:
        case ClaimReceived():
            return tasks.claim(turn, stimulus)
        case ReleaseReceived():
            return tasks.release(turn, stimulus)
        case DelegationReceived():
            return tasks.delegate(turn, stimulus)
        case CompletionReceived():
            return tasks.complete(turn, stimulus)
        case MessageArrived():
            return _receive(turn, stimulus)
        case ResolutionReceived():
            return incidents.resolve(turn, stimulus)
        case _:
            assert_never(stimulus)


def _receive(turn: Turn, stimulus: MessageArrived) -> Answer:
    """A guard that cannot be evaluated refuses the message and says why; nothing is lost."""
    try:
        return messages.receive(turn, stimulus)
    except Trouble as trouble:
        if turn.records:
            raise
        details: Answer = {"message": stimulus.name, "why": str(trouble)}
        raise Refused(Refusal("message_not_evaluable", details)) from trouble
