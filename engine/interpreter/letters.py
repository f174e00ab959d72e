"""Letters: what one order tells another. Each has an id by which the receiver knows a repetition."""

from dataclasses import replace

from engine.interpreter.actors import SYSTEM
from engine.interpreter.codec import plain_stimulus
from engine.interpreter.commands import TellOrder
from engine.interpreter.state import Instance
from engine.interpreter.stimuli import AnyStimulus, CancelReceived, ChildEnded, MessageArrived, UndoReceived
from engine.interpreter.turn import Turn
from engine.values import Value


def tell_to_cancel(turn: Turn, instance: Instance, child: str) -> None:
    """The call activity ends before its time: the child is needed no more."""
    _tell(turn, child, CancelReceived(id=f"{turn.state.number}:{instance.key}/cancel", time=turn.time))


def tell_to_undo(turn: Turn, instance: Instance, child: str) -> None:
    """A child that is over has to undo its work."""
    _tell(turn, child, UndoReceived(id=f"{turn.state.number}:{instance.key}/undo", time=turn.time))


def tell_end(turn: Turn, status: str, output: dict[str, Value]) -> None:
    """The parent, if there is one that waits, hears of this order's end."""
    state = turn.state
    if state.parent is not None:
        error = status if status in turn.process.errors else None
        id_ = f"{state.number}/ended@{state.seq}"
        ended = ChildEnded(
            id=id_, time=turn.time, child=state.number, status=status, output=output, error=error
        )
        _tell(turn, state.parent, ended)


def tell_message(turn: Turn, to: list[str], instance: Instance, message: MessageArrived) -> None:
    """A message to some orders."""
    for index, order in enumerate(to):
        _tell(turn, order, replace(message, id=f"{turn.state.number}:{instance.key}/message/{index}"))


def _tell(turn: Turn, order: str, stimulus: AnyStimulus) -> None:
    sender = replace(SYSTEM, via=f"order {turn.state.number}")
    plain = plain_stimulus(replace(stimulus, actor=sender, reason=turn.reason))
    del plain["time"]  # the receiver's segment gives it one
    turn.commands.append(TellOrder(order, plain))
