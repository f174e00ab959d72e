"""Short ways to write decision tables in tests."""

from typing import Any

from engine.decisions import (
    DecisionTable,
    InputSource,
    Outcome,
    OutputSource,
    RuleSource,
    TableSource,
    compile_table,
)


def source(policy: str, inputs: str, outputs: str, *rules: str, **more: Any) -> TableSource:
    """``source("U", "a | b", "x", "< 5 | - | 1")``: cells between bars, inputs first."""
    names = [name.strip() for name in inputs.split("|")] if inputs else []
    rows = [[cell.strip() for cell in rule.split("|")] for rule in rules]
    allowed, default = more.get("allowed", {}), more.get("default", {})
    return TableSource(
        "table",
        policy,
        tuple(InputSource(name, allowed=allowed.get(name, "")) for name in names),
        tuple(
            OutputSource(name.strip(), allowed.get(name.strip(), ""), default.get(name.strip(), ""))
            for name in outputs.split("|")
        ),
        tuple(RuleSource(tuple(row[: len(names)]), tuple(row[len(names) :])) for row in rows),
    )


def table(policy: str, inputs: str, outputs: str, *rules: str, **more: Any) -> DecisionTable:
    """The compiled table; fails when it has findings."""
    compiled = compile_table(source(policy, inputs, outputs, *rules, **more))
    assert isinstance(compiled, DecisionTable), compiled
    return compiled


def decide(compiled: DecisionTable, **scope: Any) -> Outcome:
    """The outcome for these values."""
    return compiled.evaluate(scope)
