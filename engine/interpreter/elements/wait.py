"""Event-based gateway, timer, message, conditional wait: the first event that happens goes on."""

from engine.interpreter import armed
from engine.interpreter.behaviour import Behaviour
from engine.interpreter.ending import complete, end_branch
from engine.interpreter.entering import activate
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.state import Instance
from engine.interpreter.turn import Turn
from engine.interpreter.waits import take_event
from engine.model import Wait
from engine.values import Value


class WaitRun(Behaviour):
    """Opens the wait; what holds already, and an early message that was kept, end it in the same turn."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Set timers and correlations. Raises Trouble."""
        element = seat.element
        assert isinstance(element, Wait)
        arming = armed.Arming()
        for index, event in enumerate(element.events):
            variables = seat.variables()
            armed.prepare_trigger(turn, arming, f"event/{index}", event.trigger, seat.parent, variables)
        armed.arm(turn, activate(turn, seat, Activation()), arming)

    def flow_ended(self, turn: Turn, instance: Instance, flow: str, *, ended: bool) -> None:  # noqa: ARG002
        """The flow behind the event is done."""
        if ended:
            end_branch(turn, instance)
        else:
            complete(turn, instance.key, None)

    def again(self, turn: Turn, instance: Instance, failed: Value, *, corrected: bool) -> None:  # noqa: ARG002
        """Write the outputs of the event that has happened."""
        assert isinstance(failed, dict)
        index, names = failed["event"], failed["names"]
        assert isinstance(index, int)
        assert isinstance(names, dict)
        take_event(turn, instance, index, names)
