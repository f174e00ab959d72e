"""multiInstance: runs its element once for each entry of a collection."""

from functools import partial

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.elements.compensate import undo_next
from engine.interpreter.elements.items import items_of, marker_at, marker_of
from engine.interpreter.ending import complete, detach, leave_flow, terminate
from engine.interpreter.entering import activate, fail, start
from engine.interpreter.holding import compensates, hold_off, is_held
from engine.interpreter.log import label
from engine.interpreter.records import ElementActivated, ItemEnded, ItemsPlanned
from engine.interpreter.seat import Activation, Item, Seat
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.values import Value

_ENOUGH: dict[str, Value] = {"enough": True}


class MultiRun(Behaviour):
    """The container of the instances."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Read the collection and start its instances. Raises Trouble for null and for duplicate keys."""
        marker = marker_of(seat)
        items = items_of(turn, seat, marker)
        key = activate(turn, seat, Activation({"since": turn.state.seq}), "multi")
        waiting: list[list[Value]] = []
        if marker.sequential:
            waiting = [[item.text, item.key, item.index, item.value] for item in items[1:]]
        turn.emit(ItemsPlanned([item.text for item in items], waiting), key)
        for item in items[:1] if marker.sequential else items:
            turn.later(partial(start_item, turn, key, item))
        if not items:
            turn.later(partial(look, turn, key))
        if not marker.wait:
            detach(turn, turn.state.instances[key])

    def item_ended(self, turn: Turn, instance: Instance, item: str, value: Value) -> None:
        """Collect the value, then see what follows."""
        turn.emit(ItemEnded(item, value), instance.key)
        look(turn, instance.key, check=not instance.detached)

    def again(self, turn: Turn, instance: Instance, failed: Value, *, corrected: bool) -> None:  # noqa: ARG002
        """See what follows once more; what was held off had been enough."""
        if failed == _ENOUGH:
            _drop_rest(turn, instance)
            return
        look(turn, instance.key, check=bool(instance.data["results"]) and not instance.detached)

    def finished(self, turn: Turn, instance: Instance, collected: Value, *, ended: bool) -> None:  # noqa: ARG002
        """Go on behind the whole multi-instance."""
        leave_flow(turn, instance, ended=ended)


def start_item(turn: Turn, key: int, item: Item) -> None:
    """Start one instance, unless the whole has ended meanwhile."""
    instance = turn.state.instances.get(key)
    if instance is not None and instance.open:
        start(turn, Seat(turn.element(instance), key, "", item))


def look(turn: Turn, key: int, *, check: bool = False) -> None:
    """Complete, start the next instance, or wait on. ``check``: look at ``completeWhen`` too.

    Not while a person has to resolve something here, nor while something is being undone that decides.
    """
    instance = turn.state.instances.get(key)
    if instance is None or not instance.open or instance.incident is not None:
        return
    if is_held(turn, instance) or _undoes(turn, instance):
        return
    try:
        enough = check and _enough(turn, instance)
        if enough:
            _stop(turn, instance)
        elif instance.data["waiting"]:
            _start_next(turn, instance)
        else:
            close_if_done(turn, instance)
    except Trouble as trouble:
        fail(turn, instance.key, trouble, "working")


def _undoes(turn: Turn, instance: Instance) -> bool:
    undone = marker_at(turn, instance).rest == "compensate"
    children = turn.state.child_instances(instance.key)
    return undone and any(child.kind == "undo" and not child.data["removed"] for child in children)


def _enough(turn: Turn, instance: Instance) -> bool:
    marker, results = marker_at(turn, instance), instance.data["results"]
    if marker.complete_when is None:
        return False
    progress: dict[str, Value] = {
        "completed": len(results),
        "total": len(instance.data["order"]),
        "results": _collected(instance),
    }
    return turn.holds(marker.complete_when, instance.key, progress)


def _start_next(turn: Turn, instance: Instance) -> None:
    if not turn.state.children.get(instance.key):
        text, key, index, value = instance.data["waiting"][0]
        turn.later(partial(start_item, turn, instance.key, Item(text, key, index, value)))


def _stop(turn: Turn, instance: Instance) -> None:
    """``completeWhen`` holds: the whole is done, whatever becomes of the rest."""
    if marker_at(turn, instance).rest == "keep":
        complete(turn, instance.key, _collected(instance))
        if instance.detached and instance.data["waiting"]:
            _start_next(turn, instance)
    elif compensates(turn, instance):
        hold_off(turn, instance, instance, _ENOUGH)
    else:
        _drop_rest(turn, instance)


def _drop_rest(turn: Turn, instance: Instance) -> None:
    """The others are cancelled, and undone with ``rest: compensate``."""
    rest = turn.state.child_instances(instance.key)
    for child in reversed(rest):
        terminate(turn, child.key)
    if marker_at(turn, instance).rest == "compensate":
        undo_items(turn, instance, [label(child) for child in rest])
    else:
        complete(turn, instance.key, _collected(instance))


def undo_items(turn: Turn, instance: Instance, labels: list[str], *, removed: bool = False) -> None:
    """Undo what some instances have done. ``removed``: the others go on; otherwise the whole completes."""
    child = turn.state.next_key
    scope = turn.state.scope_of(instance.key).key
    since: int = instance.data["since"]  # what an earlier round has done stays done
    data: dict[str, Value] = {"of": [*labels], "log": scope, "since": since, "removed": removed}
    undo = ElementActivated(child, "undo", instance.key, "", 1, "active", None, data)
    turn.emit(undo, child, instance.element)
    turn.later(partial(undo_next, turn, child))


class UndoRun(Behaviour):
    """Undoing what the rest of a multi-instance had completed; then the multi-instance completes."""

    def finished(self, turn: Turn, instance: Instance, collected: Value, *, ended: bool) -> None:  # noqa: ARG002
        """It is undone."""
        if instance.data["removed"]:
            look(turn, instance.parent)
        else:
            complete(turn, instance.parent, _collected(turn.state.instances[instance.parent]))


def close_if_done(turn: Turn, instance: Instance) -> bool:
    """Complete a multi-instance of which nothing runs or waits, unless something keeps it open. Whether it
    did. Raises Trouble."""
    if turn.state.children.get(instance.key) or len(instance.data["results"]) < len(instance.data["order"]):
        return False
    marker = marker_at(turn, instance)
    if marker.keep_open is not None and not instance.detached and turn.holds(marker.keep_open, instance.key):
        return False
    complete(turn, instance.key, _collected(instance))
    return True


def _collected(instance: Instance) -> list[Value]:
    """The values in collection order; null for an instance without a result."""
    results = instance.data["results"]
    return [results.get(text) for text in instance.data["order"]]
