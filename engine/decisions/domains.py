"""What the cells of one column can tell apart: its domain, cut into atoms that no cell divides.

Ordered values: the points that cells mention and the gaps between them. Texts and booleans: the
mentioned values, and "anything else". Sets of atoms are integers: bit 0 is the first atom.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from engine.decisions.cells import Cell, Condition, conditions_of
from engine.feel import kind_of
from engine.feel.library.spelling import spell
from engine.feel.run import Run

Atoms: TypeAlias = int
MAX_RUNS = 3


@dataclass(frozen=True, slots=True)
class Domain:
    """``points`` in order; for an ordered domain atom 2i+1 is point i and the even ones are the gaps.

    Otherwise atom i is point i, and the last one, if ``open``, is anything else. ``places`` has the index
    of each point.
    """

    points: tuple[Any, ...]
    ordered: bool
    open: bool
    possible: Atoms
    places: Mapping[Any, int] = field(repr=False, compare=False)

    @property
    def everything(self) -> Atoms:
        """All atoms, allowed or not."""
        size = 2 * len(self.points) + 1 if self.ordered else len(self.points) + self.open
        return (1 << size) - 1

    def atoms(self, cell: Cell) -> Atoms:
        """The possible atoms that satisfy a cell."""
        found = 0
        for condition in cell.conditions:
            found |= self._ordered_atoms(condition) if self.ordered else self._equal_atoms(condition)
        return (self.everything & ~found if cell.negated else found) & self.possible

    def _equal_atoms(self, condition: Condition) -> Atoms:
        point = 1 << self.places[condition.value]
        return self.everything & ~point if condition.operator == "!=" else point

    def _ordered_atoms(self, condition: Condition) -> Atoms:
        point = 2 * self.places[condition.value] + 1
        below, exact = (1 << point) - 1, 1 << point
        above = self.everything & ~below & ~exact
        match condition.operator:
            case "<":
                return below & self._lower(condition)
            case "<=":
                return (below | exact) & self._lower(condition)
            case ">":
                return above
            case ">=":
                return above | exact
            case "!=":
                return above | below
            case _:
                return exact

    def _lower(self, condition: Condition) -> Atoms:
        """The other end of an interval, whose upper end this condition is."""
        return self.everything if condition.lower is None else self._ordered_atoms(condition.lower)

    def describe(self, atoms: Atoms) -> str:
        """A readable condition for the atoms, at most MAX_RUNS parts of it."""
        runs = list(self._runs(atoms))
        more = " or …" if len(runs) > MAX_RUNS else ""
        return " or ".join(runs[:MAX_RUNS]) + more

    def _runs(self, atoms: Atoms) -> Iterator[str]:
        """Neighbouring atoms as one condition."""
        while atoms:
            first = last = (atoms & -atoms).bit_length() - 1
            while self.ordered and atoms >> (last + 1) & 1:
                last += 1
            yield self._describe_run(first, last) if self.ordered else self._describe_value(first)
            atoms &= -1 << (last + 1)

    def _describe_value(self, atom: int) -> str:
        if atom < len(self.points):
            return f"= {_text(self.points[atom])}"
        return f"not in ({', '.join(map(_text, self.points))})"

    def _describe_run(self, first: int, last: int) -> str:
        if first == last and first % 2:
            return f"= {_text(self.points[first // 2])}"
        low = "" if first == 0 else f"{'>=' if first % 2 else '>'} {_text(self.points[(first - 1) // 2])}"
        top = 2 * len(self.points)
        high = "" if last == top else f"{'<=' if last % 2 else '<'} {_text(self.points[last // 2])}"
        return " and ".join(part for part in (low, high) if part) or "anything"


def domain_of(cells: Sequence[Cell], allowed: Cell | None) -> Domain | None:
    """The domain of a column; None when its cells mention kinds that do not go together."""
    mentioned = [end for cell in (*cells, *([allowed] if allowed else [])) for end in conditions_of(cell)]
    values = dict.fromkeys((kind_of(end.value), end.value) for end in mentioned)
    kinds = dict.fromkeys(kind for kind, _ in values if kind != "null")
    if len(kinds) > 1:
        return None
    kind = next(iter(kinds), "null")
    in_order = any(end.operator not in ("=", "!=") for end in mentioned)
    ordered = (in_order or kind not in ("string", "boolean")) and ("null", None) not in values
    if in_order and not ordered:
        return None
    if kind == "boolean":
        values |= dict.fromkeys([("boolean", True), ("boolean", False)])
    points = tuple(sorted((value for _, value in values), key=lambda value: (value is None, value)))
    places = {value: place for place, value in enumerate(points)}
    domain = Domain(points, ordered and kind != "boolean", kind != "boolean", -1, places)
    possible = domain.everything if allowed is None else domain.atoms(allowed)
    return Domain(points, domain.ordered, domain.open, possible, places)


def _text(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else spell(Run(1000, None), value)
