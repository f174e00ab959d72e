"""The parts that kinds of elements share: names, outputs, compensation, markers."""

from collections.abc import Iterable
from typing import TypedDict

from engine.compiler import flows, handlers, services
from engine.compiler.draft import Draft, FlowPlace
from engine.compiler.multi_instances import multi_instance
from engine.compiler.outputs import output_assignments
from engine.compiler.scope import Scope
from engine.compiler.seat import Seat
from engine.compiler.shapes import ANY, Shape
from engine.compiler.shown import own_scope
from engine.compiler.texts import label
from engine.language.authoring.activities import CallActivity
from engine.language.authoring.elements import Activity, Guarded
from engine.language.authoring.markers import CompensationCall
from engine.model import (
    Assignment,
    CompensationChild,
    CompensationService,
    Formula,
    Handler,
    MultiInstance,
    Text,
)


class Shared(TypedDict):
    """The fields of ``Element`` that compile in the same way for all."""

    id: str
    name: Text
    stage: str | None
    skip_when: Formula | None
    handlers: tuple[Handler, ...]
    settles: tuple[str, ...]


class Extras(TypedDict):
    """The fields of ``Element`` that only activities have."""

    output: tuple[Assignment, ...]
    compensation: CompensationService | CompensationChild | str | None
    multi: MultiInstance | None


def shared(draft: Draft, authored: Guarded, seat: Seat, inner: Scope) -> Shared:
    """``inner`` is what the element's handlers see: with the entry of a multi-instance, or the variables of a
    sub-process."""
    skip = draft.formulas.optional_condition(authored.skip_when, seat.scope, (*authored.place, "skipWhen"))
    for index, identity in enumerate(authored.settles):
        _known_element(draft, identity, (*authored.place, "settles", index))
    return {
        "id": authored.id,
        "name": label(authored.name, authored.id),
        "stage": authored.stage,
        "skip_when": skip,
        "handlers": handlers.compile_handlers(draft, authored.on_event, authored.id, inner),
        "settles": tuple(authored.settles),
    }


def extras(draft: Draft, authored: Activity, seat: Seat, inner: Scope, result: Shape = ANY) -> Extras:
    """``result`` is what is known of the activity's result."""
    multi = None
    seen = inner.with_names(result=result, input=ANY)
    if authored.multi_instance is not None:
        multi = multi_instance(draft, authored.multi_instance, seat.scope, seen)
        seen = seat.scope.with_names(result=ANY)
    path = (*authored.place, "output")
    if authored.multi_instance is not None and not authored.multi_instance.wait and authored.output:
        message = "with `wait: false` the flow goes on at once; there is no result to write"
        draft.report.error("misplaced-field", message, "leave `output` out, or wait", path, key=True)
    written = output_assignments(draft, authored.output, path, seen, seat.scope)
    return {
        "output": (*written, *_into(draft, authored, seen, seat.scope)),
        "compensation": _compensation(draft, authored, inner),
        "multi": multi,
    }


def _into(draft: Draft, authored: Activity, seen: Scope, scope: Scope) -> Iterable[Assignment]:
    marker = authored.multi_instance
    if marker is not None and marker.into is not None:
        path = (*marker.place, "into")
        if draft.writable(scope, (marker.into,), path):
            yield Assignment((marker.into,), draft.formulas.value("=result", seen, path))


def _compensation(
    draft: Draft, authored: Activity, scope: Scope
) -> CompensationService | CompensationChild | str | None:
    raw, path = authored.compensation, (*authored.place, "compensation")
    seen = scope.with_names(input=ANY, result=ANY, inDoubt=ANY)
    match raw:
        case None:
            return None
        case "child" if isinstance(authored, CallActivity):
            return CompensationChild()
        case CompensationCall():
            given = draft.formulas.inputs(raw.input, seen, (*path, "input"))
            services.check_call(draft, raw.service, raw.input, path)
            return CompensationService(raw.service, given)
        case _:
            place = FlowPlace(f"{authored.id}/compensation", "compensation", authored.id)
            own = own_scope(draft, {}, [raw], seen)  # its user tasks are shown in it, and nowhere else
            return flows.compile_flow(draft, raw, place, own, path)


def _known_element(draft: Draft, identity: str, path: tuple[str | int, ...]) -> None:
    if identity not in draft.outline.elements:
        draft.report.unknown("element", identity, draft.outline.ids, path)
