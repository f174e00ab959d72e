"""Reads a broken document as far as it goes, so that one mistake does not hide the others.

Pydantic says what does not fit. Each such place is mended in a copy: a misspelt field gets the name that was
probably meant, an unknown one is left out, a value that does not fit is replaced by a harmless one. Then
the copy is read again. Nothing that was mended may ever run; it is there to find what else is wrong.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from engine.feel import nearest
from engine.language.authoring.doubts import Doubts
from engine.language.authoring.harmless import ABSENT, Attempt, harmless, likely_type
from engine.language.authoring.problems import findings_of, meant_field, path_of
from engine.language.authoring.reading import Kind, place_parts
from engine.language.document import Document
from engine.language.places import Path
from engine.values import Finding

_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Mended(Generic[Kind]):
    """What could be read of a document, everything that was wrong with its shape, and what that may cause.

    ``authored`` is None when nothing could be made of it; it is what the author wrote only if there are no
    ``findings``. ``document`` knows the places of what was mended too.
    """

    authored: Kind | None
    document: Document
    findings: list[Finding]
    doubts: Doubts


def read_mended(kind: type[Kind], document: Document, gaps: Iterable[str] = ()) -> Mended[Kind]:
    """The document as an authoring object whose parts know their places, mended where that was needed.

    ``gaps`` are paths at which something could not be read, and has a finding already.
    """
    doubts = Doubts()
    for gap in gaps:
        doubts.take_shown(gap)
    return _Mending(kind, document, doubts).read()


class _Mending(Generic[Kind]):
    def __init__(self, kind: type[Kind], document: Document, doubts: Doubts) -> None:
        self._kind = kind
        self._document = replace(
            document, value=_copy(document.value), marks={**document.marks}, keys={**document.keys}
        )
        self._findings: list[Finding] = []
        self._doubts = doubts
        self._tried: dict[Path, Iterator[Attempt]] = {}

    def read(self) -> Mended[Kind]:
        """Read and mend until it fits."""
        authored: Kind | None = None
        for _ in range(_ROUNDS):
            classes: dict[int, type[BaseModel]] = {}
            try:
                authored = self._kind.model_validate(self._document.value, context=classes)
                break
            except ValidationError as error:
                problems = error.errors(include_url=False, include_context=True)
                self._report(problems, classes)
                if not self._mend(problems, classes):
                    break
        if authored is not None:
            place_parts(authored)
        findings = sorted(set(self._findings), key=lambda f: (f.line, f.column, f.code))
        return Mended(authored, self._document, findings, self._doubts)

    def _report(self, problems: list[ErrorDetails], classes: dict[int, type[BaseModel]]) -> None:
        found = findings_of(problems, self._document, classes)
        self._findings += [finding for finding in found if not self._doubts.follow(finding)]

    def _mend(self, problems: list[ErrorDetails], classes: dict[int, type[BaseModel]]) -> bool:
        """Whether anything could be done. Names first: a field that was misspelt is not missing."""
        rest = [p for p in problems if not (self._renamed(p, classes) or self._retyped(p))]
        holes = dict.fromkeys(hole for p in rest if (hole := self._hole(p)) is not None)
        if () in holes:
            return False
        outermost = [h for h in holes if not any(h[:length] in holes for length in range(len(h)))]
        mended = [self._fill(hole, rest) for hole in outermost]
        return all(mended)

    def _renamed(self, problem: ErrorDetails, classes: dict[int, type[BaseModel]]) -> bool:
        path = path_of(problem)
        match problem["type"]:
            case "extra_forbidden":
                meant = meant_field(path, self._document, classes)
            case "union_tag_not_found" if isinstance(problem["input"], dict):
                key = nearest("type", [key for key in problem["input"] if isinstance(key, str)])
                path, meant = (*path, key or ""), "type" if key else None
            case _:
                return False
        parent = self._at(path[:-1])
        if not isinstance(parent, dict) or path[-1] not in parent:
            return problem["type"] == "extra_forbidden"
        if meant and meant not in parent and not self._in_stand_in(path):
            parent[meant] = parent.pop(path[-1])
            self._document = _also_at(self._document, path, (*path[:-1], meant))
            return True
        if problem["type"] == "extra_forbidden":
            self._doubts.take(path, parent.pop(path[-1]))
        return problem["type"] == "extra_forbidden"

    def _in_stand_in(self, path: Path) -> bool:
        """Whether a path leads into something that was put there in mending."""
        return any(path[:length] in self._tried for length in range(len(path)))

    def _retyped(self, problem: ErrorDetails) -> bool:
        """An element of no known type becomes one of the type that was probably meant."""
        path, element = path_of(problem), problem["input"]
        place = (*path, "type")
        if (
            not problem["type"].startswith("union_tag")
            or not isinstance(element, dict)
            or place in self._tried
        ):
            return False
        likely = (
            likely_type(element)
            if "<serviceTask>" in str(problem.get("ctx", "")) or "type" not in element
            else None
        )
        if likely is None:
            return False
        self._tried[place] = iter(())
        self._doubts.take(place, None)
        element["type"] = likely
        return True

    def _hole(self, problem: ErrorDetails) -> Path | None:
        """The path whose value has to go. None when the problem has gone with another one."""
        path = path_of(problem)
        if path[-1:] == ("[key]",):
            path = path[:-1]
        for length in range(len(path) + 1):
            if path[:length] in self._tried:
                return path[:length]
        if problem["type"] == "missing":
            parent = self._at(path[:-1])
            return path if isinstance(parent, dict) and path[-1] not in parent else None
        while path and self._at(path) is ABSENT:  # the tail names an alternative of a union
            path = path[:-1]
        return path

    def _fill(self, path: Path, problems: list[ErrorDetails]) -> bool:
        """Put the next harmless value there; what is around it, when there is none left."""
        parent, last = self._at(path[:-1]), path[-1]
        if parent is ABSENT:
            return True  # what is around it has gone already
        old = self._at(path)
        if path not in self._tried:
            about = {p["type"] for p in problems if path_of(p) == path}
            self._tried[path] = harmless(old, parent, about, number=len(self._tried))
        value, fields = next(self._tried[path], (None, None))
        if value is None:
            return len(path) > 1 and self._fill(path[:-1], problems)
        for taken in [path] if fields is None else [(*path, field) for field in fields]:
            was = self._at(taken)
            self._doubts.take(taken, None if was is ABSENT else was, self._owner(taken))
        if value is ABSENT:
            parent.pop(last, None)
        else:
            parent[last] = value
        return True

    def _owner(self, path: Path) -> str:
        """The id of the nearest element around."""
        for length in range(len(path) - 1, 0, -1):
            around = self._at(path[:length])
            if isinstance(around, dict) and isinstance(around.get("id"), str):
                return str(around["id"])
        return ""

    def _at(self, path: Path) -> Any:
        value: Any = self._document.value
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return ABSENT
        return value


def _copy(value: Any) -> Any:
    match value:
        case dict():
            return {key: _copy(item) for key, item in value.items()}
        case list():
            return [_copy(item) for item in value]
        case _:
            return value


def _also_at(document: Document, written: Path, meant: Path) -> Document:
    """The document, in which what was written at one path is found at another one too."""
    size = len(written)

    def moved(places: Any) -> Any:
        return places | {(*meant, *p[size:]): mark for p, mark in places.items() if p[:size] == written}

    return replace(document, marks=moved(document.marks), keys=moved(document.keys))
