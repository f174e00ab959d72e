"""What happens to the process instance as a whole."""

from engine.interpreter import records as r
from engine.interpreter.records import Record
from engine.interpreter.state import ROOT, SEEN_LIMIT, Instance, Scope, State


def started(state: State, record: Record, change: r.ProcessStarted) -> None:
    """The order has arrived."""
    state.number, state.process, state.version = change.number, change.process, change.version
    state.digest, state.lang, state.clock = change.digest, change.lang, change.clock
    state.parent = change.parent
    state.status, state.started = "running", record.time
    state.next_key = ROOT + 1
    state.put(Instance(ROOT, "", "process", 0, "", 1, "active", Scope(dict(change.variables))))


def stage_entered(state: State, _: Record, change: r.StageEntered) -> None:
    """What people see as the order's stage."""
    state.stage = change.stage


def stimulus_answered(state: State, _: Record, change: r.StimulusAnswered) -> None:
    """The same id gets the same answer, as long as it is remembered here; then the journal knows it."""
    state.jumps = 0
    state.seen[change.id] = change.answer
    while len(state.seen) > SEEN_LIMIT:
        del state.seen[next(iter(state.seen))]


def ending(state: State, _: Record, change: r.ProcessEnding) -> None:
    """How the process will have ended."""
    state.ending = change.status


def completed(state: State, _: Record, change: r.ProcessCompleted) -> None:
    """Nothing is left but the result."""
    state.status = change.status
    state.output = change.output
    state.timers = {}
    state.kept = {}
    state.calls = {}
