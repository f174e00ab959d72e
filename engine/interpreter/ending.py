"""Ending: how element instances complete, wait for their handlers, and are ended before their time."""

from functools import partial

from engine.interpreter.entering import end_flow, fail, go_on, overtake
from engine.interpreter.holding import compensates, hold_off
from engine.interpreter.log import log_completion, log_doubt, log_failure, settle
from engine.interpreter.records import (
    ElementCompleted,
    ElementCompleting,
    ElementDetached,
    ElementInterrupted,
    ElementTerminated,
    FlowPassed,
    TimerCancelled,
)
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.interpreter.variables import assign
from engine.model import Split, SubProcess
from engine.values import Value


def complete(turn: Turn, key: int, result: Value) -> None:
    """The body of an instance is done with a result. What it has done can be undone from now on, or no more.

    Its outputs are written when its handlers are done too: they belong to it.
    """
    instance = turn.state.instances[key]
    if _detached_in(turn, instance):
        turn.emit(FlowPassed(result), key)
        return
    if instance.kind == "element" and not _holds_others(turn, instance):
        _log(turn, instance, result)
    if turn.state.children.get(key) and not _keeps_rest(turn, instance):
        overtake(turn, instance)
        turn.emit(ElementCompleting(result), key)
    else:
        conclude(turn, instance, result)


def conclude(turn: Turn, instance: Instance, result: Value) -> None:
    """Nothing of an instance runs any more, or the rest is kept: write its outputs and end or detach it."""
    if instance.detached:
        finish(turn, instance)
        return
    try:
        collected = _export(turn, instance, result)
    except Trouble as trouble:
        fail(turn, instance.key, trouble, "completing", result)
        return
    if _holds_others(turn, instance):
        _log(turn, instance, result)
    if _keeps_rest(turn, instance):
        detach(turn, instance)
    else:
        finish(turn, instance, collected)


def _keeps_rest(turn: Turn, instance: Instance) -> bool:
    """Whether branches or instances are left that go on although the whole is done (``rest: keep``)."""
    data = instance.data
    if instance.kind == "multi":
        marker = turn.element(instance).multi
        kept = marker is not None and marker.rest == "keep"
        return kept and len(data["results"]) < len(data["order"])
    split = turn.element(instance) if instance.kind == "element" else None
    kept = isinstance(split, Split) and split.join.rest == "keep"
    return kept and len(data["arrived"]) + len(data["ended"]) < len(data["branches"])


def detach(turn: Turn, instance: Instance) -> None:
    """The flow goes on behind an instance; what still runs in it keeps the scope around it open."""
    element, parent, flow = instance.element, instance.parent, instance.flow
    scope = turn.state.scope_of(parent)
    within: list[str] = []
    for around in turn.state.ancestors(parent):
        if around is scope:
            break
        within.append(around.element)
    turn.emit(ElementDetached(scope.key, within), instance.key)
    go_on(turn, element, parent, flow)


def _holds_others(turn: Turn, instance: Instance) -> bool:
    return instance.kind == "element" and isinstance(turn.element(instance), SubProcess)


def _log(turn: Turn, instance: Instance, result: Value) -> None:
    element = turn.element(instance)
    log_completion(turn, instance, element, result)
    settle(turn, instance, element)


def _export(turn: Turn, instance: Instance, result: Value) -> Value:
    """Write the outputs. Returns what the process gives back, or a multi-instance collects."""
    if instance.kind == "process":
        return turn.context(tuple((a.path[0], a.value) for a in turn.process.output), instance.key)
    element, extras = turn.element(instance), {"result": result}
    if instance.item is None or element.multi is None:
        assign(turn, element.output, instance.key, instance.parent, extras)
    elif element.multi.collect is not None:
        return turn.value(element.multi.collect, instance.key, extras)
    return result


def end_branch(turn: Turn, instance: Instance) -> None:
    """An ``end`` inside has ended the branch: nothing follows, once the handlers are done."""
    if _detached_in(turn, instance):
        turn.emit(FlowPassed(ended=True), instance.key)
    elif turn.state.children.get(instance.key):
        overtake(turn, instance)
        turn.emit(ElementCompleting(ended=True), instance.key)
    else:
        finish(turn, instance, ended=True)


