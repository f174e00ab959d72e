"""When a table cannot decide although it is well formed."""

from typing import Literal

Code = Literal[
    "DECISION_NOT_UNIQUE",
    "DECISION_NOT_ANY",
    "DECISION_INPUT_NOT_ALLOWED",
    "DECISION_NOT_COLLECTABLE",
    "DECISION_BROKEN",
]


class DecisionError(Exception):
    """A contradiction between the rules and the values; ``table`` names the decision table.

    ``rules`` are the numbers, from 1, of the rules involved.
    """

    def __init__(self, code: Code, message: str, table: str, rules: tuple[int, ...] = ()) -> None:
        super().__init__(f"{table}: {message}")
        self.code = code
        self.message = message
        self.table = table
        self.rules = rules
