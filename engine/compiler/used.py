"""What a process uses of everything that was loaded."""

from engine.compiler.draft import Draft
from engine.decisions import Decision
from engine.language.authoring.activities import BusinessRuleTask, ServiceTask, UserTask, Variable
from engine.language.authoring.markers import CompensationCall
from engine.language.authoring.process import Message
from engine.model import Schema, ServiceSignature


def decisions_used(draft: Draft) -> dict[str, Decision]:
    """The decisions of its business rule tasks."""
    names = sorted({part.decision for part in draft.outline.parts if isinstance(part, BusinessRuleTask)})
    return {name: draft.known.decisions[name] for name in names}


def forms_used(draft: Draft) -> dict[str, Schema]:
    """The forms of its user tasks."""
    names = sorted({part.form for part in draft.outline.parts if isinstance(part, UserTask) and part.form})
    return {name: draft.known.forms[name] for name in names}


def schemas_used(draft: Draft) -> list[str]:
    """The names of the schemas of its inputs, variables and messages."""
    names = {
        part.schema_ for part in draft.outline.parts if isinstance(part, Message | Variable) and part.schema_
    }
    names |= set(draft.process.input.values())
    return sorted(name for name in names if name in draft.known.schemas)


def services_used(draft: Draft) -> dict[str, ServiceSignature]:
    """The services that it calls."""
    calls = (part for part in draft.outline.parts if isinstance(part, ServiceTask | CompensationCall))
    return {name: draft.known.services[name] for name in sorted({call.service for call in calls})}


def templates_used(draft: Draft) -> list[str]:
    """The message templates whose names stand as literals in the input of a service."""
    found: set[str] = set()
    for part in draft.outline.parts:
        if isinstance(part, ServiceTask | CompensationCall):
            found |= {value for value in part.input.values() if isinstance(value, str)}
    return sorted(found & draft.known.templates.keys())


def pinned_calls(draft: Draft) -> dict[str, str]:
    """The digests of the processes that its call activities are pinned to; a call to itself is ``self``."""
    found = {identity: callee.called.digest for identity, callee in draft.callees.items()}
    return {identity: digest or "self" for identity, digest in found.items() if digest is not None}
