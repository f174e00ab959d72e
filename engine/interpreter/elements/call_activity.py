"""callActivity: an order of its own, whose end is waited for."""

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.commands import StartChild
from engine.interpreter.ending import complete
from engine.interpreter.entering import activate
from engine.interpreter.records import ChildCalled
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import CallActivity, CalledProcess
from engine.values import Value

DEEPEST = 8  # an order that calls itself would go on for ever


class CallActivityRun(Behaviour):
    """Works out the input, starts the child, and completes when it ends; at once without ``wait``."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Start the child. Raises Trouble when its input or its definition cannot be found out."""
        assert isinstance(seat.element, CallActivity)
        if turn.state.number.count(".") >= DEEPEST:
            raise Trouble("TOO_DEEP", f"{turn.state.number} stands {DEEPEST} calls deep already")
        given = turn.context(seat.element.input, seat.parent, seat.variables())
        called = _definition(turn, seat.element.called)
        key = activate(turn, seat, Activation())
        _start(turn, key, called, given)

    def again(self, turn: Turn, instance: Instance, failed: Value, *, corrected: bool) -> None:  # noqa: ARG002
        """The child has ended in an error that nobody catches: another one, with the input as it is now."""
        element = turn.element(instance)
        assert isinstance(element, CallActivity)
        given = turn.context(element.input, instance.key)
        _start(turn, instance.key, _definition(turn, element.called), given)


def _definition(turn: Turn, called: CalledProcess) -> CalledProcess:
    """The definition that a child runs under. Raises Trouble when there is none."""
    if called.digest == "":
        return CalledProcess(called.name, turn.process.version, turn.process.digest)
    if called.digest is not None:
        return called
    newest = turn.surroundings.newest(called.name)
    if newest is None:
        raise Trouble("UNKNOWN_PROCESS", f"no process {called.name} is published")
    return CalledProcess(called.name, *newest)


def _start(turn: Turn, key: int, called: CalledProcess, given: dict[str, Value]) -> None:
    state = turn.state
    element = turn.element(state.instances[key])
    assert isinstance(element, CallActivity)
    child, digest = f"{state.number}.{state.called + 1}", called.digest or ""
    turn.emit(ChildCalled(child, called.name, called.version, digest, given, element.wait), key)
    turn.commands.append(
        StartChild(
            child,
            state.place_of(key),
            called.name,
            called.version,
            digest,
            given,
            state.clock,
            turn.time,
            element.wait,
        )
    )
    if not element.wait:
        complete(turn, key, {"number": child})
