"""Compiles user tasks: who may do them, until when, and what follows when nobody does."""

from collections.abc import Iterator

from engine.compiler.checks import compile_checks
from engine.compiler.common import extras, shared
from engine.compiler.draft import Draft
from engine.compiler.escalation import check_groups, ladder
from engine.compiler.multi_instances import instance_scope
from engine.compiler.report import did_you_mean
from engine.compiler.scope import TEXT, Scope
from engine.compiler.seat import Seat
from engine.compiler.shapes import ANY, Shape
from engine.compiler.texts import label, text
from engine.language.authoring.activities import UserTask as Authored
from engine.language.places import Path
from engine.model import Check, Formula, Text, UserTask


def user_task(draft: Draft, authored: Authored, seat: Seat) -> UserTask:
    """userTask."""
    inner = instance_scope(draft, authored, seat.scope)
    path, formulas = authored.place, draft.formulas
    outcomes = _outcomes(authored)
    _check_form(draft, authored)
    _check_skip(draft, authored, list(outcomes))
    _check_somebody(draft, authored)
    due = authored.due
    _check_priority(draft, authored)
    return UserTask(
        **shared(draft, authored, seat, inner),
        **extras(draft, authored, seat, inner),
        skip_outcome=authored.skip_outcome,
        outcomes=tuple(outcomes.items()),
        form=authored.form,
        candidate_groups=_groups(draft, authored.candidate_groups, inner, (*path, "candidateGroups")),
        candidate_users=_people(draft, authored.candidate_users, inner, (*path, "candidateUsers")),
        assignee=None
        if authored.assignee is None
        else formulas.value(authored.assignee, inner, (*path, "assignee")),
        exclude_tasks=tuple(_excluded_tasks(draft, authored, inner)),
        exclude_people=tuple(_excluded_people(draft, authored, inner)),
        due=None if due is None else draft.deadlines.deadline(due, inner, (*path, "due")),
        escalation=ladder(draft, authored, inner, list(outcomes)),
        priority=formulas.value(authored.priority, inner, (*path, "priority")),
        input=formulas.inputs(authored.input, inner, (*path, "input")),
        changes=tuple(_changes(draft, authored, inner)),
        prefill_last=authored.prefill == "last",
        checks=_checks(draft, authored, inner),
    )


def _outcomes(authored: Authored) -> dict[str, Text]:
    if isinstance(authored.outcomes, list):
        return {name: label(None, name) for name in authored.outcomes}
    return {name: text(raw) for name, raw in authored.outcomes.items()}


def _check_form(draft: Draft, authored: Authored) -> None:
    if not authored.outcomes:
        path = (*authored.place, "outcomes")
        draft.report.error("no-outcomes", "nobody could complete this", "write outcomes: [done]", path)
    known = draft.known.names("form")
    if authored.form is not None and authored.form not in known:
        draft.report.unknown("form", authored.form, known, (*authored.place, "form"))


def _check_skip(draft: Draft, authored: Authored, outcomes: list[str]) -> None:
    skip = authored.skip_outcome
    if skip is not None and skip not in outcomes:
        draft.report.unknown("outcome", skip, outcomes, (*authored.place, "skipOutcome"))
    if skip is not None and authored.skip_when is None:
        path = (*authored.place, "skipOutcome")
        draft.report.error("skip-outcome-alone", "`skipOutcome` needs `skipWhen`", "add `skipWhen`", path)


def _check_somebody(draft: Draft, authored: Authored) -> None:
    if not (authored.candidate_groups or authored.candidate_users or authored.assignee):
        message = f"nobody may do `{authored.id}`"
        cure = "add `candidateGroups`, `candidateUsers` or `assignee`"
        draft.report.error("no-candidates", message, cure, authored.place)


def _check_priority(draft: Draft, authored: Authored) -> None:
    priority = authored.priority
    if isinstance(priority, str) and priority.startswith("="):
        return
    if isinstance(priority, bool) or not isinstance(priority, int) or not 0 <= priority <= 100:
        path = (*authored.place, "priority")
        draft.report.error("wrong-value", "a priority is a number from 0 to 100", "50 is usual", path)


def _groups(draft: Draft, raw: str | list[str], scope: Scope, path: Path) -> Formula:
    if isinstance(raw, list):
        check_groups(draft, raw, path)
    return _people(draft, raw, scope, path)


def _people(draft: Draft, raw: str | list[str], scope: Scope, path: Path) -> Formula:
    if isinstance(raw, str) and not raw.startswith("="):
        cure = f"write [{raw}] for one, or an =expression that gives a list"
        draft.report.error("wrong-type", "a list of names is expected here", cure, path)
    return draft.formulas.value(raw, scope, path)


def _excluded_tasks(draft: Draft, authored: Authored, scope: Scope) -> Iterator[str]:
    tasks = draft.outline.of_kind(Authored)
    for index, name in enumerate(authored.exclude):
        if name.startswith("="):
            continue
        path = (*authored.place, "exclude", index)
        if name not in tasks:
            draft.report.unknown("user task", name, tasks, path)
            continue
        if scope.find(name) is None:
            message = f"`{name}` is inside a sub-process or handler; who did it is not seen from here"
            cure = "write who did it to a variable there, and exclude that by an =expression"
            draft.report.error("unseen-element", message, cure, path)
        source = draft.outline.elements[name]
        if isinstance(source, Authored) and source.skip_when is not None:
            message = f"`{name}` may be skipped; then nobody is excluded and four eyes are two"
            cure = f"make `{name}` unskippable, or exclude people by an =expression"
            draft.report.error("exclude-skippable", message, cure, path)
        yield name


def _excluded_people(draft: Draft, authored: Authored, scope: Scope) -> Iterator[Formula]:
    for index, raw in enumerate(authored.exclude):
        if raw.startswith("="):
            yield draft.formulas.value(raw, scope, (*authored.place, "exclude", index))


def _checks(draft: Draft, authored: Authored, scope: Scope) -> tuple[Check, ...]:
    form = draft.known.forms.get(authored.form or "")
    data = ANY if form is None else Shape(form.document, form.document)
    return compile_checks(draft, authored.checks, scope.with_names(outcome=TEXT, data=data))


def _changes(draft: Draft, authored: Authored, scope: Scope) -> Iterator[tuple[str, ...]]:
    """The form's field with the last name of a path is what is written to it."""
    form = draft.known.forms.get(authored.form or "")
    for index, raw in enumerate(authored.changes):
        steps = tuple(raw.split("."))
        fields = list(form.document["properties"]) if form else [steps[-1]]
        if steps[-1] not in fields:
            message = (
                f"the form `{authored.form}` has no field `{steps[-1]}` that would be written to `{raw}`"
            )
            cure = did_you_mean(steps[-1], fields, "field")
            draft.report.error("unknown-form-field", message, cure, (*authored.place, "changes", index))
        if draft.writable(scope, steps, (*authored.place, "changes", index)):
            yield steps
