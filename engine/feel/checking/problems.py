"""What is wrong in an expression, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """``line`` and ``column`` count from 1 within the text."""

    code: str
    message: str
    cure: str
    line: int
    column: int
