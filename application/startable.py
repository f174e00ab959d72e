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
    named = [process for process in library.processes.values() if process.name == name]
    sound = [process for process in named if not is_changed(process, lock)]
    released = [process for process in sound if (name, process.version) in lock]
    return max(released or sound, key=lambda process: process.version, default=None)
