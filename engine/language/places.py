"""Places in a document: a path through its values, and the line and column where a value stands."""

import re
from dataclasses import dataclass

Path = tuple[str | int, ...]

_PLAIN_KEY = re.compile(r"[\w$+-]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Line and column from 1, and how the scalar was written (``'"'``, ``"'"``, ``|``, ``>`` or empty)."""

    line: int
    column: int
    style: str = ""

    def inside(self, line: int, column: int, skipped: int = 0) -> "Mark":
        """The place of a character of this scalar, given its line and column within the value.

        ``skipped`` characters of the first line (a leading ``=``) do not belong to the value that was counted
        in. Exact for scalars on one line; in a block scalar the line is exact, the column is the text's own.
        """
        if self.style in ("|", ">"):
            return Mark(self.line + line, column + (skipped if line == 1 else 0))
        quote = 1 if self.style else 0
        if line == 1:
            return Mark(self.line, self.column + quote + skipped + column - 1)
        return Mark(self.line + line - 1, column)


def show_path(path: Path) -> str:
    """``flow[3].branches[0].when``; keys with odd characters are quoted: ``set["order lines"]``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif _PLAIN_KEY.fullmatch(part):
            text += f".{part}"
        else:
            text += f'["{part}"]'
    return text.removeprefix(".")
