"""Writing through: the entry of a followed collection is a view, so what is written to it goes into the
collection."""

from collections.abc import Iterable, Iterator
from typing import Any

from engine.interpreter.state import Instance
from engine.interpreter.turn import Turn
from engine.model import MultiInstance
from engine.values import Value, encode


def through(turn: Turn, scope: int, items: Iterable[list[Any]]) -> Iterator[tuple[int, list[object]]]:
    """The changes of collections that changes of an instance's entry mean, each with its scope."""
    instance = turn.state.instances[scope]
    marker = _followed(turn, instance)
    if marker is None or marker.follow is None:
        return
    for path, how, value in items:
        if path[0] == marker.variable:
            place = _place(turn, instance, marker)
            if place is not None:
                owner, index = place
                yield owner, [[*marker.follow, index, *path[1:]], how, value]


def _followed(turn: Turn, instance: Instance) -> MultiInstance | None:
    if instance.item is None or instance.kind != "element":
        return None
    return turn.element(instance).multi


def _place(turn: Turn, instance: Instance, marker: MultiInstance) -> tuple[int, int] | None:
    """The scope of the collection, and where the entry stands in it; None when it is gone."""
    assert marker.follow is not None
    name, *steps = marker.follow
    owners = turn.state.ancestors(instance.parent)
    owner = next(i for i in owners if i.scope is not None and name in i.scope.variables)
    assert owner.scope is not None
    collection: Value = owner.scope.variables[name]
    for step in steps:
        collection = collection.get(step) if isinstance(collection, dict) else None
    entries = collection if isinstance(collection, list) else []
    known: list[str] = turn.state.instances[instance.parent].data["order"]
    guess = known.index(instance.item) if instance.item in known else 0
    for index in (guess, *range(len(entries))):  # the plan's place is the right one unless it is outdated
        if index < len(entries) and _key(turn, instance, marker, entries[index]) == instance.item:
            return owner.key, index
    return None


def _key(turn: Turn, instance: Instance, marker: MultiInstance, entry: Value) -> str | None:
    assert marker.key is not None
    key = turn.value(marker.key, instance.parent, {marker.variable: entry})
    return key if isinstance(key, str) else encode(key).decode()
