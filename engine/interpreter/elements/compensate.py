"""compensate: undo what was completed, newest first, one after the other, each once."""

from functools import partial
from typing import Any

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.calls import call_again, call_corrected, call_service, check_input
from engine.interpreter.ending import complete, end_container, finish, interrupt, terminate
from engine.interpreter.entering import activate, enter, fail
from engine.interpreter.letters import tell_to_undo
from engine.interpreter.log import concerns
from engine.interpreter.process_run import end_process
from engine.interpreter.records import ChildUndoing, CompensationStarted, ElementActivated
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.state import ROOT, Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import Compensate, CompensationChild, CompensationService
from engine.values import Value

CANCEL = "cancel"  # the compensation that a person starts by cancelling at an incident


class CompensateRun(Behaviour):
    """Runs the compensation log of the enclosing scope; in a handler, of its host."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Choose the scope and undo its newest entry."""
        element = seat.element
        assert isinstance(element, Compensate)
        data: dict[str, Value] = {"of": list(element.of), "log": _scope_to_undo(turn, seat.parent)}
        turn.later(partial(undo_next, turn, activate(turn, seat, Activation(data))))


def _scope_to_undo(turn: Turn, parent: int) -> int:
    for around in turn.state.ancestors(parent):
        if around.kind == "handler":
            return turn.state.scope_of(around.parent).key
        if around.scope is not None:
            return around.key
    return ROOT


def undo_next(turn: Turn, key: int) -> None:
    """Undo the newest entry that is left; when none is, go on behind the compensation."""
    instance = turn.state.instances.get(key)
    if instance is None or turn.state.children.get(key):
        return
    entry = _newest(turn, instance)
    if entry is None:
        _undone(turn, instance)
    elif "pending" not in entry:  # otherwise its call is still in flight: its fate wakes us
        scope: int = instance.data["log"]
        turn.emit(CompensationStarted(scope, entry["number"]), key)
        _undo(turn, key, entry)


def _newest(turn: Turn, instance: Instance) -> dict[str, Any] | None:
    scope = turn.state.instances[instance.data["log"]].scope
    assert scope is not None
    of: list[str] = instance.data["of"]
    since: int = instance.data.get("since", 0)
    begun: int = instance.data["begun"]  # what is done meanwhile stays done
    entries = [e for e in scope.log if since < e["number"] <= begun and (not of or concerns(e, tuple(of)))]
    return entries[-1] if entries else None


def _undone(turn: Turn, instance: Instance) -> None:
    target = instance.data.get("then")
    if "ends" in instance.data:
        end_process(turn, str(instance.data["ends"]))
    elif instance.kind == "undo":
        finish(turn, instance)
    elif target is None:
        complete(turn, instance.key, None)
    else:
        terminate(turn, instance.key)
        turn.later(partial(enter, turn, instance.parent, instance.flow, target))


def _undo(turn: Turn, key: int, entry: dict[str, Any]) -> None:
    """Run one entry's compensation as a child: a service, or a flow with the names of that time."""
    variables = entry["captured"] | {name: entry[name] for name in ("input", "result", "inDoubt")}
    child = turn.state.next_key
    turn.emit(
        ElementActivated(child, "compensation", key, "", 1, "active", variables), child, entry["element"]
    )
    _run(turn, child)


def _run(turn: Turn, child: int) -> None:
    compensation = turn.element(turn.state.instances[child]).compensation
    assert compensation is not None
    if isinstance(compensation, CompensationChild):
        _tell_child(turn, turn.state.instances[child])
        return
    if isinstance(compensation, str):
        turn.later(partial(enter, turn, child, compensation, 0))
        return
    try:
        call_service(turn, child, compensation.service, _input(turn, compensation, child))
    except Trouble as trouble:
        fail(turn, child, trouble, "working")


def _tell_child(turn: Turn, instance: Instance) -> None:
    number: str = turn.state.instances[instance.parent].data["entry"]["child"]
    turn.emit(ChildUndoing(number), instance.key)
    tell_to_undo(turn, instance, number)


def _input(turn: Turn, compensation: CompensationService, child: int) -> dict[str, Value]:
    given = turn.context(compensation.input, child)
    check_input(turn.process.services[compensation.service], given)
    return given


class CompensationRun(Behaviour):
    """The compensation of one entry: a container of its flow, or a call."""

    def flow_ended(self, turn: Turn, instance: Instance, flow: str, *, ended: bool) -> None:  # noqa: ARG002
        """This entry is undone."""
        end_container(turn, instance)

    def answered(self, turn: Turn, instance: Instance, result: Value) -> None:  # noqa: ARG002
        """This entry is undone."""
        finish(turn, instance)

    def again(self, turn: Turn, instance: Instance, failed: Value, *, corrected: bool) -> None:  # noqa: ARG002
        """The same call once more, or with input worked out anew."""
        if "call" in instance.data and not corrected:
            call_again(turn, instance.key)
        elif "call" in instance.data:
            _call_corrected(turn, instance)
        else:
            _run(turn, instance.key)

    def finished(self, turn: Turn, instance: Instance, collected: Value, *, ended: bool) -> None:  # noqa: ARG002
        """On to the next entry."""
        turn.later(partial(undo_next, turn, instance.parent))


def _call_corrected(turn: Turn, instance: Instance) -> None:
    compensation = turn.element(instance).compensation
    assert isinstance(compensation, CompensationService)
    try:
        call_corrected(turn, instance.key, _input(turn, compensation, instance.key))
    except Trouble as trouble:
        fail(turn, instance.key, trouble, "working")


def wake_compensations(turn: Turn) -> None:
    """The fate of a call in flight is known: compensations that waited for it go on."""
    for instance in list(turn.state.instances.values()):
        if "log" in instance.data:
            turn.later(partial(undo_next, turn, instance.key))


def cancel_process(turn: Turn) -> None:
    """A person cancels at an incident: undo everything, then end as ``cancelled``."""
    interrupt(turn, turn.state.instances[ROOT], CANCEL)
    undo_all(turn, "cancelled")


def undo_all(turn: Turn, status: str) -> None:
    """Undo everything that can be undone, then end with a status."""
    key = turn.state.next_key
    data: dict[str, Value] = {"of": [], "log": ROOT, "ends": status}
    turn.emit(ElementActivated(key, "undo", ROOT, "", 1, "active", None, data), key, CANCEL)
    turn.later(partial(undo_next, turn, key))
