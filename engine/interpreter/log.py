"""The compensation log: what a completed activity leaves behind so that it can be undone."""

from typing import Any

from engine.interpreter.letters import tell_to_cancel
from engine.interpreter.records import CompensationLogged, CompensationSettled
from engine.interpreter.state import Instance
from engine.interpreter.turn import Turn
from engine.model import Element
from engine.values import Value

Entry = dict[str, Any]


def log_completion(turn: Turn, instance: Instance, element: Element, result: Value) -> None:
    """A completed activity with a compensation logs its input, its result and the variables around it.

    That of a sub-process stands for everything in it (BPMN 2.0.2, 10.7.1): the log of its inside is dropped.
    """
    if element.compensation is None:
        return
    if instance.scope is not None and instance.scope.log:
        numbers = [entry["number"] for entry in instance.scope.log]
        turn.emit(CompensationSettled(instance.key, numbers), instance.key)
    call: Entry = instance.data.get("call", {})
    given = call["input"] if call else instance.data.get("input")
    _log(turn, instance, {"input": given, "result": result, "inDoubt": False} | _child_of(call))


def _child_of(call: Entry) -> Entry:
    """The number of a called order: it can be told to undo its work."""
    return {"child": call["call"]} if "process" in call else {}


def log_doubt(turn: Turn, instance: Instance) -> None:
    """What an instance that ends before its time leaves to be undone: an outside call in flight waits for
    its fate, a child is told to cancel and is waited for, an entry that was about to be undone goes back.
    An outside call that has failed technically may have taken effect all the same.

    A local call in flight has had no effect: effects commit together with the records of their answer.
    """
    call = _outside_call(turn, instance)
    if instance.kind == "compensation":
        _put_back(turn, instance, call)
    elif instance.kind != "element":
        return
    elif call is None:
        log_failure(turn, instance)
    elif "process" in call:
        tell_to_cancel(turn, instance, call["call"])
        _log(turn, instance, _in_doubt(call))
    elif turn.element(instance).compensation is not None:
        _log(turn, instance, _in_doubt(call))


def log_failure(turn: Turn, instance: Instance) -> None:
    """An outside call that has failed, other than by a declared error, is in doubt."""
    call: Entry | None = instance.data.get("call")
    if call is None or "failure" not in call or turn.element(instance).compensation is None:
        return
    service = turn.process.services[call["service"]]
    if service.queue is not None and call["failure"] not in service.errors:
        entry = {"input": call["input"], "result": None, "inDoubt": True, "call": call["call"]}
        _log(turn, instance, entry)


def _in_doubt(call: Entry) -> Entry:
    entry = {"input": call["input"], "result": None, "inDoubt": True, "pending": call}
    return entry | _child_of(call)


def _outside_call(turn: Turn, instance: Instance) -> Entry | None:
    call: Entry | None = instance.data.get("call")
    if call is None or turn.state.calls.get(call["call"]) != instance.key:
        return None
    local = "service" in call and turn.process.services[call["service"]].queue is None
    return None if local else call


def _put_back(turn: Turn, instance: Instance, call: Entry | None) -> None:
    """``undoing``: when its call succeeds after all, there is nothing left to undo."""
    undo = turn.state.instances[instance.parent].data
    entry: Entry = undo["entry"]
    if call is not None:
        entry = entry | {"pending": call, "undoing": True}
    turn.emit(CompensationLogged(undo["log"], entry), instance.key)


def _log(turn: Turn, instance: Instance, parts: Entry) -> None:
    scope = turn.state.scope_of(instance.parent)
    around = list(turn.state.ancestors(instance.parent))
    captured: dict[str, Value] = {}
    for outer in reversed(around):
        if outer.scope is not None and outer.kind != "process":
            captured |= outer.scope.variables
    own = instance.scope.variables if instance.scope is not None else {}
    entry: Entry = {
        "number": turn.state.seq + 1,
        "element": instance.element,
        "within": _within(instance, around),
        "captured": captured | own,
    }
    turn.emit(CompensationLogged(scope.key, entry | parts), instance.key)


def label(instance: Instance) -> str:
    """An instance of a multi-instance by element and key: ``lines[2]``."""
    return label_of(instance.element, str(instance.item))


def label_of(element: str, item: str) -> str:
    """The same for whoever has no instance."""
    return f"{element}[{item}]"


def _labels(around: list[Instance]) -> list[str]:
    return [label(instance) for instance in around if instance.item is not None]


def _within(instance: Instance, around: list[Instance]) -> list[Value]:
    """The elements and items that an activity stands in."""
    elements: list[Value] = []
    for outer in around:
        elements += [outer.element] if outer.element else []
        elements += outer.data.get("detached", [])
    return [*elements, *_labels([instance, *around])]


def settle(turn: Turn, instance: Instance, element: Element) -> None:
    """``settles``: what this element makes final can no longer be undone.

    In one instance of a multi-instance that concerns what this instance has done, not the others.
    """
    if not element.settles:
        return
    around = list(turn.state.ancestors(instance.key))
    mine = _labels(around)
    for outer in around:
        if outer.scope is not None:
            entries = [e for e in outer.scope.log if concerns(e, element.settles) and not _of_other(e, mine)]
            if entries:
                turn.emit(CompensationSettled(outer.key, [e["number"] for e in entries]), instance.key)


def _of_other(entry: Entry, mine: list[str]) -> bool:
    """Whether an entry belongs to another instance of a multi-instance that ``mine`` are in."""
    stems = {item.partition("[")[0] for item in mine}
    theirs = (item for item in entry["within"] if item.endswith("]"))
    return any(item.partition("[")[0] in stems and item not in mine for item in theirs)


def concerns(entry: Entry, elements: tuple[str, ...]) -> bool:
    """Whether an entry belongs to one of the elements, or to something inside one."""
    return entry["element"] in elements or not set(elements).isdisjoint(entry["within"])
