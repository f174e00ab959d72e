"""What loading a file gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.compiler.report import Report
from engine.compiler.sources import Source
from engine.language.authoring.reading import Kind, read_as
from engine.values import Finding


@dataclass(frozen=True, slots=True)
class Loaded:
    """A definition that is no process: its name, its compiled value (None when broken), and its findings.

    ``content`` is what a digest counts; None when that is the whole document.
    """

    kind: str
    name: str
    value: Any
    source: Source
    findings: tuple[Finding, ...]
    content: Any = None


Build = Callable[[Kind, Report], Any]


def load(source: Source, kind: type[Kind], name: str, build: Build[Kind]) -> Loaded:
    """Read a document as an authoring object and build its value; ``name`` is the field that names it."""
    authored, findings = read_as(kind, source.document)
    if authored is None:
        return Loaded(source.kind, _written_name(source, name), None, source, tuple(findings))
    report = Report(source.document)
    value = build(authored, report)
    given = getattr(authored, name, source.stem)
    return Loaded(source.kind, given, None if report.failed else value, source, (*findings, *report.findings))


def _written_name(source: Source, field: str) -> str:
    """The name of a broken definition, so that those who refer to it are not blamed as well."""
    value = source.document.value
    named = value.get(field) if isinstance(value, Mapping) else None
    return named if isinstance(named, str) else source.stem
