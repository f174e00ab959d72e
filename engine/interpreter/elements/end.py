"""end: of a branch, by an error, or of the nearest process or sub-process."""

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.ending import finish, terminate_children
from engine.interpreter.entering import activate
from engine.interpreter.errors import raise_error
from engine.interpreter.holding import compensates, hold_off
from engine.interpreter.process_run import end_process
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.state import Instance
from engine.interpreter.turn import Turn
from engine.model import End, SubProcess
from engine.values import Value


class EndRun(Behaviour):
    """Ends what is to be ended."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """End it."""
        _end(turn, activate(turn, seat, Activation()))

    def again(self, turn: Turn, instance: Instance, failed: Value, *, corrected: bool) -> None:  # noqa: ARG002
        """Raise the error once more, or end what could not be ended before."""
        _end(turn, instance.key)


def _end(turn: Turn, key: int) -> None:
    instance = turn.state.instances[key]
    element = turn.element(instance)
    assert isinstance(element, End)
    if element.error is not None:
        raise_error(turn, key, element.error, element.name.en, None)
    elif element.terminate:
        _terminate(turn, key, element.status)
    else:
        finish(turn, instance, ended=True)


def _terminate(turn: Turn, key: int, status: str | None) -> None:
    container = next(i for i in turn.state.ancestors(key) if _is_container(turn, i))
    if compensates(turn, container):
        hold_off(turn, turn.state.instances[key], container, {})
    elif container.kind == "process":
        end_process(turn, status or "terminated")
    else:
        terminate_children(turn, container.key)
        finish(turn, container)


def _is_container(turn: Turn, instance: Instance) -> bool:
    if instance.kind == "process":
        return True
    return instance.kind == "element" and isinstance(turn.element(instance), SubProcess)
