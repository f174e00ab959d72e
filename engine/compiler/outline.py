"""What a process declares, gathered before anything in it is compiled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.compiler.report import Report
from engine.compiler.scope import RESERVED
from engine.language.authoring.activities import ScriptTask, SubProcess, UserTask
from engine.language.authoring.base import Authored
from engine.language.authoring.elements import Named
from engine.language.authoring.events import Unnamed
from engine.language.authoring.handlers import Handler
from engine.language.authoring.markers import MultiInstance
from engine.language.authoring.process import Process


@dataclass(frozen=True, slots=True)
class Outline:
    """Every element by id, every path that something writes, and all ``parts`` in the document's order."""

    elements: Mapping[str, Named | Unnamed]
    written: frozenset[tuple[str, ...]]
    parts: tuple[Authored, ...]

    @property
    def ids(self) -> list[str]:
        """All ids, in the order of the document."""
        return list(self.elements)

    def of_kind(self, kind: type[Authored]) -> list[str]:
        """The ids of all elements of a kind."""
        return [name for name, element in self.elements.items() if isinstance(element, kind)]


def outline(process: Process, report: Report) -> Outline:
    """Gather ids; findings for those that are used twice, reserved, or names of variables too."""
    elements: dict[str, Named | Unnamed] = {}
    handlers: set[str] = set()
    parts = tuple(parts_of(process))
    variables = _variables(process, parts)
    for part in parts:
        if not isinstance(part, Named | Unnamed | Handler) or part.id is None:
            continue
        _check_id(part.id, part, variables, elements.keys() | handlers, report)
        if isinstance(part, Handler):
            handlers.add(part.id)
        else:
            elements.setdefault(part.id, part)
    _check_variables(process, parts, report)
    return Outline(elements, frozenset(_written(parts)), parts)


def parts_of(value: Any) -> list[Authored]:
    """Every authoring object inside a value, the value itself first."""
    found: list[Authored] = []
    ahead = [value]
    while ahead:
        item = ahead.pop()
        if isinstance(item, Authored):
            found.append(item)
            ahead += reversed(item.__dict__.values())
        elif isinstance(item, list):
            ahead += reversed(item)
        elif isinstance(item, dict):
            ahead += reversed(item.values())
    return found


def _variables(process: Process, parts: tuple[Authored, ...]) -> set[str]:
    names = {*process.input, *process.variables}
    for part in parts:
        if isinstance(part, SubProcess):
            names |= part.variables.keys()
        if isinstance(part, MultiInstance):
            names.add(part.as_)
    return names


def _check_id(identity: str, part: Authored, variables: set[str], taken: set[str], report: Report) -> None:
    path = (*part.place, "id")
    if identity in taken:
        report.error("duplicate-id", f"the id `{identity}` is used twice", "rename one of the two", path)
    if identity in variables:
        message = f"`{identity}` is a variable as well; ids and variables share their names"
        report.error("id-is-variable", message, "rename one of the two", path)
    if identity in RESERVED:
        report.error("reserved-name", f"`{identity}` is a name of the language", "choose another id", path)


def _check_variables(process: Process, parts: tuple[Authored, ...], report: Report) -> None:
    for part in parts:
        if isinstance(part, Process | SubProcess):
            for name in part.variables.keys() & RESERVED:
                _reserved(name, (*part.place, "variables", name), report)
            for name in part.variables.keys() & process.input.keys():
                path = (*part.place, "variables", name)
                report.error(
                    "duplicate-variable", f"`{name}` is an input already", "rename it", path, key=True
                )
    for name in process.input.keys() & RESERVED:
        _reserved(name, ("input", name), report)


def _reserved(name: str, path: tuple[str | int, ...], report: Report) -> None:
    message = f"`{name}` is a name of the language"
    report.error("reserved-name", message, "choose another name", path, key=True)


def _written(parts: tuple[Authored, ...]) -> Iterator[tuple[str, ...]]:
    """Paths that outputs, scripts and forms write, and all that lead to them."""
    for part in parts:
        for path in _paths_of(part):
            steps = path.removesuffix("+").split(".")
            yield from (tuple(steps[:length]) for length in range(1, len(steps) + 1))


def _paths_of(part: Authored) -> Iterator[str]:
    if isinstance(part, ScriptTask):
        yield from part.set
    if isinstance(part, UserTask):
        yield from part.changes
    output = getattr(part, "output", None)
    if isinstance(output, dict):
        yield from output
