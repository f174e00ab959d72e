"""Handlers: boundary events, event sub-processes, error and escalation handlers in one form."""

from dataclasses import dataclass
from typing import Literal

from engine.model.deadlines import Deadline
from engine.model.formulas import Formula, Text


@dataclass(frozen=True, slots=True)
class Trigger:
    """What starts a handler or ends a wait.

    ``name`` is the message, error code (``*``: any) or escalation, or the variable of ``changed``.
    ``correlate`` is evaluated when the wait opens, ``condition`` after every stimulus.
    """

    kind: Literal["message", "timer", "error", "escalation", "condition", "changed"]
    name: str = ""
    correlate: Formula | None = None
    deadline: Deadline | None = None
    condition: Formula | None = None


@dataclass(frozen=True, slots=True)
class Handler:
    """A flow that starts when its trigger happens while its host is active (``language.md``, "Handlers")."""

    id: str
    trigger: Trigger
    flow: str
    interrupting: bool = True
    when: Formula | None = None
    refuse: Text | None = None
    queue_one: bool = False


@dataclass(frozen=True, slots=True)
class CompensationService:
    """Compensation by one service. ``input`` sees ``input``, ``result`` and ``inDoubt`` of what is undone."""

    service: str
    input: tuple[tuple[str, Formula], ...]


@dataclass(frozen=True, slots=True)
class CompensationChild:
    """Compensation of a called order by that order itself, under its own digest."""
