"""Forms: the fields a person fills in, as JSON Schema."""

from collections.abc import Mapping
from typing import Any

from engine.compiler.loading.loaded import Loaded, load
from engine.compiler.report import Report
from engine.compiler.sources import Source
from engine.compiler.texts import label, text
from engine.language.authoring.form import Form, FormField
from engine.model import Schema, Text

_TYPES: dict[str, dict[str, Any]] = {
    "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "datetime": {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}"},
}
_LIMITS = ("minimum", "maximum", "min_length", "max_length", "min_items", "max_items", "pattern")


def load_form(source: Source) -> Loaded:
    """A form. Its properties carry ``title: {en, zh}``; fields that it does not have are refused."""
    return load(source, Form, "form", _build)


def _build(authored: Form, report: Report) -> Schema | None:
    _check_fields(authored.fields, report)
    document = {"title": _words(text(authored.name)), **_object(authored.fields)}
    return None if report.failed else Schema(authored.form, document)


def _object(fields: Mapping[str, FormField]) -> dict[str, Any]:
    properties = {name: _property(name, raw) for name, raw in fields.items()}
    required = [name for name, raw in fields.items() if raw.required]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _property(name: str, raw: FormField) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": _words(label(raw.title, name)),
        **_TYPES.get(raw.type, {"type": raw.type}),
    }
    for limit in _LIMITS:
        if (value := getattr(raw, limit)) is not None:
            found[FormField.model_fields[limit].alias or limit] = value
    if raw.enum is not None:
        found["enum"] = list(raw.enum)
    if isinstance(raw.enum, Mapping):
        found["enumTitles"] = {value: _words(text(title)) for value, title in raw.enum.items()}
    if raw.items is not None:
        found["items"] = _property(name, raw.items)
    return found | (_object(raw.fields) if raw.fields is not None else {})


def _words(title: Text) -> dict[str, str]:
    return {"en": title.en, "zh": title.zh}


def _check_fields(fields: Mapping[str, FormField], report: Report) -> None:
    for raw in fields.values():
        for field, kind in (("items", "array"), ("fields", "object")):
            if getattr(raw, field) is not None and raw.type != kind:
                message = f"`{field}` belongs to a field of type {kind}"
                report.error(
                    "misplaced-field", message, f"write `type: {kind}`", (*raw.place, field), key=True
                )
        if isinstance(raw.minimum, str) or isinstance(raw.maximum, str):
            message = "`minimum` and `maximum` are numbers"
            report.error("wrong-type", message, "write them without quotes", raw.place)
        _check_fields(raw.fields or {}, report)
        _check_fields({} if raw.items is None else {"items": raw.items}, report)
