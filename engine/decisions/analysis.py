"""Gaps and overlaps of a table's rules, found before the table ever decides.

Each column cuts its domain into atoms and knows which rules hold on each: a set of rules as bits. A
gap is a choice of one atom a column whose sets have nothing in common; two rules overlap when they
share an atom in every column. Cells with expressions of their own are not looked through.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.decisions.cells import plain_cell
from engine.decisions.domains import Atoms, Domain, domain_of
from engine.decisions.model import rule_indexes
from engine.decisions.source import TableSource
from engine.values import Finding

MAX_REPORTED = 10
MAX_VISITS = 50_000
_SINGLE_HIT = ("U", "A", "P", "F")


@dataclass(frozen=True, slots=True)
class Column:
    """``cells`` has the atoms of each rule; ``classes`` the atoms on which the same rules hold."""

    label: str
    domain: Domain
    cells: tuple[Atoms, ...]
    classes: tuple[tuple[int, Atoms], ...]


def analyse(source: TableSource) -> list[Finding]:
    """Warnings: gaps where one rule should fire, overlaps where only one may, rules that never fire."""
    if not source.inputs or not source.rules:
        return []
    plain, columns = _columns(source)
    findings: list[Finding] = []
    if source.hit_policy in _SINGLE_HIT and not all(output.default for output in source.outputs):
        findings += _gaps(columns, plain == (1 << len(source.rules)) - 1)
    if source.hit_policy in ("U", "A"):
        findings += _overlaps(source, columns, plain)
    if source.hit_policy == "F":
        findings += _hidden(columns, plain)
    return findings


def _columns(source: TableSource) -> tuple[int, list[Column]]:
    """The columns, and the rules all of whose cells can be looked through."""
    plain = (1 << len(source.rules)) - 1
    columns = []
    for index, column in enumerate(source.inputs):
        texts = [rule.inputs[index].strip() or "-" for rule in source.rules]
        cells = {text: plain_cell(text) for text in dict.fromkeys(texts) if text != "-"}
        allowed = plain_cell(column.allowed) if column.allowed else None
        known = [cell for cell in cells.values() if cell]
        domain = domain_of(known, allowed)
        if domain is None:
            return 0, []
        atoms = {text: domain.atoms(cell) if cell else 0 for text, cell in cells.items()}
        atoms["-"] = domain.possible
        for rule, text in enumerate(texts):
            if text != "-" and cells[text] is None:
                plain &= ~(1 << rule)
        rows = tuple(atoms[text] for text in texts)
        columns.append(Column(column.label or column.expression, domain, rows, _classes(domain, rows)))
    return plain, columns


def _classes(domain: Domain, rows: tuple[Atoms, ...]) -> tuple[tuple[int, Atoms], ...]:
    """Atoms grouped by the rules that hold on them: a sweep over the ends of the cells, each seen once."""
    rules_by_cell: dict[Atoms, int] = {}
    for rule, atoms in enumerate(rows):
        rules_by_cell[atoms] = rules_by_cell.get(atoms, 0) | 1 << rule
    ends: dict[int, int] = {}
    for atoms, holders in rules_by_cell.items():
        for atom in rule_indexes(atoms ^ atoms << 1):
            ends[atom] = ends.get(atom, 0) ^ holders
    classes: dict[int, Atoms] = {}
    rules = 0
    for atom in range(domain.possible.bit_length()):
        rules ^= ends.get(atom, 0)
        if domain.possible >> atom & 1:
            classes[rules] = classes.get(rules, 0) | 1 << atom
    return tuple(classes.items())


def _gaps(columns: list[Column], complete: bool) -> list[Finding]:
    """Not reported at all when a rule could not be looked through: it might fill the gap."""
    if not complete or not columns:
        return []
    findings: list[Finding] = []
    for gap in _uncovered(columns):
        if len(findings) == MAX_REPORTED:
            break
        parts = [f"{column.label} {column.domain.describe(atoms)}" for column, atoms in gap]
        message = f"no rule for {', '.join(parts)}"
        findings.append(Finding("decision-gap", message, "add a rule or a default", severity="warning"))
    return findings


def _uncovered(columns: list[Column]) -> Iterator[list[tuple[Column, Atoms]]]:
    """Boxes that no rule covers. Stops after MAX_VISITS steps: a check must end."""
    covered: set[tuple[int, int]] = set()
    visits = 0
    pending: list[tuple[int, int, list[tuple[Column, Atoms]]]] = [(0, -1, [])]
    while pending and visits < MAX_VISITS:
        depth, rules, box = pending.pop()
        if rules == 0:
            yield box
            continue
        if depth == len(columns) or (depth, rules) in covered:
            continue
        covered.add((depth, rules))
        for holders, atoms in reversed(columns[depth].classes):
            visits += 1
            pending.append((depth + 1, rules & holders, [*box, (columns[depth], atoms)]))


def _overlaps(source: TableSource, columns: list[Column], plain: int) -> list[Finding]:
    findings: list[Finding] = []
    for rule in rule_indexes(plain):
        others = plain & ~((1 << rule + 1) - 1)
        for column in columns:
            others &= _sharing(column, rule) if others else 0
        for other in rule_indexes(others):
            if source.hit_policy == "A" and source.rules[rule].outputs == source.rules[other].outputs:
                continue
            if len(findings) == MAX_REPORTED:
                return findings
            findings.append(_overlap(columns, rule, other))
    return findings


def _sharing(column: Column, rule: int) -> int:
    """The rules that share an atom with this one."""
    shared = 0
    for holders, atoms in column.classes:
        if atoms & column.cells[rule]:
            shared |= holders
    return shared


def _overlap(columns: list[Column], rule: int, other: int) -> Finding:
    parts = [
        f"{column.label} {column.domain.describe(column.cells[rule] & column.cells[other])}"
        for column in columns
    ]
    message = f"rules {rule + 1} and {other + 1} both fire for {', '.join(parts)}"
    cure = "make them exclude each other, or choose another hit policy"
    return Finding("decision-overlap", message, cure, path=f"rules[{other}]", severity="warning")


def _hidden(columns: list[Column], plain: int) -> list[Finding]:
    """Rules that one earlier rule covers completely."""
    findings: list[Finding] = []
    for rule in rule_indexes(plain):
        covering = plain & ((1 << rule) - 1)
        for column in columns:
            for holders, atoms in column.classes if covering else ():
                if atoms & column.cells[rule]:
                    covering &= holders
                    if not covering:
                        break
        if covering and len(findings) < MAX_REPORTED:
            first = rule_indexes(covering)[0] + 1
            message = f"rule {rule + 1} never fires: rule {first} comes first and covers it"
            path = f"rules[{rule}]"
            findings.append(
                Finding("decision-hidden-rule", message, "change their order", path=path, severity="warning")
            )
    return findings
