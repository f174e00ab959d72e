"""Business rule tasks: the decision exists, and what it reads is there."""

from engine.compiler.draft import Draft
from engine.compiler.scope import Scope
from engine.compiler.shapes import ANY
from engine.language.authoring.activities import BusinessRuleTask


def check_decision(draft: Draft, authored: BusinessRuleTask, scope: Scope) -> None:
    """Findings for an unknown decision, and for names that it reads and nothing has."""
    path = (*authored.place, "decision")
    decision = draft.known.decisions.get(authored.decision)
    if decision is None:
        if authored.decision not in draft.known.names("decision"):
            draft.report.unknown("decision", authored.decision, draft.known.names("decision"), path)
        return
    seen = scope
    if authored.input is not None:
        seen = Scope(dict.fromkeys(authored.input, ANY), scope)
    draft.formulas.reads |= {reference.path for reference in decision.references}
    for name in dict.fromkeys(reference.path[0] for reference in decision.references if reference.certain):
        if seen.find(name) is None:
            message = f"the decision `{authored.decision}` reads `{name}`, which is not there"
            draft.report.error("missing-decision-input", message, f"add `{name}: =…` to `input`", path)
