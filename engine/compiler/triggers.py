"""Compiles what starts a handler or ends a wait."""

from dataclasses import dataclass

from engine.compiler.declared import named_shape
from engine.compiler.draft import Draft
from engine.compiler.scope import Scope
from engine.compiler.shapes import ANY, Shape
from engine.language.authoring.handlers import Triggered
from engine.model import Trigger


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen before the event (``before``) and when it happens (``then``)."""

    before: Scope
    then: Scope


def compile_trigger(draft: Draft, raw: Triggered, sight: Sight) -> Trigger:
    """The trigger. Findings for a message, escalation or variable that is not there."""
    path = raw.place
    _check_correlate(draft, raw)
    if raw.timer is not None:
        deadline = draft.deadlines.deadline(raw.timer, sight.before, (*path, "timer"))
        return Trigger("timer", deadline=deadline)
    if raw.condition is not None:
        condition = draft.formulas.condition(raw.condition, sight.before, (*path, "condition"))
        return Trigger("condition", condition=condition)
    if raw.message is not None:
        return _message(draft, raw, sight)
    if raw.changed is not None:
        return _changed(draft, raw, sight)
    if raw.error is not None:
        return Trigger("error", raw.error)
    return _escalation(draft, raw)


def _escalation(draft: Draft, raw: Triggered) -> Trigger:
    """No element raises escalations yet; the ladder of a user task does its own."""
    message = f"nothing raises the escalation `{raw.escalation}`"
    cure = "catch an `error`, or use the `escalation` ladder of a user task"
    draft.report.error("unknown-escalation", message, cure, (*raw.place, "escalation"))
    return Trigger("escalation", raw.escalation or "")


def _message(draft: Draft, raw: Triggered, sight: Sight) -> Trigger:
    name, path = raw.message or "", raw.place
    if name not in draft.process.messages:
        draft.report.unknown("message", name, list(draft.process.messages), (*path, "message"))
    correlate = None
    if raw.correlate is not None:
        correlate = draft.formulas.expression(raw.correlate, sight.before, (*path, "correlate"))
    return Trigger("message", name, correlate)


def _changed(draft: Draft, raw: Triggered, sight: Sight) -> Trigger:
    name = raw.changed or ""
    if not sight.before.may_write(name):
        known = sight.before.writable()
        draft.report.unknown("variable", name, known, (*raw.place, "changed"))
    return Trigger("changed", name)


def _check_correlate(draft: Draft, raw: Triggered) -> None:
    if raw.correlate is not None and raw.message is None:
        message = "`correlate` belongs to a message"
        draft.report.error("misplaced-field", message, "leave it out", (*raw.place, "correlate"), key=True)


def message_shape(draft: Draft, name: str) -> Shape:
    """What is known of a message's content."""
    declared = draft.process.messages.get(name)
    if declared is None:
        return ANY
    return named_shape(draft, declared.schema_, ("messages", name, "schema"))
