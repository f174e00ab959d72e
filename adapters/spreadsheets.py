"""The port ``Sheets``: CSV by the standard library, Excel read by calamine and written by openpyxl."""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from python_calamine import CalamineError, CalamineWorkbook

from application.ports.sheets import SheetError
from application.ports.workspace import PathError

MAX_BYTES = 10_000_000
MAX_UNPACKED = 100_000_000
_KINDS = (".csv", ".xlsx")


class Spreadsheets:
    """Files on this machine."""

    def read(self, path: str) -> Sequence[Sequence[Any]]:
        """As Sheets."""
        data = self.read_text(path)
        if len(data) > MAX_BYTES:
            raise SheetError(f"{path} has more than {MAX_BYTES} bytes; split it.")
        return _read_csv(data, path) if _kind(path) == ".csv" else _read_excel(data, path)

    def write(self, path: str, rows: Sequence[Sequence[str]]) -> None:
        """As Sheets."""
        try:
            if _kind(path) == ".csv":
                with Path(path).open("w", newline="", encoding="utf-8-sig") as file:
                    csv.writer(file).writerows(rows)
            else:
                _write_excel(path, rows)
        except OSError as error:
            raise PathError(f"{path} cannot be written: {error.strerror}.") from error

    def read_text(self, path: str) -> bytes:
        """As Sheets."""
        try:
            return Path(path).read_bytes()
        except OSError as error:
            raise PathError(f"{path} cannot be read: {error.strerror}.") from error


def _kind(path: str) -> str:
    ending = Path(path).suffix.lower()
    if ending not in _KINDS:
        raise SheetError(f"{path} is neither a .csv nor an .xlsx file.")
    return ending


def _read_csv(data: bytes, path: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except UnicodeDecodeError as error:
        raise SheetError(f"{path} is not UTF-8; save it as “CSV UTF-8”.") from error
    except csv.Error as error:
        raise SheetError(f"{path} is no CSV: {error}.") from error


def _read_excel(data: bytes, path: str) -> list[list[Any]]:
    """A workbook that would unpack to more than it may is not unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise SheetError(f"{path} unpacks to more than {MAX_UNPACKED} bytes; split it.")
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, IndexError, NotImplementedError) as error:
        raise SheetError(f"{path} is no Excel workbook that can be read: {error}.") from error


def _write_excel(path: str, rows: Sequence[Sequence[str]]) -> None:
    """All cells are texts: nothing in a table is a formula of Excel."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value:
                cell = sheet.cell(number, column)
                cell.value, cell.data_type = value, "s"
    workbook.save(path)
