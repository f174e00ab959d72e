"""The one call that turns files into a library."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.compiler.known import Known
from engine.compiler.library import Library
from engine.compiler.loading import LOADERS, Loaded, load_decisions
from engine.compiler.order import AuthoredFile, Only, compile_processes, wanted
from engine.compiler.sources import Source, names_of, read_sources
from engine.language.authoring.doubts import Doubts
from engine.language.authoring.mending import read_mended
from engine.language.authoring.process import Process as AuthoredProcess
from engine.language.dmn import is_dmn
from engine.model import ServiceSignature
from engine.values import Finding


def compile_definitions(
    files: Mapping[str, bytes],
    services: Mapping[str, ServiceSignature],
    groups: Iterable[str] | None = None,
    only: Only | None = None,
    *,
    proven: bool = False,
) -> Library:
    """Compile a set of files: path → content. Never raises for what they contain.

    Every file is checked, however broken the others are. ``groups`` are the candidate groups that exist;
    without them ``groups.yaml`` says which do, and without that their names are not checked. ``only``
    says of a process, by file and name, whether it is wanted; what it calls comes with it, others are left
    out. ``proven``: the files were published, and orders may run by them; what we have learnt to refuse since
    must not stop those.
    """
    sources, findings = read_sources(files)
    unreadable = {finding.file for finding in findings if finding.severity == "error"}
    loaded = [_loaded(source, unreadable) for source in sources if source.kind in LOADERS]
    findings += [finding for item in loaded for finding in item.findings]
    findings += _twice(item for item in loaded if item.value is not None)
    readable = [s for s in sources if s.kind == "decision" and s.document.file not in unreadable]
    decisions = load_decisions(readable, {file: data for file, data in files.items() if is_dmn(file)})
    findings += decisions.findings
    loaded += decisions.loaded
    known = replace(_known(loaded, services, groups, names_of(unreadable, files)), proven=proven)
    library = Library(
        decisions=known.decisions,
        forms=known.forms,
        schemas=known.schemas,
        calendars=known.calendars,
        templates=known.templates,
        calendar_files={item.name: item.source.document.file for item in loaded if item.kind == "calendar"},
    )
    return _with_processes(library, [s for s in sources if s.kind == "process"], known, findings, only)


def _loaded(source: Source, unreadable: set[str]) -> Loaded:
    """What a file defines; a file that could not be read without findings defines nothing."""
    found = LOADERS[source.kind](source)
    return replace(found, value=None) if source.document.file in unreadable else found


def _known(
    loaded: list[Loaded],
    services: Mapping[str, ServiceSignature],
    groups: Iterable[str] | None,
    unread: frozenset[tuple[str, str]],
) -> Known:
    def of(kind: str) -> dict[str, Any]:
        return {item.name: item.value for item in loaded if item.kind == kind and item.value is not None}

    return Known(
        services=services,
        decisions=of("decision"),
        forms=of("form"),
        schemas=of("schema"),
        calendars=of("calendar"),
        templates={name: template for texts in of("texts").values() for name, template in texts.items()},
        groups=_groups(of("groups").values()) if groups is None else frozenset(groups),
        sources={(item.kind, item.name): item.content or item.source.document.value for item in loaded},
        broken=frozenset((item.kind, item.name) for item in loaded if item.value is None) | unread,
    )


def _groups(files: Iterable[frozenset[str]]) -> frozenset[str] | None:
    found = list(files)
    return frozenset().union(*found) if found else None


def _with_processes(
    library: Library, sources: list[Source], known: Known, findings: list[Finding], only: Only | None
) -> Library:
    unreadable = {finding.file for finding in findings if finding.severity == "error"}
    authored: list[AuthoredFile] = []
    unread: list[str] = []
    doubts: dict[str, Doubts] = {}
    places: dict[tuple[str, int], str] = {}
    for source in sources:
        read = read_mended(AuthoredProcess, source.document, source.gaps)
        findings += read.findings
        doubts[source.document.file] = read.doubts
        sound = not read.findings and source.document.file not in unreadable
        unread += [] if sound else _name_of(source)
        if (process := read.authored) is None:
            continue
        name = (process.process, process.version)
        if name in places:
            second = _second(source, f"{name[0]} version {name[1]}", places[name], "process")
            findings += [] if read.doubts.follow(second) else [second]
        authored.append(AuthoredFile(process, replace(source, document=read.document), sound=sound))
        places.setdefault(name, source.document.file)
    processes, wrong = compile_processes(wanted(authored, only), unread, known)
    findings += [finding for finding in wrong if not doubts[finding.file].follow(finding)]
    ordered = tuple(sorted(findings, key=lambda f: (f.file, f.line, f.column, f.code)))
    return replace(library, processes=processes, files=places, findings=ordered)


def _name_of(source: Source) -> list[str]:
    """The name of a process whose file has errors, as far as it says one."""
    content = source.document.value
    name = content.get("process") if isinstance(content, dict) else None
    return [name] if isinstance(name, str) else [source.stem]


def _twice(loaded: Iterator[Loaded]) -> list[Finding]:
    found: dict[tuple[str, str], str] = {}
    findings: list[Finding] = []
    for item in loaded:
        file = item.source.document.file
        first = found.setdefault((item.kind, item.name), file)
        if first != file and item.kind not in ("texts", "tests"):
            findings.append(_second(item.source, item.name, first, item.kind))
    return findings


def _second(source: Source, name: str, first: str, key: str) -> Finding:
    message = f"`{name}` is defined in {first} already"
    finding = Finding("defined-twice", message, "rename one, or raise its version")
    return source.document.at(finding, (key,))
