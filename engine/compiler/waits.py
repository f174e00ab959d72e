"""Compiles everything that waits for an event into one form."""

from engine.compiler import flows
from engine.compiler.common import shared
from engine.compiler.draft import Draft, FlowPlace
from engine.compiler.outputs import output_assignments
from engine.compiler.scope import Scope
from engine.compiler.seat import Seat
from engine.compiler.triggers import Sight, compile_trigger, message_shape
from engine.language.authoring import events as authoring
from engine.language.authoring.gateways import Event as AuthoredEvent
from engine.language.authoring.gateways import EventBasedGateway
from engine.language.authoring.handlers import Triggered
from engine.model import Event, Wait

Single = authoring.TimerEvent | authoring.MessageEvent | authoring.ConditionEvent


def event_gateway(draft: Draft, authored: EventBasedGateway, seat: Seat) -> Wait:
    """eventBasedGateway: the first of several events."""
    events = tuple(
        _event(draft, authored.id, index, raw, seat.scope) for index, raw in enumerate(authored.events)
    )
    return Wait(**shared(draft, authored, seat, seat.scope), events=events)


def _event(draft: Draft, owner: str, index: int, raw: AuthoredEvent, scope: Scope) -> Event:
    if raw.kind not in ("message", "timer", "condition"):
        message = f"a gateway cannot wait for `{raw.kind}`"
        cure = "wait for a message, a timer or a condition; put the rest under `onEvent`"
        draft.report.error("wrong-event", message, cure, (*raw.place, raw.kind), key=True)
    seen = _seen(draft, raw, scope)
    trigger = compile_trigger(draft, raw, Sight(scope, seen))
    path = raw.place
    return Event(
        trigger,
        flows.compile_flow(
            draft, raw.flow, FlowPlace(f"{owner}/{index}", "event", owner), scope, (*path, "flow")
        ),
        draft.formulas.optional_condition(raw.when, seen, (*path, "when")),
        output_assignments(draft, raw.output, (*path, "output"), seen, scope),
    )


def single(draft: Draft, authored: Single, seat: Seat) -> Wait:
    """timer, message and conditional wait: one event, and no flow behind it."""
    key = flows.compile_flow(draft, [], FlowPlace(f"{authored.id}/0", "event", authored.id), seat.scope, ())
    trigger_source = _as_triggered(authored)
    seen = _seen(draft, trigger_source, seat.scope)
    event = Event(compile_trigger(draft, trigger_source, Sight(seat.scope, seen)), key)
    if isinstance(authored, authoring.MessageEvent):
        when = draft.formulas.optional_condition(authored.when, seen, (*authored.place, "when"))
        output = output_assignments(draft, authored.output, (*authored.place, "output"), seen, seat.scope)
        event = Event(event.trigger, key, when, output)
    return Wait(**shared(draft, authored, seat, seat.scope), events=(event,))


def _as_triggered(authored: Single) -> Triggered:
    """The element's own trigger in the form that events have, at the element's place."""
    match authored:
        case authoring.TimerEvent():
            triggered = Triggered.model_construct(timer=authored.timer)
        case authoring.MessageEvent():
            triggered = Triggered.model_construct(message=authored.message, correlate=authored.correlate)
        case authoring.ConditionEvent():
            triggered = Triggered.model_construct(condition=authored.condition)
    triggered._place = authored.place
    return triggered


def _seen(draft: Draft, raw: Triggered, scope: Scope) -> Scope:
    """In a message's conditions and outputs, its content is ``message`` (and, as output, ``result``)."""
    if raw.message is None:
        return scope
    shape = message_shape(draft, raw.message)
    return scope.with_names(message=shape, result=shape)
