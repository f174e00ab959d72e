"""A finding: one thing that is wrong with something a person wrote, with its place and its cure."""

from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and what to do about it.

    ``line`` and ``column`` count from 1; 0 means unknown. ``path`` leads through the document,
    as in ``flow[3].branches[0].when``. An ``error`` refuses the document, a ``warning`` does not.
    """

    code: str
    message: str
    cure: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""
    severity: Literal["error", "warning"] = "error"

    def at(self, file: str, line: int = 0, column: int = 0, path: str = "") -> "Finding":
        """The same finding at a place."""
        return replace(self, file=file, line=line, column=column, path=path or self.path)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        where = f" ({self.path})" if self.path else ""
        cure = f" — {self.cure}" if self.cure else ""
        return f"{place}: {self.severity} {self.code}: {self.message}{where}{cure}".lstrip(": ")
