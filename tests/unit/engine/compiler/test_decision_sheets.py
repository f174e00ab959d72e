"""Decision tables go to sheets and come back the same; what is wrong in a sheet has its cell."""

from pathlib import Path
from typing import Any

import pytest

from engine.compiler.sheet_cells import yaml_scalar
from engine.compiler.sheets import cell_name, sheet_of, yaml_of
from engine.decisions import Decision
from engine.decisions.content import plain
from engine.language.authoring.decision import Decision as Authored
from engine.language.authoring.reading import read_as
from engine.language.yaml_reader import read_yaml
from tests.support.decision_models import compiled, errors

SHIPPED = sorted(f for f in Path("definitions/decisions").glob("*.yaml") if ".test." not in f.name)
SHEET: list[list[Any]] = [
    ["decision", "fee"],
    ["name", "Fee", "费用"],
    ["hitPolicy", "first"],
    ["column", "when", "when", "then", "because", "because zh"],
    ["id", "total", "tier", "fee"],
    ["expression", "order.total", "order.tier"],
    ["label", "", "", "Fee"],
    ["values", "", '"gold", "new"', "0, 5"],
    ["rule", "> 100", "", 0.0, "large", "大额"],
    [],
    ["rule", "", '"gold"', "1 + 1"],
    ["rule", "", "", 5],
]


def authored(data: bytes) -> Authored:
    found, findings = read_as(Authored, read_yaml(data, "x.yaml").documents[0])
    assert found is not None, findings
    return found


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_table_comes_back_the_same(file: Path) -> None:
    rows = sheet_of(file.read_bytes(), "a.yaml")
    assert isinstance(rows[0], list)

    written = yaml_of([row for row in rows if isinstance(row, list)], "a.csv")

    assert isinstance(written, str), written
    assert sheet_of(written.encode(), "a.yaml") == rows
    before, after = authored(file.read_bytes()), authored(written.encode())
    assert (after.name, list(after.inputs or ()), list(after.outputs or ())) == (
        before.name,
        list(before.inputs or ()),
        list(before.outputs or ()),
    )
    assert _table(written) == _table(file.read_text(encoding="utf-8"))


def _table(text: str) -> Any:
    """The table as it is compiled, and nothing of how it is written."""
    from engine.compiler.loading.decision_models import model_of  # noqa: PLC0415
    from engine.compiler.report import Report  # noqa: PLC0415

    document = read_yaml(text.encode(), "x.yaml").documents[0]
    return plain(model_of(authored(text.encode()), Report(document)))


def test_sheet_decides_as_it_is_written() -> None:
    written = yaml_of(SHEET, "fee.xlsx")
    assert isinstance(written, str), written

    decision = compiled(fee=written).decisions["fee"]

    assert isinstance(decision, Decision)
    assert [decision.evaluate({"order": {"total": t, "tier": tier}}).value for t, tier in (
        (101, "new"), (1, "gold"), (1, "new"))] == [0, 2, 5]  # fmt: skip


def changed(row: int, column: int, value: Any) -> list[list[Any]]:
    cells = [[*line, *[""] * (7 - len(line))] for line in SHEET]
    cells[row][column] = value
    return cells


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        (changed(8, 1, "> > 5"), "feel-syntax", "B9"),
        (changed(10, 3, "1 +"), "feel-syntax", "D11"),
        (changed(5, 1, "order."), "feel-syntax", "B6"),
        (changed(7, 3, "a + 1"), "not-a-literal", "D8"),
        (changed(3, 1, "whenever"), "wrong-value", "B4"),
        (changed(4, 1, ""), "missing-field", "B5"),
        (changed(4, 1, "tier"), "duplicate-id", "C5"),
        (changed(8, 0, "rul"), "unknown-row", "A9"),
        (changed(1, 0, "decision"), "duplicate-key", "A2"),
        (changed(2, 1, "lucky"), "wrong-value", "B3"),
        ([], "missing-field", "A1"),
        ([["x"] * 400], "too-large", "A1"),
    ],
)
def test_what_is_wrong_in_a_sheet_has_its_cell(cells: list[list[Any]], code: str, cell: str) -> None:
    found = yaml_of(cells, "fee.csv")

    assert not isinstance(found, str)
    first = next(finding for finding in found if finding.code == code)
    assert (first.path, first.file) == (cell, "fee.csv")
    assert first.cure


def test_decision_that_is_no_table_does_not_become_a_sheet() -> None:
    (found,) = sheet_of(b"lang: 1\ndecision: a\nname: A\nvalue: 5\n", "a.yaml")

    assert not isinstance(found, list)
    assert (found.code, found.file) == ("not-a-table", "a.yaml")


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (6, 25, "Z7"), (0, 26, "AA1"), (9, 701, "ZZ10")]
)
def test_cells_are_named_as_spreadsheets_name_them(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name


@pytest.mark.parametrize(
    "text", ["a", "true", "5", "it's", 'say "x"', "=1", "- a", "a: b", "a #b", "", " a", "a\nb", "\x7f"]
)
def test_text_is_read_back_from_yaml_as_it_was(text: str) -> None:
    (document,) = read_yaml(f"{{x: {yaml_scalar(text)}}}".encode(), "x").documents

    assert document.value == {"x": text}


def test_errors_of_a_sheet_are_those_of_its_yaml() -> None:
    written = yaml_of(SHEET, "fee.csv")
    assert isinstance(written, str)

    assert errors(compiled(fee=written)) == []
