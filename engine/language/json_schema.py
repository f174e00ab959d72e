"""JSON Schemas (draft 2020-12) of the language, for editors: completion and checks while typing."""

from typing import Any

from engine.language.authoring.base import Authored
from engine.language.authoring.calendar import CalendarFile
from engine.language.authoring.decision import Decision
from engine.language.authoring.decision_tests import DecisionTests
from engine.language.authoring.form import Form
from engine.language.authoring.groups import Groups
from engine.language.authoring.message_texts import MessageTexts
from engine.language.authoring.process import Process

_KINDS: dict[str, type[Authored]] = {
    "process": Process,
    "decision": Decision,
    "form": Form,
    "texts": MessageTexts,
    "calendar": CalendarFile,
    "tests": DecisionTests,
    "groups": Groups,
}


def language_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by kind, as plain JSON."""
    return {kind: _schema(model) for kind, model in _KINDS.items()}


def _schema(model: type[Authored]) -> dict[str, Any]:
    found = model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
