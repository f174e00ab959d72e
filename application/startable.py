"""Which version of a process new orders take."""

from engine.compiler import Library
from engine.compiler.lock import Lock
from engine.model import Process


def is_changed(process: Process, lock: Lock) -> bool:
    """Whether it was released, and is not what was released then."""
    return lock.get((process.name, process.version), process.digest) != process.digest


def newest_startable(library: Library, lock: Lock, name: str) -> Process | None:
    """The version that new orders take: the newest released one, or the newest draft where none is. One that
    was changed after its release is neither."""
    versions = sorted(version for found, version in library.processes if found == name)
    released = [v for v in versions if lock.get((name, v)) == library.processes[name, v].digest]
    drafts = [v for v in versions if (name, v) not in lock]
    chosen = (released or drafts)[-1:]
    return library.processes[name, chosen[0]] if chosen else None
