"""goto: leave to an element of an enclosing flow in the same scope instance."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.elements.compensate import undo_next
from engine.interpreter.ending import terminate
from engine.interpreter.entering import activate, enter
from engine.interpreter.records import ElementTerminated, Jumped, MilestonesUndone
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import Goto, Place, Process
from engine.values import Value

JUMP_LIMIT = 1_000  # jumps without anything from outside; more is a definition that turns on the spot


class GotoRun(Behaviour):
    """Terminates what is left, and enters the target."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Jump. Raises Trouble ``LIVELOCK`` when the order turns on the spot."""
        element = seat.element
        assert isinstance(element, Goto)
        if turn.state.jumps >= JUMP_LIMIT:
            raise Trouble("LIVELOCK", f"{JUMP_LIMIT} jumps without anything new; last to {element.target}")
        if seat.key is not None:
            turn.emit(ElementTerminated(), seat.key)
        turn.emit(Jumped(element.target), element=element.id)
        place = turn.process.places[element.target]
        parent = _leave_to(turn, seat, place.flow)
        if element.undo:
            _undo_then_enter(turn, seat, parent, place)
        else:
            turn.later(partial(enter, turn, parent, place.flow, place.index))


def _leave_to(turn: Turn, seat: Seat, flow: str) -> int:
    """End everything between the jump and the instance that holds the target's flow; returns its key."""
    if seat.flow == flow:
        return seat.parent
    around = turn.state.instances[seat.parent]
    while around.flow != flow:
        around = turn.state.instances[around.parent]
    terminate(turn, around.key)
    return around.parent


def _undo_then_enter(turn: Turn, seat: Seat, parent: int, place: Place) -> None:
    """Compensate what the jump goes back over, then enter the target."""
    over = [element.id for element in turn.process.flows[place.flow].elements[place.index :]]
    scope = turn.state.scope_of(parent)
    assert scope.scope is not None
    undone = [name for name in scope.scope.reached if set(over) & set(_around(turn.process, name))]
    if undone:
        turn.emit(MilestonesUndone(scope.key, undone), element=seat.element.id)
    data: dict[str, Value] = {"of": [*over], "log": scope.key, "then": place.index}
    undo = replace(seat, parent=parent, flow=place.flow, key=None)
    turn.later(partial(undo_next, turn, activate(turn, undo, Activation(data))))


def _around(process: Process, element: str) -> Iterator[str]:
    """An element and those that it stands in, as far as the process."""
    inner: str | None = element
    while inner is not None:
        yield inner
        inner = process.flows[process.places[inner].flow].owner
