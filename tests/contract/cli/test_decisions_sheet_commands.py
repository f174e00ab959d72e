"""`decisions export` and `decisions import`: tables go to sheets and come back, or findings say why not."""

from decimal import Decimal
from pathlib import Path

import pytest

from stack.wiring import main
from tests.support.decision_models import compiled

TABLE = """lang: 1
decision: fee
name: {en: Fee, zh: 费用}
hitPolicy: first
inputs: {total: {expression: order.total}}
outputs: {fee: {}}
rules:
  - {when: {total: "< 100.50"}, then: {fee: 10}, because: {en: 'small, with "quotes"', zh: 小单}}
  - {then: {fee: 0}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ORDERFLOW_LANGUAGE", "en")
    Path("fee.yaml").write_text(TABLE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("sheet", ["fee.csv", "fee.xlsx"])
def test_table_goes_to_a_sheet_and_comes_back_the_same(
    folder: Path, sheet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exported = main(["decisions", "export", "fee.yaml", sheet])
    silent = capsys.readouterr().out
    imported = main(["decisions", "import", sheet])

    text = capsys.readouterr().out
    before, after = (compiled(fee=written).decisions["fee"] for written in (TABLE, text))
    assert (exported, silent, imported) == (0, "", 0)
    for total in (Decimal("100.49"), Decimal("100.5"), None):
        asked = {"order": {"total": total}}
        assert after.evaluate(asked) == before.evaluate(asked)
    assert (folder / sheet).stat().st_size


def test_sheet_with_a_wrong_cell_is_refused_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["decisions", "export", "fee.yaml", "fee.csv"])
    sheet = folder / "fee.csv"
    sheet.write_text(sheet.read_text("utf-8").replace("hitPolicy,first", "hitPolicy,best"), "utf-8")

    status = main(["decisions", "import", "fee.csv"])

    said = capsys.readouterr().out
    assert status == 1
    assert "fee.csv" in said
    assert "best" in said


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("graph.yaml", b"lang: 1\ndecision: g\nname: G\nvalue: =1 + 1\n", "not-a-table"),
        ("broken.yaml", b"lang: 1\ndecision: [", "yaml-syntax"),
    ],
)
def test_what_has_no_place_in_a_sheet_is_told_and_nothing_is_written(
    folder: Path, name: str, content: bytes, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(content)

    status = main(["decisions", "export", name, "out.csv"])

    assert status == 1
    assert f"error {code}:" in capsys.readouterr().out
    assert not (folder / "out.csv").exists()


@pytest.mark.parametrize(
    "command",
    [
        ["export", "nowhere.yaml", "out.csv"],
        ["export", "fee.yaml", "out.txt"],
        ["export", "fee.yaml", "no/such/folder/out.csv"],
        ["import", "nowhere.csv"],
        ["import", "fee.yaml"],
    ],
)
def test_paths_that_cannot_be_used_are_wrong_usage(
    folder: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["decisions", *command])

    assert status == 2
    assert capsys.readouterr().err.strip()
    assert sorted(file.name for file in folder.iterdir()) == ["fee.yaml"]
