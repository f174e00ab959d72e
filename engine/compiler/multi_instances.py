"""The multi-instance marker."""

from engine.compiler.draft import Draft
from engine.compiler.scope import INSTANCE, Scope
from engine.compiler.shapes import ANY
from engine.compiler.shown import shape_of_task
from engine.language.authoring import markers
from engine.language.authoring.activities import UserTask
from engine.language.authoring.elements import Activity
from engine.model import Formula, MultiInstance


def instance_scope(draft: Draft, authored: Activity, scope: Scope) -> Scope:
    """What an activity sees: with a multi-instance marker also its entry, ``instance``, and as a user task
    itself."""
    marker = authored.multi_instance
    if marker is None:
        return scope
    entry = draft.formulas.shape_of_text(marker.in_, scope).entry()
    names = {marker.as_: entry, "instance": INSTANCE}
    if isinstance(authored, UserTask):
        names[authored.id] = shape_of_task(draft, authored)
    own = frozenset({marker.as_})
    return Scope(names, scope, own if marker.follow else frozenset(), frozenset() if marker.follow else own)


def multi_instance(draft: Draft, marker: markers.MultiInstance, scope: Scope, inner: Scope) -> MultiInstance:
    """The marker; ``scope`` is around the element, ``inner`` sees an instance and its result."""
    path, formulas = marker.place, draft.formulas
    _check_fields(draft, marker)
    entry = Scope({marker.as_: ANY, "instance": INSTANCE}, scope)
    progress = scope.with_names(completed=ANY, total=ANY, results=ANY)
    collection = formulas.expression(marker.in_, scope, (*path, "in"))
    collect = None
    if marker.wrote("collect"):
        collect = formulas.value(marker.collect, inner, (*path, "collect"))
    return MultiInstance(
        collection=collection,
        variable=marker.as_,
        key=None if marker.key is None else formulas.expression(marker.key, entry, (*path, "key")),
        sequential=marker.sequential,
        follow=_follow(draft, marker, scope, collection),
        keep_open=formulas.optional_condition(marker.keep_open, scope, (*path, "keepOpen")),
        collect=collect,
        complete_when=formulas.optional_condition(marker.complete_when, progress, (*path, "completeWhen")),
        rest=marker.rest,
        wait=marker.wait,
    )


def _check_fields(draft: Draft, marker: markers.MultiInstance) -> None:
    """Findings for what means nothing when nothing waits for the instances, or none is stopped early."""
    if not marker.wait:
        for field in ("collect", "into", "completeWhen", "keepOpen", "rest"):
            if marker.wrote(field):
                message = f"with `wait: false` the flow goes on at once; nothing is there for `{field}`"
                cure = f"leave `{field}` out, or wait"
                draft.report.error("misplaced-field", message, cure, (*marker.place, field), key=True)
    elif marker.wrote("rest") and marker.complete_when is None:
        message = "`rest` says what happens to the others when `completeWhen` holds; here is none"
        draft.report.error("rest-without-join", message, "add `completeWhen`", (*marker.place, "rest"))


def _follow(
    draft: Draft, marker: markers.MultiInstance, scope: Scope, collection: Formula
) -> tuple[str, ...] | None:
    if not marker.follow:
        return None
    steps = tuple(collection.text.strip().split("."))
    if not all(step.isidentifier() for step in steps):
        message = "`follow` needs the path of a variable in `in`, not a computed list"
        draft.report.error("follow-needs-path", message, "write in: =order.lines", (*marker.place, "in"))
        return None
    draft.writable(scope, steps, (*marker.place, "in"))
    if marker.key is None:
        cure = f"say what tells the entries apart: key: ={marker.as_}.id"
        draft.report.error("missing-key", "`follow` needs a `key`", cure, marker.place)
    return steps
