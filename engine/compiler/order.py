"""Compiles processes in the order of their calls: a pinned child comes before the process that calls it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.compiler.known import Known
from engine.compiler.outline import parts_of
from engine.compiler.process import compile_process
from engine.compiler.sources import Source
from engine.language.authoring.activities import CallActivity
from engine.language.authoring.process import Process as Authored
from engine.model import Process
from engine.values import Finding

Only = Callable[[str, str], bool]
Compiled = dict[tuple[str, int], Process]


@dataclass(frozen=True, slots=True)
class AuthoredFile:
    """A process as it was written. One that is not ``sound`` is checked, and then left out."""

    process: Authored
    source: Source
    sound: bool

    @property
    def callees(self) -> set[str]:
        """The names of the other processes that it is pinned to."""
        return {call.process for call in self.calls} - {self.process.process}

    @property
    def calls(self) -> list[CallActivity]:
        """Its pinned calls."""
        calls = (part for part in parts_of(self.process) if isinstance(part, CallActivity))
        return [call for call in calls if call.binding == "pinned"]


def wanted(files: Sequence[AuthoredFile], only: Only | None) -> Sequence[AuthoredFile]:
    """Those that are asked for, and those that they may call, whatever the binding."""
    if only is None:
        return files
    chosen: list[AuthoredFile] = []
    ahead = [file for file in files if only(file.source.document.file, file.process.process)]
    while ahead:
        file = ahead.pop()
        if file not in chosen:
            chosen.append(file)
            called = {part.process for part in parts_of(file.process) if isinstance(part, CallActivity)}
            ahead += [other for other in files if other.process.process in called]
    return [file for file in files if file in chosen]


def compile_processes(
    files: Sequence[AuthoredFile], unread: Iterable[str], known: Known
) -> tuple[Compiled, list[Finding]]:
    """Every sound process, and everything that is wrong with any. The first of two with one name counts.
    ``unread`` are the names of those that could not be read at all."""
    compiled: Compiled = {}
    findings: list[Finding] = []
    broken = {*known.broken, *(("process", name) for name in unread)}
    for file in _in_order(files, findings, broken):
        surroundings = replace(known, processes=_by_name(compiled), broken=frozenset(broken))
        process, wrong = compile_process(file.process, file.source.document, surroundings)
        findings += wrong
        if process is not None and file.sound:
            compiled.setdefault((process.name, process.version), process)
        else:
            broken.add(("process", file.process.process))
    return compiled, findings


def _by_name(compiled: Compiled) -> dict[str, dict[int, Process]]:
    found: dict[str, dict[int, Process]] = {}
    for (name, version), process in compiled.items():
        found.setdefault(name, {})[version] = process
    return found


def _in_order(
    files: Sequence[AuthoredFile], findings: list[Finding], broken: set[tuple[str, str]]
) -> Iterator[AuthoredFile]:
    """Callees first. Those that call each other in a circle get a finding, and come in any order."""
    waiting = sorted(files, key=lambda file: file.process.version)
    while waiting:
        names = {file.process.process for file in waiting}
        ready = [file for file in waiting if not file.callees & (names - {file.process.process})]
        if not ready:
            for file in waiting:
                broken.add(("process", file.process.process))
                found = list(_circle(file, waiting))
                broken |= {("circle", file.process.process)} if found else set()
                findings += found
            ready = waiting
        yield from ready
        waiting = [file for file in waiting if file not in ready]


def _circle(file: AuthoredFile, waiting: Sequence[AuthoredFile]) -> Iterator[Finding]:
    own, reached = file.process.process, _reachable(file, waiting)
    for call in file.calls:
        if own in reached and call.process != own and call.process in reached:
            message = f"`{own}` and `{call.process}` call each other; pinned digests would never end"
            cure = "write `binding: latest` on one of the calls"
            finding = Finding("call-circle", message, cure)
            yield file.source.document.at(finding, (*call.place, "process"))


def _reachable(file: AuthoredFile, waiting: Sequence[AuthoredFile]) -> set[str]:
    """The names of all processes that are called from here, directly or not."""
    reached: set[str] = set()
    ahead = set(file.callees)
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead |= {n for other in waiting if other.process.process == name for n in other.callees}
    return reached
