"""JSON Schemas (draft 2020-12) of what other systems send."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from engine.compiler.loading.loaded import Loaded
from engine.compiler.report import Report
from engine.compiler.shapes import resolve
from engine.compiler.sources import Source
from engine.language.places import Path
from engine.model import Schema


def load_schema(source: Source) -> Loaded:
    """A schema, named by its file. It may refer to its own ``$defs`` only."""
    report = Report(source.document)
    document = source.document.value
    if not isinstance(document, dict):
        report.error("wrong-type", "a schema is a mapping", "begin with `type: object`", ())
        return Loaded("schema", source.stem, None, source, tuple(report.findings))
    for error in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(document):
        cure = "see JSON Schema, draft 2020-12"
        report.error(
            "invalid-schema", f"this is no JSON Schema: {error.message}", cure, tuple(error.absolute_path)
        )
    for reference, path in _references(document, ()):
        if not reference.startswith("#/") or not resolve(document, reference):
            message = f"`{reference}` points to nothing in this file"
            report.error("invalid-schema", message, "refer to `#/$defs/…` of the same file", path)
    schema = None if report.failed else Schema(source.stem, document)
    return Loaded("schema", source.stem, schema, source, tuple(report.findings))


def _references(value: Any, path: Path) -> Iterator[tuple[str, Path]]:
    match value:
        case dict():
            for key, item in value.items():
                if key in ("$ref", "$dynamicRef") and isinstance(item, str):
                    yield item, (*path, key)
                yield from _references(item, (*path, key))
        case list():
            for index, item in enumerate(value):
                yield from _references(item, (*path, index))
