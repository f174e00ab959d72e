"""What can go wrong with an expression.

ValueError
└── FeelSyntaxError   the text is no FEEL; found when it is compiled
Exception
└── FeelError         it is, but evaluating it goes beyond a limit
Everything else that the standard calls an error yields null; ``Expression.why_null`` says why.
"""

from typing import Literal

Limit = Literal["FEEL_BUDGET", "FEEL_TOO_DEEP", "FEEL_TOO_LARGE"]


class FeelSyntaxError(ValueError):
    """The text is not an expression. ``line`` and ``column`` count from 1 within the text."""

    def __init__(self, message: str, line: int, column: int, cure: str = "") -> None:
        super().__init__(f"{message} (line {line}, column {column})" + (f": {cure}" if cure else ""))
        self.message = message
        self.line = line
        self.column = column
        self.cure = cure


class FeelError(Exception):
    """An evaluation ran into a limit; ``source`` is the text of the expression it happened in."""

    def __init__(self, code: Limit, message: str, source: str = "") -> None:
        super().__init__(f"{message} in {source!r}" if source else message)
        self.code = code
        self.message = message
        self.source = source

    def within(self, source: str) -> "FeelError":
        """The same error with the text of the expression, unless it has one."""
        return self if self.source else FeelError(self.code, self.message, source)


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - (text.rfind("\n", 0, offset) + 1) + 1


def syntax_error(text: str, offset: int, message: str, cure: str = "") -> FeelSyntaxError:
    """The error at an offset of the text."""
    line, column = place(text, offset)
    return FeelSyntaxError(message, line, column, cure)
