"""Gaps and overlaps of a table's rules, found before the table ever decides.

Each column cuts its domain into atoms and knows which rules hold on each: a set of rules as bits. A
gap is a choice of one atom a column whose sets have nothing in common; two rules overlap when they
share an atom in every column. Cells with expressions of their own are not looked through.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce

from engine.decisions.columns import Column, columns_of
from engine.decisions.domains import Atoms
from engine.decisions.model import rule_indexes
from engine.decisions.source import TableSource
from engine.decisions.spans import Spans, common, together
from engine.feel.reading import Reading
from engine.values import Finding

MAX_REPORTED = 10
MAX_VISITS = 50_000
_SINGLE_HIT = ("U", "A", "P", "F")
_UNSEARCHED = Finding(
    "decision-unsearched",
    f"more combinations than {MAX_VISITS} steps look through: whether a rule is missing is not known",
    "give the outputs a default, or split the table",
    severity="warning",
)


def analyse(source: TableSource, reading: Reading) -> list[Finding]:
    """Warnings: gaps where one rule should fire, overlaps where only one may, rules that never fire."""
    if not source.inputs or not source.rules:
        return []
    plain, columns = columns_of(source, reading)
    findings: list[Finding] = []
    if source.hit_policy in _SINGLE_HIT and not all(output.default for output in source.outputs):
        findings += _gaps(columns, plain == (1 << len(source.rules)) - 1)
    if source.hit_policy in ("U", "A"):
        findings += _overlaps(source, columns, plain)
    if source.hit_policy == "F":
        findings += _hidden(columns, plain)
    return findings


def _gaps(columns: list[Column], complete: bool) -> list[Finding]:
    """Not reported at all when a rule could not be looked through: it might fill the gap."""
    if not complete or not columns:
        return []
    findings: list[Finding] = []
    for gap in _uncovered(columns):
        if len(findings) == MAX_REPORTED:
            break
        findings.append(_gap(gap) if gap else _UNSEARCHED)
    return findings


def _gap(gap: list[tuple[Column, Atoms]]) -> Finding:
    parts = [f"{column.label} {column.domain.describe(atoms)}" for column, atoms in gap]
    message = f"no rule for {', '.join(parts)}"
    return Finding("decision-gap", message, "add a rule or a default", severity="warning")


def _uncovered(columns: list[Column]) -> Iterator[list[tuple[Column, Atoms]]]:
    """Boxes that no rule covers. A check must end: after MAX_VISITS steps an empty one says that the search
    was given up."""
    classes = [tuple(column.classes().items())[::-1] for column in columns]
    covered: set[tuple[int, int]] = set()
    visits = 0
    pending: list[tuple[int, int, tuple[Atoms, ...]]] = [(0, -1, ())]
    while pending and visits < MAX_VISITS:
        depth, rules, box = pending.pop()
        if rules == 0:
            yield list(zip(columns, box, strict=False))
            continue
        if depth == len(columns) or (depth, rules) in covered:
            continue
        covered.add((depth, rules))
        visits += len(classes[depth])
        pending += [(depth + 1, rules & holders, (*box, atoms)) for holders, atoms in classes[depth]]
    if pending:
        yield []


def _overlaps(source: TableSource, columns: list[Column], plain: int) -> list[Finding]:
    findings: list[Finding] = []
    sharing = _related(columns, plain, [plain & -2 << rule for rule in range(len(source.rules))], together)
    for rule in rule_indexes(plain):
        for other in rule_indexes(sharing[rule]):
            if source.hit_policy == "A" and source.rules[rule].outputs == source.rules[other].outputs:
                continue
            if len(findings) == MAX_REPORTED:
                return findings
            findings.append(_overlap(columns, rule, other))
    return findings


def _related(
    columns: list[Column], plain: int, candidates: list[int], relation: Callable[[Sequence[int]], Spans]
) -> list[int]:
    """For each plain rule those candidates that are related to it in every column.

    Column by column, so that only one tree is in memory at a time.
    """
    related = list(candidates)
    for column in columns:
        spans = relation(column.holders)
        for rule in rule_indexes(plain):
            if related[rule]:
                found = (spans.over(*stretch) for stretch in column.stretches(column.cells[rule]))
                related[rule] &= reduce(spans.combine, found, spans.neutral)
    return related


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
    earlier = [plain & (1 << rule) - 1 for rule in range(plain.bit_length())]
    covering = _related(columns, plain, earlier, common)
    hidden = [rule for rule in rule_indexes(plain) if covering[rule]]
    return [_hidden_rule(rule, rule_indexes(covering[rule])[0]) for rule in hidden[:MAX_REPORTED]]


def _hidden_rule(rule: int, first: int) -> Finding:
    message = f"rule {rule + 1} never fires: rule {first + 1} comes first and covers it"
    path = f"rules[{rule}]"
    return Finding("decision-hidden-rule", message, "change their order", path=path, severity="warning")