def end_container(turn: Turn, instance: Instance, *, ended: bool = False) -> None:
    """The flow of a handler or a compensation has ended; it ends when nothing is left that it detached."""
    if _detached_in(turn, instance):
        turn.emit(FlowPassed(ended=ended), instance.key)
    else:
        finish(turn, instance, ended=ended)


def _detached_in(turn: Turn, instance: Instance) -> bool:
    """Whether a part of an instance's body still runs beside its flow."""
    return any(child.detached for child in turn.state.child_instances(instance.key))


def handlers_ended(turn: Turn, instance: Instance) -> None:
    """A handler has ended: an instance that waited only for its handlers ends as well."""
    if instance.life == "completing" and not turn.state.children.get(instance.key):
        if instance.data["ended"]:
            finish(turn, instance, ended=True)
        else:
            conclude(turn, instance, instance.data["collected"])


def _detached_ended(turn: Turn, instance: Instance) -> None:
    """Something detached has ended: when it was the last and the flow is through, the body is done."""
    passed = instance.data.get("passed")
    if passed is None or not instance.open or _detached_in(turn, instance):
        return
    if instance.kind in ("handler", "compensation"):
        finish(turn, instance, ended=passed["ended"])
    elif passed["ended"]:
        end_branch(turn, instance)
    else:
        complete(turn, instance.key, passed["collected"])


def finish(turn: Turn, instance: Instance, collected: Value = None, *, ended: bool = False) -> None:
    """End an instance and let what is around it go on. ``ended``: by an ``end``, so nothing follows."""
    overtake(turn, instance)
    turn.emit(ElementCompleted(), instance.key)
    if instance.kind != "element":
        turn.behaviour(instance).finished(turn, instance, collected, ended=ended)
    elif instance.item is not None:
        turn.later(partial(_item_ended, turn, instance, collected))
    else:
        leave_flow(turn, instance, ended=ended)


def skip(turn: Turn, instance: Instance) -> None:
    """Go on behind an element as if it had nothing to do: no output, nothing to undo; but an outside call
    that has failed may have taken effect."""
    if compensates(turn, instance):
        hold_off(turn, instance, instance, {"skip": True})
    else:
        terminate_children(turn, instance.key)
        if instance.kind == "element":
            log_failure(turn, instance)
        finish(turn, instance)


def leave_flow(turn: Turn, instance: Instance, *, ended: bool) -> None:
    """The flow in which an ended instance stood goes on behind it, or ends with it; it may have gone on."""
    if instance.detached:
        _detached_ended(turn, turn.state.instances[instance.parent])
    elif ended:
        turn.later(partial(end_flow, turn, instance.parent, instance.flow, ended=True))
    else:
        go_on(turn, instance.element, instance.parent, instance.flow)


def _item_ended(turn: Turn, instance: Instance, collected: Value) -> None:
    parent = turn.state.instances.get(instance.parent)
    if parent is not None and parent.open:
        turn.behaviour(parent).item_ended(turn, parent, str(instance.item), collected)


def terminate(turn: Turn, key: int) -> None:
    """End an instance and all below it, youngest first. Calls in flight leave an entry in doubt."""
    terminate_children(turn, key)
    log_doubt(turn, turn.state.instances[key])
    turn.emit(ElementTerminated(), key)


def terminate_children(turn: Turn, key: int) -> None:
    """End everything below an instance, youngest first."""
    for child in reversed(turn.state.child_instances(key)):
        terminate(turn, child.key)


def interrupt(turn: Turn, host: Instance, handler: str) -> None:
    """End the body of a host and its other handlers, because ``handler`` interrupts it."""
    terminate_children(turn, host.key)
    log_doubt(turn, host)
    for timer in [t for t in turn.state.timers.values() if t.instance == host.key]:
        turn.emit(TimerCancelled(timer.timer), host.key)
    turn.emit(ElementInterrupted(handler), host.key)
