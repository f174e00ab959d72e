"""Compiles service, business rule and script tasks, and sub-processes."""

from collections.abc import Mapping

from engine.compiler import flows, services
from engine.compiler.common import extras, shared
from engine.compiler.decisions import check_decision
from engine.compiler.declared import declared_shape
from engine.compiler.draft import Draft, FlowPlace
from engine.compiler.multi_instances import instance_scope
from engine.compiler.outputs import mapped
from engine.compiler.scope import Scope
from engine.compiler.seat import Seat
from engine.compiler.shapes import Shape
from engine.compiler.shown import own_scope
from engine.language.authoring import activities as authoring
from engine.language.authoring.markers import Retry
from engine.model import Decision, Formula, RetryPolicy, Script, ServiceCall, SubProcess


def service_task(draft: Draft, authored: authoring.ServiceTask, seat: Seat) -> ServiceCall:
    """serviceTask."""
    inner = instance_scope(draft, authored, seat.scope)
    signature = services.check_call(draft, authored.service, authored.input, authored.place)
    return ServiceCall(
        **shared(draft, authored, seat, inner),
        **extras(draft, authored, seat, inner, services.result_shape(signature)),
        service=authored.service,
        input=draft.formulas.inputs(authored.input, inner, (*authored.place, "input")),
        queue=signature.queue if signature else None,
        retry=_retry(draft, authored.retry),
        timeout=draft.deadlines.fixed(authored.timeout, (*authored.place, "timeout")),
    )


def _retry(draft: Draft, authored: Retry | None) -> RetryPolicy:
    if authored is None:
        return RetryPolicy()
    interval = draft.deadlines.fixed(authored.interval, (*authored.place, "interval"))
    longest = draft.deadlines.fixed(authored.max_interval, (*authored.place, "maxInterval"))
    return RetryPolicy(authored.attempts, interval, authored.factor, longest)


def business_rule_task(draft: Draft, authored: authoring.BusinessRuleTask, seat: Seat) -> Decision:
    """businessRuleTask."""
    inner = instance_scope(draft, authored, seat.scope)
    given = None
    if authored.input is not None:
        given = draft.formulas.inputs(authored.input, inner, (*authored.place, "input"))
    check_decision(draft, authored, inner)
    return Decision(
        **shared(draft, authored, seat, inner),
        **extras(draft, authored, seat, inner),
        decision=authored.decision,
        input=given,
    )


def script_task(draft: Draft, authored: authoring.ScriptTask, seat: Seat) -> Script:
    """scriptTask."""
    inner = instance_scope(draft, authored, seat.scope)
    return Script(
        **shared(draft, authored, seat, inner),
        **extras(draft, authored, seat, inner),
        assignments=tuple(mapped(draft, authored.set, (*authored.place, "set"), inner, inner)),
    )


def sub_process(draft: Draft, authored: authoring.SubProcess, seat: Seat) -> SubProcess:
    """subProcess: a scope of its own."""
    around = instance_scope(draft, authored, seat.scope)
    shapes = {name: declared_shape(draft, raw) for name, raw in authored.variables.items()}
    own = own_scope(draft, shapes, [authored.flow], around)
    variables = _initial(draft, authored.variables, shapes, around)
    body = FlowPlace(f"{authored.id}/body", "body", authored.id)
    key = flows.compile_flow(draft, authored.flow, body, own, (*authored.place, "flow"))
    return SubProcess(
        **shared(draft, authored, seat, own),
        **extras(draft, authored, seat, own),
        flow=key,
        variables=tuple(variables),
    )


def _initial(
    draft: Draft,
    variables: Mapping[str, authoring.Variable],
    shapes: Mapping[str, Shape],
    around: Scope,
) -> list[tuple[str, Formula]]:
    """Each sees what is around and the variables declared before it."""
    initial, seen = [], around
    for name, raw in variables.items():
        initial.append((name, draft.formulas.value(raw.initial, seen, (*raw.place, "initial"))))
        seen = seen.with_names(**{name: shapes[name]})
    return initial
