"""The definitions that histories have to be of: as the files are today, and as they were released."""

from functools import cache
from pathlib import Path

from activities.catalogue import catalogue
from adapters.definition_files import read_definitions
from engine.compiler import compile_definitions
from engine.compiler.lock import read_lock
from engine.model import Process

DEFINITIONS = Path(__file__).parents[2] / "definitions"
LOCK = DEFINITIONS / "definitions.lock"


@cache
def today() -> tuple[Process, ...]:
    """The definitions as they are, by name and version."""
    signatures = {name: service.signature for name, service in catalogue().items()}
    library = compile_definitions(read_definitions(DEFINITIONS), signatures)
    assert not library.errors, [str(finding) for finding in library.errors]
    return tuple(process for _, process in sorted(library.processes.items()))


def released() -> set[str]:
    """The digests that were released."""
    lock, _ = read_lock(LOCK.read_bytes() if LOCK.exists() else b"", str(LOCK))
    return set(lock.values())
