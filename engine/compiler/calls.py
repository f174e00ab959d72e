"""Compiles call activities and send tasks."""

from engine.compiler.callees import Callee, find_callee
from engine.compiler.common import extras, shared
from engine.compiler.draft import Draft
from engine.compiler.multi_instances import instance_scope
from engine.compiler.report import did_you_mean
from engine.compiler.scope import Scope
from engine.compiler.seat import Seat
from engine.compiler.shapes import ANY
from engine.language.authoring import activities as authoring
from engine.model import CallActivity, CalledProcess, Formula, Send


def call_activity(draft: Draft, authored: authoring.CallActivity, seat: Seat) -> CallActivity:
    """callActivity."""
    inner = instance_scope(draft, authored, seat.scope)
    callee = find_callee(draft, authored)
    if callee is not None:
        draft.callees[authored.id] = callee
        _check_input(draft, authored, callee)
        _check_messages(draft, authored, callee)
    _check_detached(draft, authored)
    result = callee.result_shape() if callee is not None and authored.wait else ANY
    return CallActivity(
        **shared(draft, authored, seat, inner),
        **extras(draft, authored, seat, inner, result),
        called=callee.called if callee is not None else CalledProcess(authored.process),
        input=draft.formulas.inputs(authored.input, inner, (*authored.place, "input")),
        wait=authored.wait,
        floating=_floats(draft, authored),
    )


def _floats(draft: Draft, authored: authoring.CallActivity) -> bool:
    """A process that calls itself is pinned to itself."""
    return (
        authored.version is None
        and authored.binding == "pinned"
        and authored.process != draft.process.process
    )


def _check_input(draft: Draft, authored: authoring.CallActivity, callee: Callee) -> None:
    for name in authored.input:
        if name not in callee.inputs:
            message = f"the process `{authored.process}` has no input `{name}`"
            cure = did_you_mean(name, sorted(callee.inputs), "input")
            draft.report.error("unknown-input", message, cure, (*authored.place, "input", name), key=True)
    for name in sorted(callee.inputs - authored.input.keys()):
        message = f"the process `{authored.process}` needs the input `{name}`"
        place = (*authored.place, "input") if authored.input else authored.place
        draft.report.error("missing-input", message, f"add `{name}: =…` to `input`", place)


def _check_messages(draft: Draft, authored: authoring.CallActivity, callee: Callee) -> None:
    """What a child sends to its parent has to be declared here."""
    for name in sorted(callee.tells - draft.process.messages.keys()) if authored.wait else ():
        message = f"`{authored.process}` sends its parent the message `{name}`, which is not declared here"
        cure = f"declare `{name}` under `messages`, and handle it where it matters"
        draft.report.error("undeclared-message", message, cure, (*authored.place, "process"))


def _check_detached(draft: Draft, authored: authoring.CallActivity) -> None:
    if not authored.wait and authored.compensation == "child":
        message = "a child that nobody waits for (`wait: false`) cannot be told to undo its work"
        cure = "wait for it, or compensate by a service or a flow"
        draft.report.error("detached-compensation", message, cure, (*authored.place, "compensation"))


def send_task(draft: Draft, authored: authoring.SendTask, seat: Seat) -> Send:
    """sendTask."""
    inner = instance_scope(draft, authored, seat.scope)
    path, to = authored.place, authored.to
    call = to.call if isinstance(to, authoring.Receiver) else None
    if call is not None:
        _check_call(draft, authored, call)
    return Send(
        **shared(draft, authored, seat, inner),
        **extras(draft, authored, seat, inner),
        message=authored.message,
        call=call,
        order=_order(draft, authored, inner),
        data=draft.formulas.value(authored.data, inner, (*path, "data")),
        correlation=_correlation(draft, authored, inner),
    )


def _check_call(draft: Draft, authored: authoring.SendTask, call: str) -> None:
    called, place = draft.outline.elements.get(call), (*authored.place, "to", "call")
    if not isinstance(called, authoring.CallActivity):
        calls = draft.outline.of_kind(authoring.CallActivity)
        draft.report.unknown("call activity", call, calls, place)
    elif not called.wait:
        message = f"`{call}` lets its children go their own way (`wait: false`)"
        draft.report.error("detached-receiver", message, "send to an order by its number", place)


def _order(draft: Draft, authored: authoring.SendTask, scope: Scope) -> Formula | None:
    if not isinstance(authored.to, authoring.Receiver) or authored.to.order is None:
        return None
    return draft.formulas.expression(authored.to.order, scope, (*authored.place, "to", "order"))


def _correlation(draft: Draft, authored: authoring.SendTask, scope: Scope) -> Formula | None:
    if authored.correlation is None:
        return None
    return draft.formulas.value(authored.correlation, scope, (*authored.place, "correlation"))
