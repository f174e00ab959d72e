"""What loading a file gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.compiler.report import Report
from engine.compiler.sources import Source
from engine.language.authoring.mending import read_mended
from engine.language.authoring.reading import Kind
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
    read = read_mended(kind, source.document, source.gaps)
    if read.authored is None:
        return Loaded(source.kind, _written_name(source, name), None, source, tuple(read.findings))
    report = Report(read.document)
    value = build(read.authored, report)
    findings = (*read.findings, *(f for f in report.findings if not read.doubts.follow(f)))
    given = _written_name(source, name) if read.findings else getattr(read.authored, name, source.stem)
    sound = not (read.findings or report.failed)
    return Loaded(source.kind, given, value if sound else None, source, findings)


def _written_name(source: Source, field: str) -> str:
    """The name of a broken definition, so that those who refer to it are not blamed as well."""
    value = source.document.value
    named = value.get(field) if isinstance(value, Mapping) else None
    return named if isinstance(named, str) else source.stem
