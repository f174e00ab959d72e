"""Files of definitions: read, and sorted by what they hold."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.feel import nearest
from engine.language.dmn import is_dmn
from engine.language.document import Document
from engine.language.yaml_reader import read_yaml
from engine.values import Finding

KINDS = {
    "processes": "process",
    "decisions": "decision",
    "forms": "form",
    "schemas": "schema",
    "texts": "texts",
    "calendars": "calendar",
}
GROUPS = "groups.yaml"
TESTS = (".test.yaml", ".test.yml")
_IGNORED = ("samples",)
_LEAVES_A_GAP = frozenset(
    {"number-too-large", "no-number", "yaml-alias", "yaml-key", "yaml-split", "yaml-merge"}
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file: what it holds (``process``, ``decision``, …) and its only document. ``gaps`` are the paths at
    which something could not be read."""

    kind: str
    document: Document
    gaps: frozenset[str] = frozenset()

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.document.file).name.split(".")[0]


def read_sources(files: Mapping[str, bytes]) -> tuple[list[Source], list[Finding]]:
    """All documents that can be read, in order of their paths, and what is wrong with the others."""
    sources: list[Source] = []
    findings: list[Finding] = []
    for file in sorted(files):
        if not is_dmn(file) and not any(part in _IGNORED for part in PurePosixPath(file).parts):
            found, wrong = _read(file, files[file])
            sources += found
            findings += wrong
    return sources, findings


def names_of(files: Iterable[str], contents: Mapping[str, bytes]) -> frozenset[tuple[str, str]]:
    """What files that cannot be read probably define: (kind, name). The folder and the file's name say it,
    and the first line that looks like the one that names a definition."""
    found: set[tuple[str, str]] = set()
    for path in map(PurePosixPath, files):
        if path.parent.name in KINDS:
            found.add((KINDS[path.parent.name], path.name.split(".")[0]))
        if named := _NAMING_LINE.search(contents[str(path)]):
            found.add((named[1].decode(), named[2].decode()))
    return frozenset(found)


_NAMING_LINE = re.compile(rb"^(process|decision|form|calendar): *[\"']?([A-Za-z][\w-]*)", re.MULTILINE)


def _read(file: str, data: bytes) -> tuple[list[Source], list[Finding]]:
    reading = read_yaml(data, file)
    findings = list(reading.findings)
    sources: list[Source] = []
    for document in reading.documents[:1]:
        kind = _kind(document)
        sources += [Source(kind, document, _gaps(findings))] if kind else []
        findings += [] if kind else [_unknown_kind(document)]
    if not reading.documents and not findings:
        cure = "write a definition, or remove it"
        findings.append(Finding("empty-file", "the file is empty", cure, file, 1, 1))
    if len(reading.documents) > 1:
        where = reading.documents[1].mark(())
        message = "a file holds one definition; this is a second one"
        finding = Finding("several-documents", message, "put it into a file of its own", file)
        findings.append(finding.at(file, where.line, where.column))
    return sources, findings


def _gaps(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(finding.path for finding in findings if finding.code in _LEAVES_A_GAP)


def _kind(document: Document) -> str | None:
    """Tests by the ending, groups by the name, others by the folder; elsewhere by a key of theirs."""
    if document.file.endswith(TESTS):
        return "tests"
    if PurePosixPath(document.file).name == GROUPS:
        return "groups"
    folder = PurePosixPath(document.file).parent.name
    if folder in KINDS:
        return KINDS[folder]
    keys = list(document.value) if isinstance(document.value, dict) else []
    return next(_kinds_in(keys), None)


def _kinds_in(keys: list[str]) -> Iterator[str]:
    """Only processes have a flow; else the first key that is one of the kinds, or is meant to be."""
    kinds = [*KINDS.values(), "groups", "tests"]
    yield from ("process" for key in keys if key == "flow")
    yield from (meant for key in keys if (meant := nearest(key, kinds)))


def _unknown_kind(document: Document) -> Finding:
    cure = f"begin with one of {', '.join((*KINDS.values(), 'groups'))}"
    return document.at(Finding("unknown-definition", "this file does not say what it defines", cure), ())
