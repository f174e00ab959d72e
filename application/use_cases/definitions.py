"""Definitions as authors handle them: check, list, show, release. Needs no server."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from application.ports.workspace import Selection, Workspace
from application.refusals import refused
from engine.compiler import calendars_ending, compile_definitions
from engine.compiler.lock import Lock, check_lock, read_lock, release, write_lock
from engine.model import CallActivity, Process, ServiceSignature
from engine.values import Finding

Status = Literal["draft", "released", "changed"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check: how many files, which processes are sound, and everything that is wrong."""

    files: int
    processes: Sequence[Process]
    findings: Sequence[Finding]

    @property
    def sound(self) -> bool:
        """Whether nothing refuses a file; warnings do not."""
        return all(finding.severity != "error" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Listed:
    """A process definition in a list. ``changed``: released, and different since."""

    process: Process
    file: str
    status: Status


@dataclass(frozen=True, slots=True)
class DefinitionDesk:
    """The use cases. ``services`` gives the signatures that definitions are checked against; it is asked only
    when there is something to check. ``now`` decides whether a calendar ends soon."""

    workspace: Workspace
    services: Callable[[], Mapping[str, ServiceSignature]]
    now: Callable[[], datetime]

    def check(self, paths: Sequence[str] = ()) -> Checked:
        """Check the files at these paths; for the whole workspace the lock too. Raises PathError."""
        selection = self.workspace.select(paths)
        only = None if selection.whole else lambda file, _name: file in selection.chosen
        library = compile_definitions(selection.files, self.services(), only=only)
        found = (*library.findings, *calendars_ending(library, self.now()))
        findings = [f for f in found if f.file in selection.chosen or not f.file]
        if selection.whole:
            lock, wrong = self._lock()
            findings += [*wrong, *check_lock(library, lock, self.workspace.lock_place)]
        chosen = {key for key, file in library.files.items() if file in selection.chosen}
        processes = [process for key, process in sorted(library.processes.items()) if key in chosen]
        return Checked(len(selection.chosen), processes, [_placed(f, selection) for f in findings])

    def list(self) -> Sequence[Listed]:
        """Every sound process, by name and version. Raises PathError."""
        selection = self.workspace.select(())
        library = compile_definitions(selection.files, self.services())
        lock, _ = self._lock()
        return [
            Listed(process, selection.places[library.files[key]], _status(process, lock))
            for key, process in sorted(library.processes.items())
        ]

    def show(self, name: str) -> Listed:
        """One process: ``name`` (its newest version) or ``name@version``. Raises RefusedError, PathError."""
        listed = self.list()
        found = [item for item in listed if name in (item.process.name, _full_name(item.process))]
        if not found:
            raise refused("process_unknown", process=name, known=[_full_name(i.process) for i in listed])
        return found[-1]

    def release(self, names: Sequence[str]) -> Sequence[Process]:
        """Write the digests of these processes into the lock; what has errors cannot be released. Releasing
        again changes nothing. Returns what is new in the lock. Raises RefusedError, PathError."""
        lock, wrong = self._lock()
        if wrong:
            raise refused("lock_broken", file=self.workspace.lock_place, why=str(wrong[0]))
        processes = [self._sound(name) for name in names]
        for process in processes:
            _require_versions(process)
        fresh = [p for p in processes if (p.name, p.version) not in lock]
        for process in processes:
            try:
                lock = release(lock, process)
            except ValueError as error:
                raise refused("released_already", process=_full_name(process)) from error
        self.workspace.write_lock(write_lock(lock))
        return fresh

    def _sound(self, name: str) -> Process:
        return self.show(name).process

    def _lock(self) -> tuple[Lock, Sequence[Finding]]:
        data = self.workspace.read_lock()
        return ({}, ()) if data is None else read_lock(data, self.workspace.lock_place)


def _require_versions(process: Process) -> None:
    """What is released never changes, so it cannot call whatever version is the newest."""
    floating = [e for e in process.elements.values() if isinstance(e, CallActivity) and e.floating]
    if floating:
        calls = [f"{call.id}: {call.called.name}@{call.called.version}" for call in floating]
        raise refused("release_floats", process=_full_name(process), calls=calls)


def _status(process: Process, lock: Lock) -> Status:
    digest = lock.get((process.name, process.version))
    if digest is None:
        return "draft"
    return "released" if digest == process.digest else "changed"


def _full_name(process: Process) -> str:
    return f"{process.name}@{process.version}"


def _placed(finding: Finding, selection: Selection) -> Finding:
    return replace(finding, file=selection.places.get(finding.file, finding.file))
