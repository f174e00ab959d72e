"""The port ``Definitions``: files, published to the registry so that every worker can resolve them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adapters.definition_registry import DefinitionRegistry, UnknownDigestError
from application.ports.definitions import DefinitionId
from application.startable import newest_startable
from engine.compiler import Library
from engine.compiler.lock import Lock
from engine.model import Process


@dataclass(slots=True)
class PublishedDefinitions:
    """Compiles the files when first asked, and publishes them in somebody's name."""

    registry: DefinitionRegistry
    files: Mapping[str, bytes]
    lock: Lock
    by: str
    _library: Library | None = field(default=None)

    def find(self, name: str, version: int | None = None) -> DefinitionId | None:
        """As Definitions."""
        library = self._published()
        newest = newest_startable(library, self.lock, name)
        process = newest if version is None else library.processes.get((name, version))
        return None if process is None else DefinitionId(process.name, process.version, process.digest)

    def names(self) -> Sequence[str]:
        """As Definitions."""
        return sorted({name for name, _ in self._published().processes})

    def process(self, digest: str) -> Process | None:
        """As Definitions; looks into the registry only, so that looking never publishes."""
        try:
            return self.registry.resolve(digest)
        except UnknownDigestError:
            return None

    def _published(self) -> Library:
        if self._library is None:
            self._library = self.registry.publish(self.files, self.by)
        return self._library
