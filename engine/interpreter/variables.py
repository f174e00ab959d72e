"""Writing variables: each in the nearest scope that declares it."""

from engine.interpreter.records import VariablesChanged
from engine.interpreter.state import changed
from engine.interpreter.through import through
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import NOTHING, Extras, Turn
from engine.model import Assignment
from engine.values import Value

Changes = list[list[object]]


def assign(
    turn: Turn,
    assignments: tuple[Assignment, ...],
    instance: int,
    target: int,
    extras: Extras = NOTHING,
    *,
    one_by_one: bool = False,
) -> None:
    """Write variables around ``target``.

    The values are seen from ``instance``: all before the first is written, or, ``one_by_one``, each behind
    the ones before it. Raises Trouble before anything is written.
    """
    seen = dict(extras)
    changes: dict[int, Changes] = {}
    for assignment in assignments:
        name, path = assignment.path[0], list(assignment.path)
        value = turn.value(assignment.value, instance, seen if one_by_one else extras)
        how = "append" if assignment.append else "set"
        scope = declaring_scope(turn, name, target)
        changes.setdefault(scope, []).append([path, how, value])
        if one_by_one:
            before = seen[name] if name in seen else turn.names(instance)[name]
            seen[name] = changed(before, path[1:], how, value)
    for scope, items in changes.items():
        _emit(turn, scope, items, instance)


def write(turn: Turn, path: tuple[str, ...], value: Value, instance: int) -> None:
    """Write one value to a path in the nearest scope that declares its variable."""
    _emit(turn, declaring_scope(turn, path[0], instance), [[list(path), "set", value]], instance)


def _emit(turn: Turn, scope: int, items: Changes, instance: int) -> None:
    """What is written to an entry that a multi-instance follows is written to the collection as well."""
    turn.emit(VariablesChanged(scope, items), instance)
    for outer, change in through(turn, scope, items):
        _emit(turn, outer, [change], instance)


def declaring_scope(turn: Turn, name: str, instance: int) -> int:
    """The nearest scope instance that has the variable. Raises Trouble when none has."""
    for around in turn.state.ancestors(instance):
        if around.scope is not None and name in around.scope.variables:
            return around.key
    raise Trouble("UNDECLARED_VARIABLE", f"{name} is declared in no scope around {instance}")
