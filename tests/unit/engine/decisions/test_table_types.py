"""Cells that can never hold are told before a table decides."""

import pytest

from engine.decisions import DecisionTable, InputSource, OutputSource, RuleSource, TableSource, compile_table


def warnings(expression: str, cell: str, output: str = "1", allowed: str = "") -> list[tuple[str, str]]:
    """Code and path of each warning about types in a table of one rule."""
    inputs = (InputSource(expression, allowed=allowed),)
    source = TableSource("t", "F", inputs, (OutputSource(),), (RuleSource((cell,), (output,)),))
    table = compile_table(source)
    assert isinstance(table, DecisionTable)
    return [(f.code, f.path) for f in table.check() if f.code.startswith("wrong-")]


@pytest.mark.parametrize(
    ("expression", "cell", "output", "allowed", "path"),
    [
        ("count(lines)", '"many"', "1", "", "rules[0].inputs[0]"),
        ("kind", "5", "1", '"a", "b"', "rules[0].inputs[0]"),
        ("kind", "-", '"a" + 1', "", "rules[0].outputs[0]"),
        ("upper case(5)", "-", "1", "", "inputs[0].expression"),
    ],
)
def test_cell_of_another_type_is_told(
    expression: str, cell: str, output: str, allowed: str, path: str
) -> None:
    assert [place for _, place in warnings(expression, cell, output, allowed)] == [path]


@pytest.mark.parametrize("cell", ["-", "> 5", "[1..9], 12", "not(3)", "? > 4", "null", "limit"])
def test_sound_cell_is_not_told(cell: str) -> None:
    assert warnings("count(lines)", cell) == []
