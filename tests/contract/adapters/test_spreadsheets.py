"""CSV and Excel files, read and written; what cannot be read is an error in words."""

import io
import zipfile
from pathlib import Path

import pytest

from adapters.spreadsheets import Spreadsheets
from application.ports.sheets import SheetError
from application.ports.workspace import PathError

ROWS = [["decision", "fee"], ["rule", "> 5", '"大额"', "=1 + 1", "true", "0012"], ["rule", "", "- 5, 6"]]


def texts(path: Path) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in Spreadsheets().read(str(path))]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_written_is_read_back_as_text(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"

    Spreadsheets().write(str(path), ROWS)

    assert [[cell for cell in row if cell] for row in texts(path)] == [[c for c in row if c] for row in ROWS]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b'"' + b"x" * 200_000),
        ("a.xlsx", b""),
        ("a.xlsx", b"not a workbook"),
        ("a.ods", b""),
        ("a.csv", b"x" * 10_000_001),
    ],
)
def test_what_is_no_sheet_is_an_error_in_words(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(SheetError) as refused:
        Spreadsheets().read(str(path))

    assert str(path) in str(refused.value)


def test_workbook_that_would_unpack_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_001)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(packed.getvalue())

    with pytest.raises(SheetError, match="unpacks to more than"):
        Spreadsheets().read(str(path))


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PathError):
        Spreadsheets().read(str(tmp_path / "a.csv"))
