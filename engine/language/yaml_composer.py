"""Turns the parse events of one YAML document into a value, keeping the place of everything."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from engine.language.document import Document
from engine.language.places import Mark, Path, show_path
from engine.language.scalars import NumberError, plain_value
from engine.language.yaml_errors import QUOTE_CURE
from engine.values import Finding, Value


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be. ``values`` counts what aliases stand for, so that they cannot explode."""

    bytes: int = 4_000_000
    depth: int = 64
    values: int = 500_000


class StopReadingError(Exception):
    """The document is beyond a limit; nothing more is read."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


class Composer:
    """Reads the events up to the end of one document. ``findings`` holds what was wrong on the way."""

    def __init__(self, events: Iterator[Any], file: str, limits: Limits, lines_before: int = 0) -> None:
        self.findings: list[Finding] = []
        self._events, self._file, self._limits = events, file, limits
        self._lines_before = lines_before
        self._marks: dict[Path, Mark] = {}
        self._keys: dict[Path, Mark] = {}
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._values = 0

    def document(self) -> Document:
        """The document whose start event was read last."""
        value = self._value(next(self._events), ())
        return Document(self._file, value, self._marks, self._keys)

    def _value(self, event: Any, path: Path) -> Value:
        self._marks[path] = Mark(*_start(event), getattr(event, "style", None) or "")
        before = self._values
        self._count(1, event, path)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path)
        self._refuse_tag(event, path)
        value = self._node(event, path)
        if event.anchor:
            self._anchors[event.anchor] = (value, self._values - before)
        return value

    def _node(self, event: Any, path: Path) -> Value:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= self._limits.depth:
            self._stop("too-deep", f"nested more than {self._limits.depth} deep", "flatten it", event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(event, path)

    def _scalar(self, event: Any, path: Path) -> Value:
        if not event.implicit[0]:
            return str(event.value)
        try:
            return plain_value(event.value)
        except NumberError as error:
            self._find(error.code, str(error), error.cure, event, path)
            return None

    def _sequence(self, path: Path) -> Value:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, start: Any, path: Path) -> Value:
        entries: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, path)
            place = (*path, key)
            if key in entries:
                self._duplicate(key, event, place)
                self._value(next(self._events), (*path, f"{key} (again)"))
                continue
            self._keys[place] = Mark(*_start(event))
            value_event = next(self._events)
            if start.flow_style and _is_absent(value_event):
                self._split(key, event, place)
            else:
                entries[key] = self._value(value_event, place)
        return entries

    def _key(self, event: Any, path: Path) -> str:
        if isinstance(event, yaml.ScalarEvent):
            if event.value == "<<" and event.implicit[0]:
                self._find(
                    "yaml-merge", "merge keys (<<) are not read", "write the fields out", event, (*path, "<<")
                )
            return str(event.value)
        cure = "use plain text as a key; " + QUOTE_CURE
        self._find("yaml-key", "a mapping or list cannot be a key", cure, event, path)
        self._value(event, (*path, "(key)"))
        return f"(key at line {_start(event)[0]})"

    def _alias(self, event: Any, path: Path) -> Value:
        if event.anchor not in self._anchors:
            self._find(
                "yaml-alias", f"nothing before this is marked &{event.anchor}", QUOTE_CURE, event, path
            )
            return None
        value, size = self._anchors[event.anchor]
        self._count(size, event, path)
        return value

    def _refuse_tag(self, event: Any, path: Path) -> None:
        if event.tag and event.tag != "!":
            cure = "leave the tag out; put a text that starts with ! in quotes"
            self._find("yaml-tag", f"the tag {event.tag} is not read", cure, event, path)

    def _duplicate(self, key: str, event: Any, path: Path) -> None:
        first = self._lines_before + self._keys[path].line
        message = f"the key {key!r} was given in line {first} already"
        self._find("duplicate-key", message, "keep one of the two", event, path)

    def _split(self, key: str, event: Any, path: Path) -> None:
        message = f"{key!r} has no value; a comma inside {{ }} starts a new entry"
        self._find("yaml-split", message, "put the whole value before it in quotes", event, path)

    def _count(self, size: int, event: Any, path: Path) -> None:
        self._values += size
        if self._values > self._limits.values:
            message = f"the document has more than {self._limits.values:,} values"
            self._stop("too-many-values", message, "split it; repeat fewer aliases", event, path)

    def _find(self, code: str, message: str, cure: str, event: Any, path: Path) -> None:
        line, column = _start(event)
        self.findings.append(Finding(code, message, cure, self._file, line, column, show_path(path)))

    def _stop(self, code: str, message: str, cure: str, event: Any, path: Path) -> NoReturn:
        line, column = _start(event)
        raise StopReadingError(Finding(code, message, cure, self._file, line, column, show_path(path)))


def _is_absent(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not (event.value or event.style or event.tag)


def _start(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
