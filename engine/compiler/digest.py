"""The digest of a definition: SHA-256 over everything that decides how it behaves."""

import hashlib
from typing import Any

import orjson

from engine.compiler.draft import Draft
from engine.compiler.library import Template
from engine.compiler.used import (
    decisions_used,
    forms_used,
    pinned_calls,
    schemas_used,
    services_used,
    templates_used,
)
from engine.model import ServiceSignature


def digest_of(draft: Draft) -> str:
    """64 hexadecimal digits. Layout and comments of the files do not count, nor do calendars; the decisions,
    forms, schemas, message templates and service signatures that the process uses do."""
    known = draft.known
    content = {
        "process": draft.report.document.value,
        "decisions": {name: known.sources["decision", name] for name in decisions_used(draft)},
        "forms": {name: known.forms[name].document for name in forms_used(draft)},
        "schemas": {name: known.schemas[name].document for name in schemas_used(draft)},
        "texts": {name: _words(known.templates[name]) for name in templates_used(draft)},
        "services": {name: _signature(used) for name, used in services_used(draft).items()},
    }
    if pinned := pinned_calls(draft):
        content["calls"] = pinned
    return hashlib.sha256(canonical(content)).hexdigest()


def _words(template: Template) -> list[str]:
    return [template.subject.en, template.subject.zh, template.body.en, template.body.zh]


def canonical(content: Any) -> bytes:
    """The same bytes for the same content: sorted keys, numbers as exact text."""
    return orjson.dumps(content, _exact, orjson.OPT_SORT_KEYS)


def _exact(value: Any) -> Any:
    return {"$decimal": str(value)}


def _signature(signature: ServiceSignature) -> dict[str, Any]:
    return {
        "input": signature.input,
        "output": signature.output,
        "errors": sorted(signature.errors),
        "queue": signature.queue,
    }
