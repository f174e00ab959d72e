"""What can go wrong inside a turn without being anybody's mistake in the engine."""

from dataclasses import dataclass

from engine.model import Problem
from engine.values import Refusal, Value


@dataclass(eq=False)
class Trouble(Exception):
    """Something only a person can put right: it becomes an incident with this code."""

    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


@dataclass(eq=False)
class Refused(Exception):
    """Raised while a stimulus is checked; nothing has changed."""

    refusal: Refusal


def invalid(code: str, problems: list[Problem], **details: Value) -> Refusal:
    """The refusal of data that does not fit its schema, with every problem."""
    found: list[Value] = [{"path": p.path, "rule": p.rule, "limit": p.limit} for p in problems]
    return Refusal(code, {**details, "problems": found})
