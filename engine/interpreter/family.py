"""Children and parents: how an order hears that a child has ended, and what it does when its parent cancels
it or undoes its work."""

from engine.interpreter.elements.compensate import CANCEL, cancel_process, undo_all, wake_compensations
from engine.interpreter.ending import complete, finish
from engine.interpreter.errors import raise_error
from engine.interpreter.holding import compensates
from engine.interpreter.log import log_completion
from engine.interpreter.records import CancelRequested, ChildFinished, ProcessReopened
from engine.interpreter.state import ROOT, Instance
from engine.interpreter.stimuli import ChildEnded, UndoReceived
from engine.interpreter.turn import Turn
from engine.model import CompensationChild
from engine.values import Value

Answer = dict[str, Value]
UNDONE = "undone"


def child_ended(turn: Turn, stimulus: ChildEnded) -> Answer:
    """A child is over: its call activity goes on, or a compensation that waited for it."""
    key = turn.state.calls.get(stimulus.child)
    if key is None:
        return {"status": "not_awaited"}
    settled = key == 0 and _leaves_nothing(turn, stimulus)
    ended = ChildFinished(stimulus.child, stimulus.status, stimulus.output, stimulus.error, settled)
    turn.emit(ended, key)
    if key == 0:
        wake_compensations(turn)
    else:
        _go_on(turn, turn.state.instances[key], stimulus)
    return {"status": "done"}


def _leaves_nothing(turn: Turn, stimulus: ChildEnded) -> bool:
    """Whether an abandoned child has nothing to be undone, or nobody to undo it."""
    doubt = turn.state.in_doubt(stimulus.child)
    if doubt is None or stimulus.status in ("cancelled", UNDONE):
        return True
    compensation = turn.process.elements[doubt.entry["element"]].compensation
    return compensation is None or (
        stimulus.error is not None and not isinstance(compensation, CompensationChild)
    )


def _go_on(turn: Turn, instance: Instance, stimulus: ChildEnded) -> None:
    if instance.kind == "compensation":
        finish(turn, instance)
        return
    about: dict[str, Value] = {"number": stimulus.child, "status": stimulus.status}
    result = about | stimulus.output
    if stimulus.error is None:
        complete(turn, instance.key, result)
        return
    element = turn.element(instance)
    if isinstance(element.compensation, CompensationChild):  # what it had done before can be undone as well
        log_completion(turn, instance, element, result)
    text = turn.process.status_texts.get(stimulus.error)
    message = text.en if text else f"{stimulus.child} has ended with {stimulus.error}"
    raise_error(turn, instance.key, stimulus.error, message, result)


def cancel(turn: Turn) -> Answer:
    """The parent needs this order no more."""
    turn.emit(CancelRequested(), ROOT)
    return {"status": "cancelling"}


def cancel_when_possible(turn: Turn) -> None:
    """Undo everything and end as ``cancelled``, as soon as no compensation would be interrupted."""
    state = turn.state
    if not state.cancelling or state.over or compensates(turn, state.instances[ROOT]):
        return
    if state.instances[ROOT].data.get("interrupted") != CANCEL:
        cancel_process(turn)
        turn.work()


def undo(turn: Turn, stimulus: UndoReceived) -> Answer:
    """Go on after the end, only to undo what was done."""
    del stimulus
    if turn.state.over:
        turn.emit(ProcessReopened())
        undo_all(turn, UNDONE)
    return {"status": "undoing"}
