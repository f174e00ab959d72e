"""The process under construction: flows and elements so far, and where each came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from engine.compiler.deadlines import Deadlines
from engine.compiler.formulas import Formulas
from engine.compiler.known import Known
from engine.compiler.outline import Outline
from engine.compiler.report import Report, did_you_mean
from engine.compiler.scope import Scope
from engine.language.authoring.process import Process
from engine.language.places import Path
from engine.model import Element, Flow, Handler, Place

if TYPE_CHECKING:
    from engine.compiler.callees import Callee

Role = Literal["main", "branch", "event", "body", "handler", "compensation"]


@dataclass(frozen=True, slots=True)
class FlowPlace:
    """Where a flow hangs: below which element (None: the process), in which role, for which handler."""

    key: str
    role: Role
    owner: str | None = None
    handler: Handler | None = None


@dataclass(slots=True)
class Draft:
    """Filled by the compiling functions, read by the proofs."""

    process: Process
    known: Known
    report: Report
    outline: Outline
    formulas: Formulas
    deadlines: Deadlines
    flows: dict[str, Flow] = field(default_factory=dict)
    hung: dict[str, FlowPlace] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    handlers: tuple[Handler, ...] = ()
    used_flows: set[str] = field(default_factory=set)
    handler_ids: set[str] = field(default_factory=set)
    callees: dict[str, "Callee"] = field(default_factory=dict)

    def path(self, identity: str, *more: str | int) -> Path:
        """The place in the document of an element, or of something in it."""
        return (*self.paths[identity], *more)

    def writable(self, scope: Scope, steps: tuple[str, ...], path: Path, *, key: bool = False) -> bool:
        """Whether a path may be written from a scope; a finding when not."""
        name = steps[0]
        if scope.may_write(name):
            return True
        if scope.is_read_only(name):
            message = f"`{name}` is a copy of the collection's entry; what is written to it would be lost"
            cure = "collect results with `collect`, and write them behind the multi-instance"
            self.report.error("read-only", message, cure, path, key=key)
        else:
            cure = did_you_mean(name, scope.writable(), "variable")
            self.report.error("undeclared-variable", f"no variable `{name}` is declared", cure, path, key=key)
        return False

    def around(self, flow: str) -> Iterator[FlowPlace]:
        """The flow's place and those of all flows around it, from the inside out."""
        place: FlowPlace | None = self.hung[flow]
        while place is not None:
            yield place
            place = self.hung[self.places[place.owner].flow] if place.owner else None

    def inside(self, element: Element) -> Iterator[Element]:
        """An element and all elements in flows that hang below it."""
        yield element
        for place in self.hung.values():
            if place.owner == element.id:
                for inner in self.flows[place.key].elements:
                    yield from self.inside(inner)
