"""definitions.lock: the digests of released definitions. A released version never changes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from engine.compiler.library import Library
from engine.language.authoring.base import Authored, FileName
from engine.language.authoring.reading import read_as
from engine.language.yaml_reader import read_yaml
from engine.model import Process
from engine.values import Finding

Lock = Mapping[tuple[str, int], str]
EMPTY: Lock = MappingProxyType({})

_HEAD = """\
# The digests of released definitions. Written by: python starter.py definitions release
# A released version never changes; a change is a new version.
"""


class _Entry(Authored):
    process: FileName
    version: Annotated[int, Field(ge=1)]
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _LockFile(Authored):
    lang: Literal[1]
    released: list[_Entry]


def read_lock(data: bytes, file: str) -> tuple[Lock, tuple[Finding, ...]]:
    """The digests by (name, version), and what is wrong with the file."""
    reading = read_yaml(data, file)
    if not reading.documents:
        return EMPTY, reading.findings
    content, findings = read_as(_LockFile, reading.documents[0])
    entries = content.released if content else []
    return {(e.process, e.version): e.digest for e in entries}, (*reading.findings, *findings)


def write_lock(lock: Lock) -> bytes:
    """The file's content, sorted by name and version."""
    lines = [
        f'  - {{process: {name}, version: {version}, digest: "{digest}"}}'
        for (name, version), digest in sorted(lock.items())
    ]
    released = "released:\n" + "\n".join(lines) if lines else "released: []"
    return f"{_HEAD}lang: 1\n{released}\n".encode()


def release(lock: Lock, process: Process) -> Lock:
    """The lock with one more released process. Releasing the same again changes nothing.

    Raises ValueError when this version was released with another digest.
    """
    name = (process.name, process.version)
    if lock.get(name, process.digest) != process.digest:
        raise ValueError(f"{name[0]} version {name[1]} is released with another digest; raise its version")
    return {**lock, name: process.digest}


def check_lock(library: Library, lock: Lock, file: str) -> tuple[Finding, ...]:
    """Findings for released definitions that have changed or gone."""
    found = (_check(library, name, version, digest) for (name, version), digest in sorted(lock.items()))
    return tuple(finding.at(finding.file or file, 1, 1) for finding in found if finding is not None)


def _check(library: Library, name: str, version: int, digest: str) -> Finding | None:
    place = library.files.get((name, version), "")
    process = library.processes.get((name, version))
    if process is None:
        message = f"the released {name} version {version} is missing or broken"
        return Finding("released-missing", message, "bring the file back as it was released", place)
    if process.digest != digest:
        message = f"{name} version {version} is released and has changed since (or something it uses)"
        cure = f"undo the change, or save it as version {version + 1} in a file of its own"
        return Finding("released-changed", message, cure, place)
    return None
