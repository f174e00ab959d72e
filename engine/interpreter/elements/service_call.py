"""serviceTask: calls a service once, retries what fails technically, then asks a person."""

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.calls import call_again, call_corrected, call_service, check_input
from engine.interpreter.ending import complete
from engine.interpreter.entering import activate, fail
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import NOTHING, Extras, Turn
from engine.model import ServiceCall
from engine.values import Value


class ServiceCallRun(Behaviour):
    """Works out the input, calls, and completes with the answer."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Call the service. Raises Trouble when its input cannot be worked out."""
        assert isinstance(seat.element, ServiceCall)
        given = _input(turn, seat.element, seat.parent, seat.variables())
        key = activate(turn, seat, Activation())
        call_service(turn, key, seat.element.service, given)

    def answered(self, turn: Turn, instance: Instance, result: Value) -> None:
        """The service is done."""
        complete(turn, instance.key, result)

    def again(self, turn: Turn, instance: Instance, failed: Value, *, corrected: bool) -> None:  # noqa: ARG002
        """The same call once more, or a new one with corrected input."""
        element = turn.element(instance)
        assert isinstance(element, ServiceCall)
        if not corrected:
            call_again(turn, instance.key)
            return
        try:
            call_corrected(turn, instance.key, _input(turn, element, instance.key))
        except Trouble as trouble:
            fail(turn, instance.key, trouble, "working")


def _input(turn: Turn, element: ServiceCall, seen_from: int, extras: Extras = NOTHING) -> dict[str, Value]:
    given = turn.context(element.input, seen_from, extras)
    check_input(turn.process.services[element.service], given)
    return given
