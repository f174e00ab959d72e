"""Compiles handlers: boundary events, event sub-processes, error handlers, all in one form."""

from engine.compiler import flows
from engine.compiler.draft import Draft, FlowPlace
from engine.compiler.scope import ERROR, Scope
from engine.compiler.shapes import ANY
from engine.compiler.shown import own_scope
from engine.compiler.texts import text
from engine.compiler.triggers import Sight, compile_trigger, message_shape
from engine.language.authoring.events import Milestone
from engine.language.authoring.handlers import Handler as Authored
from engine.language.places import Path
from engine.model import Formula, Handler, Trigger


def compile_handlers(
    draft: Draft, raw: list[Authored], host: str | None, scope: Scope
) -> tuple[Handler, ...]:
    """The handlers of a host (None: the process), which see its scope."""
    compiled = tuple(_handler(draft, authored, host, scope) for authored in raw)
    _check_order(draft, raw, compiled)
    return compiled


def _handler(draft: Draft, raw: Authored, host: str | None, scope: Scope) -> Handler:
    seen = _seen(draft, raw, scope)
    trigger = compile_trigger(draft, raw, Sight(scope, seen))
    identity = _identity(draft, raw, host, trigger)
    _check_fields(draft, raw)
    handler = Handler(
        identity,
        trigger,
        f"{identity}/flow",
        raw.interrupting,
        _when(draft, raw, seen),
        None if raw.refuse is None else text(raw.refuse),
        raw.queue == "one",
    )
    hung = FlowPlace(handler.flow, "handler", host, handler)
    own = own_scope(draft, {}, [raw.flow], seen)  # a handler that runs is a scope
    flows.compile_flow(draft, raw.flow, hung, own, (*raw.place, "flow"))
    return handler


def _seen(draft: Draft, raw: Authored, scope: Scope) -> Scope:
    match raw.kind:
        case "message":
            return scope.with_names(message=message_shape(draft, raw.message or ""))
        case "error":
            return scope.with_names(error=ERROR)
        case "changed":
            return scope.with_names(old=scope.find(raw.changed or "") or ANY)
        case _:
            return scope


def _identity(draft: Draft, raw: Authored, host: str | None, trigger: Trigger) -> str:
    """The author's id, or the name of what it handles, made unique."""
    event = trigger.name if trigger.name not in ("", "*") else f"on_{trigger.kind}"
    wanted = raw.id or (event if host is None else f"{host}/{event}")
    taken = draft.handler_ids | draft.outline.elements.keys()
    number = 1
    identity = wanted
    while identity in taken and raw.id is None:
        number += 1
        identity = f"{wanted}_{number}"
    draft.handler_ids.add(identity)
    draft.paths.setdefault(identity, raw.place)
    return identity


def _when(draft: Draft, raw: Authored, scope: Scope) -> Formula | None:
    """``until: M`` is ``when: not(reached("M"))``."""
    path: Path = (*raw.place, "when")
    if raw.until is None:
        return draft.formulas.optional_condition(raw.when, scope, path)
    milestones = draft.outline.of_kind(Milestone)
    if raw.until not in milestones:
        draft.report.unknown("milestone", raw.until, milestones, (*raw.place, "until"))
        return None
    guard = f'not(reached("{raw.until}"))'
    if raw.when is None:
        return draft.formulas.condition(guard, scope, (*raw.place, "until"))
    written = draft.formulas.condition(raw.when, scope, path)
    return draft.formulas.condition(f"{guard} and ({written.text}\n)", scope, path)


def _check_fields(draft: Draft, raw: Authored) -> None:
    if raw.refuse is not None and (raw.message is None or (raw.when is None and raw.until is None)):
        message = "`refuse` answers a message that a guard keeps out; here is no guard or no message"
        cure = "add `when` or `until` to a message handler, or leave `refuse` out"
        draft.report.error("misplaced-field", message, cure, (*raw.place, "refuse"), key=True)
    if raw.queue is not None and raw.interrupting:
        message = "`queue: one` is for handlers that leave their host running"
        draft.report.error("queue-interrupting", message, "add `interrupting: false`", (*raw.place, "queue"))
    if raw.error is not None and not raw.interrupting:
        message = "an error has ended its source; its handler is always interrupting"
        cure = "leave `interrupting` out"
        draft.report.error("error-not-interrupting", message, cure, (*raw.place, "interrupting"))


def _check_order(draft: Draft, raw: list[Authored], compiled: tuple[Handler, ...]) -> None:
    """The first handler whose guard holds takes an event; behind one without a guard none is reached."""
    closed: set[tuple[str, str]] = set()
    for authored, handler in zip(raw, compiled, strict=True):
        event = (handler.trigger.kind, handler.trigger.name)
        if handler.trigger.kind not in ("message", "error") or handler.trigger.correlate is not None:
            continue
        if event in closed or (event[0] == "error" and ("error", "*") in closed):
            message = f"a handler before this one takes every {event[0]} `{event[1]}`"
            cure = "give the one before it a `when`, or put this one first"
            draft.report.error("handler-never-reached", message, cure, authored.place)
        if handler.when is None:
            closed.add(event)
