"""Which version of a process new orders take."""

from engine.compiler import Library
from engine.compiler.lock import Lock
from engine.model import Process


def newest_startable(library: Library, lock: Lock, name: str) -> Process | None:
    """The version that new orders take: the newest released one, or the newest draft where none is."""
    versions = sorted(version for found, version in library.processes if found == name)
    released = [v for v in versions if lock.get((name, v)) == library.processes[name, v].digest]
    chosen = (released or versions)[-1:]
    return library.processes[name, chosen[0]] if chosen else None
