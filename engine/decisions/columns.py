"""The columns of a table as analysis sees them: which rules hold where in the column's domain."""

from bisect import bisect_right
from dataclasses import dataclass

from engine.decisions.cells import plain_cell
from engine.decisions.domains import Atoms, Domain, domain_of
from engine.decisions.model import rule_indexes
from engine.decisions.source import TableSource
from engine.feel.reading import Reading


@dataclass(frozen=True, slots=True)
class Column:
    """``cells`` has the atoms of each rule.

    The domain is a row of stretches: on each the same rules hold (``holders``, a set of rules as bits),
    and the next one begins where a cell begins or ends. ``starts`` has their first atoms.
    """

    label: str
    domain: Domain
    cells: tuple[Atoms, ...]
    starts: tuple[int, ...]
    holders: tuple[int, ...]

    def classes(self) -> dict[int, Atoms]:
        """Sets of rules with all the possible atoms on which just these hold."""
        found: dict[int, Atoms] = {}
        ends = (*self.starts[1:], self.domain.possible.bit_length())
        for start, end, rules in zip(self.starts, ends, self.holders, strict=True):
            atoms = self.domain.possible & ((1 << end) - (1 << start))
            if atoms:
                found[rules] = found.get(rules, 0) | atoms
        return found

    def stretches(self, atoms: Atoms) -> list[tuple[int, int]]:
        """The stretches that a cell consists of: neighbours as (first, after last)."""
        edges = rule_indexes(atoms ^ atoms << 1)
        places = [bisect_right(self.starts, edge - 1) for edge in edges]
        return list(zip(places[::2], places[1::2], strict=True))


def columns_of(source: TableSource, reading: Reading) -> tuple[int, list[Column]]:
    """The columns, and the rules all of whose cells can be looked through; no columns if one cannot."""
    plain = (1 << len(source.rules)) - 1
    columns = []
    for index, column in enumerate(source.inputs):
        texts = [rule.inputs[index].strip() or "-" for rule in source.rules]
        cells = {
            text: plain_cell(reading.tests_or_none(text)) for text in dict.fromkeys(texts) if text != "-"
        }
        allowed = plain_cell(reading.tests_or_none(column.allowed)) if column.allowed else None
        domain = domain_of([cell for cell in cells.values() if cell], allowed)
        if domain is None:
            return 0, []
        atoms = {text: domain.atoms(cell) if cell else 0 for text, cell in cells.items()}
        atoms["-"] = domain.possible
        for rule, text in enumerate(texts):
            if text != "-" and cells[text] is None:
                plain &= ~(1 << rule)
        rows = tuple(atoms[text] for text in texts)
        columns.append(Column(column.label or column.expression, domain, rows, *_stretches(rows)))
    return plain, columns


def _stretches(rows: tuple[Atoms, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A sweep over the ends of the cells, each seen once."""
    rules_by_cell: dict[Atoms, int] = {}
    for rule, atoms in enumerate(rows):
        rules_by_cell[atoms] = rules_by_cell.get(atoms, 0) | 1 << rule
    ends: dict[int, int] = {0: 0}
    for atoms, rules in rules_by_cell.items():
        for atom in rule_indexes(atoms ^ atoms << 1):
            ends[atom] = ends.get(atom, 0) ^ rules
    starts = sorted(ends)
    holders = []
    holding = 0
    for start in starts:
        holding ^= ends[start]
        holders.append(holding)
    return tuple(starts), tuple(holders)
