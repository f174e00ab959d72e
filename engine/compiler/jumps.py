"""Compiles milestones, ends, jumps and compensation."""

from engine.compiler.draft import Draft
from engine.compiler.texts import label
from engine.language.authoring import events as authoring
from engine.model import Compensate, Element, End, Goto, Milestone


def milestone(authored: authoring.Milestone) -> Milestone:
    """milestone."""
    return Milestone(id=authored.id, name=label(authored.name, authored.id), stage=authored.stage)


def jump(
    draft: Draft, authored: authoring.End | authoring.Goto | authoring.Compensate, identity: str
) -> Element:
    """end, goto and compensate, which may do without an id of their own."""
    match authored:
        case authoring.End():
            return _end(authored, identity)
        case authoring.Goto():
            return _goto(draft, authored, identity)
        case authoring.Compensate():
            return _compensate(draft, authored, identity)


def _end(authored: authoring.End, identity: str) -> End:
    return End(
        id=identity,
        name=label(authored.name, authored.id or authored.error or authored.status or "end"),
        stage=authored.stage,
        error=authored.error,
        terminate=authored.terminate,
        status=authored.status,
    )


def _goto(draft: Draft, authored: authoring.Goto, identity: str) -> Goto:
    if authored.target not in draft.outline.elements:
        known = [name for name in draft.outline.ids if name != authored.id]
        draft.report.unknown("element", authored.target, known, (*authored.place, authored.field))
    name = label(authored.name, authored.id or f"goto {authored.target}")
    return Goto(id=identity, name=name, stage=authored.stage, target=authored.target, undo=authored.undo)


def _compensate(draft: Draft, authored: authoring.Compensate, identity: str) -> Compensate:
    for index, target in enumerate(authored.of):
        if target not in draft.outline.elements:
            draft.report.unknown("element", target, draft.outline.ids, (*authored.place, "of", index))
    name = label(authored.name, authored.id or "compensate")
    return Compensate(id=identity, name=name, stage=authored.stage, of=tuple(authored.of))
