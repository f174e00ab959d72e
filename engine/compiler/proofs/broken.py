"""A process that uses a broken definition cannot run; the mistake itself is reported where it is."""

from collections.abc import Iterator

from engine.compiler.draft import Draft
from engine.language.authoring.activities import BusinessRuleTask, UserTask, Variable
from engine.language.authoring.deadlines import Timer
from engine.language.authoring.process import Message, Process
from engine.language.places import Path


def check_broken(draft: Draft) -> None:
    """One finding for each use of a definition that has errors of its own."""
    for kind, name, path in _uses(draft):
        if (kind, name) in draft.known.broken and name not in getattr(draft.known, f"{kind}s"):
            message = f"the {kind} `{name}` has errors of its own"
            draft.report.error("uses-broken", message, f"correct the {kind} first", path)


def _uses(draft: Draft) -> Iterator[tuple[str, str, Path]]:
    for name, schema in draft.process.input.items():
        yield "schema", schema, ("input", name)
    for part in draft.outline.parts:
        match part:
            case Process(calendar=str() as calendar) | Timer(calendar=str() as calendar):
                yield "calendar", calendar, (*part.place, "calendar")
            case BusinessRuleTask():
                yield "decision", part.decision, (*part.place, "decision")
            case UserTask(form=str() as form):
                yield "form", form, (*part.place, "form")
            case Message(schema_=str() as schema) | Variable(schema_=str() as schema):
                yield "schema", schema, (*part.place, "schema")
