"""Compiles one process definition: outline, elements, proofs, digest."""

from engine.compiler import proofs
from engine.compiler.checks import compile_checks
from engine.compiler.deadlines import Deadlines
from engine.compiler.declared import declared_shape, named_shape
from engine.compiler.digest import digest_of
from engine.compiler.draft import Draft, FlowPlace
from engine.compiler.escalation import check_groups
from engine.compiler.flows import compile_flow
from engine.compiler.formulas import Formulas
from engine.compiler.handlers import compile_handlers
from engine.compiler.known import Known
from engine.compiler.outline import outline
from engine.compiler.report import Report
from engine.compiler.scope import HOST, Scope
from engine.compiler.shapes import ANY
from engine.compiler.shown import own_scope
from engine.compiler.texts import text
from engine.compiler.used import decisions_used, forms_used, services_used
from engine.language.authoring.events import Milestone
from engine.language.authoring.process import Process as Authored
from engine.language.document import Document
from engine.language.places import Path
from engine.model import SYSTEM_GROUP, Assignment, Message, Process, Schema, VariableDeclaration
from engine.values import Finding


def compile_process(
    authored: Authored, document: Document, known: Known
) -> tuple[Process | None, list[Finding]]:
    """The executable process, unless something is wrong with it; and everything that is."""
    draft = _draft(authored, Report(document), known)
    scope = _scope(draft)
    _check_calendar(draft)
    variables = tuple(_variables(draft, scope))
    messages = {name: _message(draft, name, scope) for name in authored.messages}
    draft.handlers = compile_handlers(draft, authored.on_event, None, scope)
    compile_flow(draft, authored.flow, FlowPlace("main", "main"), scope, ("flow",))
    output = _output(draft, scope)
    if not known.proven:
        proofs.prove(draft)
    if draft.report.failed:
        return None, draft.report.findings
    return _finished(draft, variables, messages, output), draft.report.findings


def _draft(authored: Authored, report: Report, known: Known) -> Draft:
    found = outline(authored, report)
    formulas = Formulas(report, found.ids, found.of_kind(Milestone), proven=known.proven)
    formulas.written |= found.written
    deadlines = Deadlines(report, formulas, known.names("calendar"), authored.calendar, found.ids)
    return Draft(authored, known, report, found, formulas, deadlines)


def _scope(draft: Draft) -> Scope:
    process = draft.process
    shapes = {name: named_shape(draft, schema, ("input", name)) for name, schema in process.input.items()}
    shapes |= {name: declared_shape(draft, raw) for name, raw in process.variables.items()}
    return own_scope(draft, shapes, [process.flow], HOST)


def _check_calendar(draft: Draft) -> None:
    calendar, known = draft.process.calendar, draft.known.names("calendar")
    if calendar is not None and calendar not in known:
        draft.report.unknown("calendar", calendar, known, ("calendar",))


def _variables(draft: Draft, scope: Scope) -> list[VariableDeclaration]:
    """Each sees the inputs and the variables declared before it."""
    process, declared = draft.process, []
    seen = Scope({name: scope.find(name) or ANY for name in process.input}, HOST)
    for name, raw in process.variables.items():
        formula = draft.formulas.value(raw.initial, seen, (*raw.place, "initial"))
        declared.append(VariableDeclaration(name, formula))
        seen = seen.with_names(**{name: scope.find(name) or ANY})
    return declared


def _message(draft: Draft, name: str, scope: Scope) -> Message:
    raw = draft.process.messages[name]
    path = raw.place
    shape = named_shape(draft, raw.schema_, (*path, "schema"))
    dedupe = None
    if raw.dedupe is not None:
        seen = scope.with_names(message=shape)
        dedupe = draft.formulas.expression(raw.dedupe, seen, (*path, "dedupe"))
    live = None
    if raw.time_to_live is not None:
        live = draft.deadlines.fixed(raw.time_to_live, (*path, "timeToLive"))
    senders = _senders(draft, raw.from_, (*path, "from"))
    checks = compile_checks(draft, raw.checks, scope.with_names(message=shape))
    schema = draft.known.schemas.get(raw.schema_ or "")
    return Message(name, schema, dedupe, raw.early, live, senders, checks)


def _senders(draft: Draft, names: list[str] | None, path: Path) -> frozenset[str] | None:
    if names is None:
        return None
    check_groups(draft, names, path, also=(SYSTEM_GROUP,))
    return frozenset(names)


def _output(draft: Draft, scope: Scope) -> tuple[Assignment, ...]:
    given = draft.formulas.inputs(draft.process.output, scope, ("output",))
    return tuple(Assignment((name,), formula) for name, formula in given)


def _finished(
    draft: Draft,
    variables: tuple[VariableDeclaration, ...],
    messages: dict[str, Message],
    output: tuple[Assignment, ...],
) -> Process:
    process = draft.process
    inputs: dict[str, Schema | None] = {n: draft.known.schemas.get(s) for n, s in process.input.items()}
    return Process(
        name=process.process,
        version=process.version,
        digest=digest_of(draft),
        lang=process.lang,
        label=text(process.name),
        flows=draft.flows,
        elements=draft.elements,
        places=draft.places,
        inputs=inputs,
        variables=variables,
        stages=tuple((name, text(raw)) for name, raw in process.stages.items()),
        messages=messages,
        handlers=draft.handlers,
        decisions=decisions_used(draft),
        forms=forms_used(draft),
        services=services_used(draft),
        output=output,
        status_texts={name: text(raw) for name, raw in (process.statuses | process.errors).items()},
        errors=frozenset(process.errors),
    )
