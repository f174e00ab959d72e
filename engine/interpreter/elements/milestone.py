"""milestone: a name that is reached from now on in this scope instance."""

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.ending import complete
from engine.interpreter.entering import activate
from engine.interpreter.records import MilestoneReached
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.turn import Turn
from engine.model import Milestone


class MilestoneRun(Behaviour):
    """Reached as soon as it is entered."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Reach it and go on."""
        assert isinstance(seat.element, Milestone)
        key = activate(turn, seat, Activation())
        turn.emit(MilestoneReached(turn.state.scope_of(seat.parent).key, seat.element.id), key)
        complete(turn, key, None)
