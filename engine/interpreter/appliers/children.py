"""Orders that call orders. An open child is an open call: its number is the key."""

from engine.interpreter import records as r
from engine.interpreter.appliers.services import close_call, settle_fate
from engine.interpreter.records import Record
from engine.interpreter.state import ROOT, Instance, Scope, State


def called(state: State, record: Record, change: r.ChildCalled) -> None:
    """A child that reports is an open call of its instance."""
    state.called += 1
    if change.reports:
        data = state.instances[record.instance].data
        data["call"] = {"call": change.child, "process": change.process, "input": change.input}
        state.calls[change.child] = record.instance


def undoing(state: State, record: Record, change: r.ChildUndoing) -> None:
    """A child that is over is open again, until it has undone its work."""
    instance = state.instances[record.instance]
    instance.data["call"] = {"call": change.child, "process": "", "input": None}
    state.calls[change.child] = instance.key


def finished(state: State, record: Record, change: r.ChildFinished) -> None:
    """It is over. What that means for an entry that waits for its fate."""
    close_call(state, change.child)
    if record.instance == 0:
        result = None if change.settled else {**change.output}
        settle_fate(state, change.child, result, settled=change.settled)


def cancel_requested(state: State, _: Record, __: r.CancelRequested) -> None:
    """Kept, because nothing interrupts a compensation that runs."""
    state.cancelling = True


def reopened(state: State, _: Record, __: r.ProcessReopened) -> None:
    """It stands where it ended, with its variables and what can be undone."""
    left = state.left or Scope()
    state.status, state.output, state.ending, state.left = "running", None, None, None
    state.put(Instance(ROOT, "", "process", 0, "", 1, "active", left))
