"""Decision tables from YAML."""

import json
import re
from dataclasses import replace
from typing import Any

from engine.compiler.literals import as_feel
from engine.compiler.loading.loaded import Loaded, load
from engine.compiler.report import Report, did_you_mean
from engine.compiler.sources import Source
from engine.compiler.texts import text
from engine.decisions import (
    DecisionTable,
    InputSource,
    OutputSource,
    RuleSource,
    TableSource,
    compile_table,
)
from engine.language.authoring.decision import Decision, Input, Output, Rule
from engine.language.places import Path
from engine.values import Finding

_POLICIES = {
    "unique": "U",
    "any": "A",
    "priority": "P",
    "first": "F",
    "rule order": "R",
    "output order": "O",
    "collect": "C",
    "sum": "C+",
    "min": "C<",
    "max": "C>",
    "count": "C#",
}
_CURE = "correct the cell; texts in FEEL stand in double quotes"
_CELL = re.compile(r"(rules|inputs|outputs)\[(\d+)\](?:\.(inputs|outputs)\[(\d+)\])?.*")


def load_decision(source: Source) -> Loaded:
    """A decision table, checked, with warnings about gaps and overlaps of its rules."""
    return load(source, Decision, "decision", _build)


def _build(authored: Decision, report: Report) -> DecisionTable | None:
    _check_columns(authored, report)
    if report.failed:
        return None
    compiled = compile_table(_table(authored))
    findings = compiled.check() if isinstance(compiled, DecisionTable) else compiled
    for finding in findings:
        report.findings.append(_placed(finding, authored, report))
    return compiled if isinstance(compiled, DecisionTable) else None


def _table(authored: Decision) -> TableSource:
    return TableSource(
        authored.decision,
        _POLICIES.get(authored.hit_policy, authored.hit_policy),
        tuple(_input(name, raw) for name, raw in authored.inputs.items()),
        tuple(_output(name, raw, len(authored.outputs)) for name, raw in authored.outputs.items()),
        tuple(_rule(authored, rule) for rule in authored.rules),
    )


def _input(name: str, raw: Input) -> InputSource:
    expression = (raw.expression or name).removeprefix("=")
    return InputSource(expression, name, "" if raw.values is None else unary_tests(raw.values))


def _output(name: str, raw: Output, outputs: int) -> OutputSource:
    allowed = ", ".join(as_feel(value) for value in raw.values or ())
    default = feel_value(raw.default) if raw.wrote("default") else ""
    return OutputSource(name if outputs > 1 else "", allowed, default)


def _rule(authored: Decision, rule: Rule) -> RuleSource:
    tests = tuple(unary_tests(rule.when[name]) if name in rule.when else "-" for name in authored.inputs)
    values = tuple(feel_value(rule.then.get(name)) for name in authored.outputs)
    return RuleSource(tests, values, "" if rule.because is None else text(rule.because).en)


def unary_tests(raw: Any) -> str:
    """A cell: text is FEEL unary tests; a number or boolean means that value, a list one of its values."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, list):
        return ", ".join(as_feel(value) for value in raw)
    return as_feel(raw)


def feel_value(raw: Any) -> str:
    """A conclusion: a literal, or an expression behind ``=``."""
    if isinstance(raw, str) and raw.startswith("="):
        return raw[1:]
    return json.dumps(raw, ensure_ascii=False) if isinstance(raw, str) else as_feel(raw)


def _check_columns(authored: Decision, report: Report) -> None:
    """Every cell belongs to a column, and every output has its cell."""
    for index, rule in enumerate(authored.rules):
        for name in rule.when:
            if name not in authored.inputs:
                _unknown(report, "input", name, list(authored.inputs), ("rules", index, "when", name))
        for name in rule.then:
            if name not in authored.outputs:
                _unknown(report, "output", name, list(authored.outputs), ("rules", index, "then", name))
        for name in authored.outputs.keys() - rule.then.keys():
            message = f"the rule says nothing about `{name}`"
            report.error("missing-output", message, f"add `{name}: …`", ("rules", index, "then"))


def _unknown(report: Report, kind: str, name: str, known: list[str], path: Path) -> None:
    cure = did_you_mean(name, known, kind)
    report.error(f"unknown-{kind}", f"the table has no {kind} `{name}`", cure, path, key=True)


def _placed(finding: Finding, authored: Decision, report: Report) -> Finding:
    """The table's own place of a finding (``rules[2].inputs[0]``) as a place in the file."""
    path: Path = ()
    if match := _CELL.fullmatch(finding.path):
        path = _cell(authored, match[1], int(match[2]), match[3], int(match[4] or 0))
    cured = finding if finding.cure else replace(finding, cure=_CURE)
    return report.document.at(cured, path)


def _cell(authored: Decision, part: str, index: int, side: str | None, column: int) -> Path:
    names = {"inputs": list(authored.inputs), "outputs": list(authored.outputs)}
    if part != "rules":
        return (part, names[part][index])
    if side is None:
        return (part, index)
    return (part, index, "when" if side == "inputs" else "then", names[side][column])
