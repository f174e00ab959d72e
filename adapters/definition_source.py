"""The port ``Definitions``: files, published to the registry so that every worker can resolve them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adapters.definition_registry import DefinitionRegistry, UnknownDigestError
from application.ports.definitions import DefinitionId
from application.startable import is_changed, newest_startable
from engine.compiler import Library
from engine.compiler.lock import Lock
from engine.model import Process


@dataclass(slots=True)
class PublishedDefinitions:
    """Compiles what is asked for, and publishes it in somebody's name: nobody who submits an order waits for
    the compilation of processes that it does not take."""

    registry: DefinitionRegistry
    files: Mapping[str, bytes]
    lock: Lock
    by: str
    _libraries: dict[str | None, Library] = field(default_factory=dict)

    def find(self, name: str, version: int | None = None) -> DefinitionId | None:
        """As Definitions."""
        library = self._published(name)
        newest = newest_startable(library, self.lock, name)
        process = newest if version is None else library.processes.get((name, version))
        if process is None or is_changed(process, self.lock):
            return None
        return DefinitionId(process.name, process.version, process.digest)

    def names(self) -> Sequence[str]:
        """As Definitions."""
        return sorted({name for name, _ in self._published(None).processes})

    def process(self, digest: str) -> Process | None:
        """As Definitions; looks into the registry only, so that looking never publishes."""
        try:
            return self.registry.resolve(digest)
        except UnknownDigestError:
            return None

    def _published(self, process: str | None) -> Library:
        """What was published for this process; for all of them with None."""
        if process not in self._libraries:
            self._libraries[process] = self.registry.publish(self.files, self.by, process)
        return self._libraries[process]
