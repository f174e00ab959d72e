"""A YAML document with the place of everything in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.language.places import Mark, Path, show_path
from engine.values import Finding, Value


@dataclass(frozen=True, slots=True)
class Document:
    """A value read from a file, with the place of every value (``marks``) and of every key (``keys``)."""

    file: str
    value: Value
    marks: Mapping[Path, Mark] = field(repr=False)
    keys: Mapping[Path, Mark] = field(repr=False)

    def mark(self, path: Path, *, key: bool = False) -> Mark:
        """Where the value at a path stands, or its key; the nearest value around it when it is not there."""
        if key and path in self.keys:
            return self.keys[path]
        for length in range(len(path), -1, -1):
            if found := self.marks.get(path[:length]):
                return found
        return Mark(1, 1)

    def at(self, finding: Finding, path: Path, *, key: bool = False) -> Finding:
        """The finding at the place of a path."""
        mark = self.mark(path, key=key)
        return finding.at(self.file, mark.line, mark.column, show_path(path))
