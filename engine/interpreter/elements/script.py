"""scriptTask: assignments, done as soon as it is entered."""

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.ending import complete
from engine.interpreter.entering import activate, fail
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.interpreter.variables import assign
from engine.model import Script
from engine.values import Value


class ScriptRun(Behaviour):
    """scriptTask: assignments in written order, each sees the ones before."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Assign and go on."""
        _run(turn, activate(turn, seat, Activation()))

    def again(self, turn: Turn, instance: Instance, failed: Value, *, corrected: bool) -> None:  # noqa: ARG002
        """Assign once more, with the values of now."""
        _run(turn, instance.key)


def _run(turn: Turn, key: int) -> None:
    """When one assignment fails, none is made, and that is an incident."""
    element = turn.element(turn.state.instances[key])
    assert isinstance(element, Script)
    try:
        assign(turn, element.assignments, key, key, one_by_one=True)
    except Trouble as trouble:
        fail(turn, key, trouble, "working")
    else:
        complete(turn, key, None)
