"""follow: a multi-instance as a view of its collection (``language.md``, "Multi-instance").

After each stimulus a new key starts an instance, a missing one ends and is undone, a changed entry is told
to its instance. What an instance writes to its entry goes into the collection (``through.py``).
"""

from collections.abc import Iterable, Mapping
from functools import partial

from engine.interpreter.elements.items import items_of, marker_at
from engine.interpreter.elements.multi import look, start_item, undo_items
from engine.interpreter.ending import terminate
from engine.interpreter.entering import fail
from engine.interpreter.handlers import can_start, handlers_of, start_handler
from engine.interpreter.log import label_of
from engine.interpreter.records import IncidentResolved, ItemsFollowed, VariablesChanged
from engine.interpreter.seat import Item, Seat
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import Handler
from engine.values import Value


def follow_collections(turn: Turn) -> bool:
    """Let the multi-instances follow what this turn has changed since it was last asked. Whether one did."""
    if not turn.process.following:
        return False
    fresh = turn.unfollowed()
    written = {tuple(c[0]) for r in fresh if isinstance(r.change, VariablesChanged) for c in r.change.changes}
    resolved = {r.instance for r in fresh if isinstance(r.change, IncidentResolved)}
    followed = False
    for instance in turn.state.instances_of(turn.process.following):
        if instance.kind == "multi" and _concerns(turn, instance, written, resolved):
            followed = _follow(turn, instance) or followed
    return followed


def _concerns(turn: Turn, instance: Instance, written: Iterable[tuple[str, ...]], resolved: set[int]) -> bool:
    """Whether something has written the collection, or more than it; single entries are written through."""
    path = marker_at(turn, instance).follow or ()
    if instance.key not in turn.state.instances or not instance.open or instance.incident is not None:
        return False
    return instance.key in resolved or any(path[: len(steps)] == steps for steps in written)


def _follow(turn: Turn, instance: Instance) -> bool:
    marker = marker_at(turn, instance)
    try:
        items = items_of(turn, Seat(turn.element(instance), instance.parent, instance.flow), marker)
    except Trouble as trouble:
        fail(turn, instance.key, trouble, "waiting")
        return False
    now = {item.text: item for item in items}
    before: list[str] = instance.data["order"]
    added = [item for item in items if item.text not in before]
    gone = [text for text in before if text not in now]
    if list(now) != before:
        later = [[i.text, i.key, i.index, i.value] for i in added] if marker.sequential else []
        turn.emit(ItemsFollowed(list(now), gone, later), instance.key)
    _end(turn, instance, gone)
    changed = [_update(turn, child, now) for child in turn.state.child_instances(instance.key)]
    for item in () if marker.sequential else added:
        turn.later(partial(start_item, turn, instance.key, item))
    if list(now) != before:
        turn.later(partial(look, turn, instance.key))
    turn.work()
    return list(now) != before or any(changed)


def _end(turn: Turn, instance: Instance, gone: list[str]) -> None:
    """End the instances whose entry is gone, and undo what they have done, the finished ones too."""
    for child in reversed(turn.state.child_instances(instance.key)):
        if child.item in gone:
            terminate(turn, child.key)
    if gone:
        undo_items(turn, instance, [label_of(instance.element, text) for text in gone], removed=True)


def _update(turn: Turn, child: Instance, items: Mapping[str, Item]) -> bool:
    """Give an instance its entry as it is now; tell it when that has changed. Whether it has."""
    item = items.get(child.item or "")
    if item is None or child.kind != "element" or child.scope is None:
        return False
    variable = marker_at(turn, turn.state.instances[child.parent]).variable
    old = child.scope.variables[variable]
    if old == item.value:
        return False
    turn.emit(VariablesChanged(child.key, [[[variable], "set", item.value]]), child.key)
    _tell(turn, child, variable, old)
    return True


def _tell(turn: Turn, child: Instance, variable: str, old: Value) -> None:
    """``changed`` is one event: the deepest handler takes it, then the one declared first."""
    names = {"old": old}
    listening = ((host, handler) for host in _below(turn, child) for handler in handlers_of(turn, host))
    for host, handler in listening:
        wanted = handler.trigger.kind == "changed" and handler.trigger.name == variable
        if wanted and _takes(turn, host, handler, names):
            start_handler(turn, host, handler, names)
            return


def _takes(turn: Turn, host: Instance, handler: Handler, names: dict[str, Value]) -> bool:
    try:
        return can_start(turn, host, handler, names)
    except Trouble as trouble:
        fail(turn, host.key, trouble, "waiting")
        return False


def _below(turn: Turn, instance: Instance) -> list[Instance]:
    """An instance and everything below it, the deepest first, then the oldest."""
    found = [below for child in turn.state.child_instances(instance.key) for below in _below(turn, child)]
    depths = {below.key: sum(1 for _ in turn.state.ancestors(below.key)) for below in found}
    return [*sorted(found, key=lambda below: (-depths[below.key], below.key)), instance]
