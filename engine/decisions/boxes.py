"""Boxed expressions as they are written (DMN 1.5, 10.2): readers of YAML and of .dmn files make them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from engine.decisions.source import TableSource


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its path in the document, and line and column from 1 (0: unknown).

    ``block``: the lines of a text stand below this one, with columns of their own; ``column`` is then what
    to add to those of the first.
    """

    path: str = ""
    line: int = 0
    column: int = 0
    block: bool = False

    def inside(self, line: int, column: int) -> "Place":
        """The place of a character of the text that stands here, given its line and column in the text."""
        if self.block:
            return Place(self.path, self.line + line, column + (self.column if line == 1 else 0))
        if line > 1:
            return Place(self.path, self.line + line - 1, column)
        return Place(self.path, self.line, self.column + column - 1)


NOWHERE = Place()
Quantifier: TypeAlias = Literal["some", "every"]


@dataclass(frozen=True, slots=True)
class LiteralBox:
    """A FEEL expression; an empty text is null. ``type`` is the name of a type, everywhere here."""

    text: str
    place: Place = NOWHERE
    type: str = ""


@dataclass(frozen=True, slots=True)
class TableBox:
    """A decision table; ``locate`` gives the place of a path like ``rules[2].inputs[0]``."""

    table: TableSource
    place: Place = NOWHERE
    type: str = ""
    locate: Callable[[str], Place] = field(default=lambda _path: NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A named part: of a context, or an argument of an invocation. Without a box its value is null."""

    name: str
    box: "Box | None"
    type: str = ""


@dataclass(frozen=True, slots=True)
class ContextBox:
    """Entries, each seeing those before it. With a ``result`` that is the value, else the context is."""

    entries: tuple[Entry, ...]
    result: "Box | None" = None
    place: Place = NOWHERE
    type: str = ""


@dataclass(frozen=True, slots=True)
class ListBox:
    """A list of boxed expressions."""

    items: tuple["Box", ...]
    place: Place = NOWHERE
    type: str = ""


@dataclass(frozen=True, slots=True)
class RelationBox:
    """A list of contexts, written as a table: columns with name and type, rows of boxed expressions."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple["Box", ...], ...]
    place: Place = NOWHERE
    type: str = ""


@dataclass(frozen=True, slots=True)
class FunctionBox:
    """A function: parameters with name and type, a body; ``type`` is its result's.

    ``kind``: ``FEEL``, or ``Java`` and ``PMML``, which are never run: calling them gives null.
    """

    parameters: tuple[tuple[str, str], ...]
    body: "Box | None"
    kind: str = "FEEL"
    place: Place = NOWHERE
    type: str = ""


@dataclass(frozen=True, slots=True)
class InvocationBox:
    """A call with named arguments."""

    function: "Box"
    arguments: tuple[Entry, ...]
    place: Place = NOWHERE
    type: str = ""


@dataclass(frozen=True, slots=True)
class ConditionalBox:
    """If, then, else (DMN 1.4)."""

    condition: "Box"
    then: "Box"
    otherwise: "Box"
    place: Place = NOWHERE
    type: str = ""


@dataclass(frozen=True, slots=True)
class FilterBox:
    """The elements of a list that match (DMN 1.4); ``item`` is the element."""

    collection: "Box"
    match: "Box"
    place: Place = NOWHERE
    type: str = ""


@dataclass(frozen=True, slots=True)
class ForBox:
    """One value for each element (DMN 1.4)."""

    variable: str
    collection: "Box"
    body: "Box"
    place: Place = NOWHERE
    type: str = ""


@dataclass(frozen=True, slots=True)
class QuantifiedBox:
    """Whether some or every element satisfies a condition (DMN 1.4)."""

    quantifier: Quantifier
    variable: str
    collection: "Box"
    condition: "Box"
    place: Place = NOWHERE
    type: str = ""


Box: TypeAlias = (
    LiteralBox
    | TableBox
    | ContextBox
    | ListBox
    | RelationBox
    | FunctionBox
    | InvocationBox
    | ConditionalBox
    | FilterBox
    | ForBox
    | QuantifiedBox
)
