"""Sheets of CSV and Excel files."""

from collections.abc import Sequence
from typing import Any, Protocol


class SheetError(Exception):
    """A file is no sheet that can be read; the message says why and what to do."""


class Sheets(Protocol):
    """Reads and writes the first sheet of a file; its ending says which kind it is."""

    def read(self, path: str) -> Sequence[Sequence[Any]]:
        """The cells, row by row. Raises PathError, SheetError."""
        ...

    def write(self, path: str, rows: Sequence[Sequence[str]]) -> None:
        """A new file with these texts. Raises PathError, SheetError."""
        ...

    def read_text(self, path: str) -> bytes:
        """Any file's content. Raises PathError."""
        ...
