"""subProcess: a scope with variables, handlers and a flow of its own."""

from functools import partial

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.ending import complete
from engine.interpreter.entering import activate, enter
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.state import Instance
from engine.interpreter.turn import Turn
from engine.model import SubProcess
from engine.values import Value


class SubProcessRun(Behaviour):
    """A container and a scope."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Initialise the variables, each sees the ones before, and enter the flow."""
        element = seat.element
        assert isinstance(element, SubProcess)
        variables: dict[str, Value] = seat.variables()
        for name, initial in element.variables:
            variables[name] = turn.value(initial, seat.parent, variables)
        key = activate(turn, seat, Activation(variables=variables))
        turn.later(partial(enter, turn, key, element.flow, 0))

    def flow_ended(self, turn: Turn, instance: Instance, flow: str, *, ended: bool) -> None:  # noqa: ARG002
        """Export ``output`` and go on. An ``end`` inside ends only the sub-process's own flow."""
        complete(turn, instance.key, None)
