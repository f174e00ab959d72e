"""Entering: how element instances come to life, one behind the other.

A container (process, sub-process, gateway, handler, …) runs flows; a flow has at most one living child.
When a child completes, the flow goes on at the next place; when a flow ends, its container decides.
"""

from functools import partial

from engine.interpreter import armed
from engine.interpreter.records import (
    ElementActivated,
    ElementSkipped,
    ElementTerminated,
    IncidentRaised,
    IncidentResolved,
    Kind,
    StageEntered,
)
from engine.interpreter.seat import Activation, Seat, entry_number
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import NOTHING, Turn
from engine.model import UserTask
from engine.values import Value


def enter(turn: Turn, parent: int, flow: str, index: int) -> None:
    """Go on at a place of a flow, unless its container has ended meanwhile."""
    container = turn.state.instances.get(parent)
    if container is None or not container.open:
        return
    elements = turn.process.flows[flow].elements
    if index < len(elements):
        start(turn, Seat(elements[index], parent, flow))
    else:
        end_flow(turn, parent, flow, ended=False)


def go_on(turn: Turn, element: str, parent: int, flow: str) -> None:
    """The flow goes on behind an element."""
    turn.later(partial(enter, turn, parent, flow, turn.process.places[element].index + 1))


def end_flow(turn: Turn, parent: int, flow: str, *, ended: bool) -> None:
    """A flow has come to its end (``ended``: by an ``end``); its container decides what follows."""
    container = turn.state.instances.get(parent)
    if container is not None and container.open:
        turn.behaviour(container).flow_ended(turn, container, flow, ended=ended)


def start(turn: Turn, seat: Seat) -> None:
    """Bring an element to life in its seat, or skip it. What fails becomes an incident."""
    try:
        if seat.item is None and _skipped(turn, seat):
            go_on(turn, seat.element.id, seat.parent, seat.flow)
        else:
            _activate(turn, seat)
    except Trouble as trouble:
        _fail_activation(turn, seat, trouble)


def _activate(turn: Turn, seat: Seat) -> None:
    if _is_whole(seat):
        turn.registry.of_kind("multi").activate(turn, seat)
    else:
        turn.registry.of_element(seat.element).activate(turn, seat)


def _is_whole(seat: Seat) -> bool:
    """Whether a multi-instance is meant, not one of its instances."""
    return seat.element.multi is not None and seat.item is None


def _skipped(turn: Turn, seat: Seat) -> bool:
    element = seat.element
    if element.skip_when is None or not turn.holds(element.skip_when, seat.parent):
        return False
    if seat.key is not None:  # an earlier attempt to evaluate it had failed
        turn.emit(ElementTerminated(), seat.key)
    scope = turn.state.scope_of(seat.parent).key
    turn.emit(ElementSkipped(scope, element.skip_outcome, isinstance(element, UserTask)), element=element.id)
    return True


def _fail_activation(turn: Turn, seat: Seat, trouble: Trouble) -> None:
    key = seat.key
    if key is None:
        data: dict[str, Value] = {}
        if seat.item is not None:
            item = seat.item
            data = {"item": item.text, "seat": {"key": item.key, "index": item.index, "value": item.value}}
        key = _live(turn, seat, "multi" if _is_whole(seat) else "element", Activation(data), "activating")
    fail(turn, key, trouble, "activating")


def fail(turn: Turn, key: int, trouble: Trouble, phase: str, result: Value = None) -> None:
    """Raise an incident: the instance waits for a person, everything else goes on.

    One that waits for a person already has nothing more to say, unless now its own work has failed: that
    comes before a guard or a condition that could not be evaluated.
    """
    instance = turn.state.instances[key]
    if instance.incident is not None and instance.incident["phase"] in _ASIDE and phase not in _ASIDE:
        overtake(turn, instance)
    if instance.incident is None:
        turn.emit(IncidentRaised(trouble.code, trouble.message, phase, result), key)


_ASIDE = ("handling", "waiting")


def overtake(turn: Turn, instance: Instance) -> None:
    """What a person was to resolve here, if anything, no longer matters."""
    if instance.incident is not None:
        turn.emit(IncidentResolved("overtaken"), instance.key)


def activate(turn: Turn, seat: Seat, activation: Activation, kind: Kind = "element") -> int:
    """The instance comes to life, its handlers armed. Returns its key. Raises Trouble before any record."""
    variables = seat.variables()
    if variables or activation.variables is not None:
        activation.variables = variables | (activation.variables or {})
    if seat.item is not None:
        activation.data["item"] = seat.item.text
    handlers = () if kind == "multi" else seat.element.handlers
    arming = armed.prepare(turn, handlers, seat.parent, activation.variables or NOTHING)
    key = _live(turn, seat, kind, activation, "active")
    if seat.element.stage is not None and seat.item is None and seat.element.stage != turn.state.stage:
        turn.emit(StageEntered(seat.element.stage), key)
    armed.arm(turn, key, arming)
    return key


def _live(turn: Turn, seat: Seat, kind: Kind, activation: Activation, life: str) -> int:
    key = seat.key or turn.state.next_key
    change = ElementActivated(
        key,
        kind,
        seat.parent,
        seat.flow,
        entry_number(turn, seat),
        "active" if life == "active" else "activating",
        activation.variables,
        activation.data,
    )
    turn.emit(change, key, seat.element.id)
    return key
