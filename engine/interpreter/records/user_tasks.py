"""What people, and the clock, do with user tasks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.interpreter.records.kinds import Data


@dataclass(frozen=True, slots=True)
class UserTaskOpened:
    """``prefill``: what was written into the form the last time, with ``prefill: last``."""

    task: str
    scope: int
    groups: list[str]
    users: list[str]
    excluded: list[str]
    assignee: str | None
    due: datetime | None
    priority: int
    input: Data
    entry: int
    prefill: Data | None = None


@dataclass(frozen=True, slots=True)
class UserTaskClaimed:
    task: str
    person: str


@dataclass(frozen=True, slots=True)
class UserTaskReleased:
    task: str


@dataclass(frozen=True, slots=True)
class UserTaskDelegated:
    task: str
    owner: str
    to: str


@dataclass(frozen=True, slots=True)
class UserTaskReturned:
    """The delegate is done; the owner decides. ``outcome`` and ``data`` are the delegate's proposal."""

    task: str
    owner: str
    outcome: str
    data: Data


@dataclass(frozen=True, slots=True)
class UserTaskEscalated:
    task: str
    rung: int
    action: Literal["notify", "reassign", "complete"]
    groups: list[str]


@dataclass(frozen=True, slots=True)
class UserTaskCompleted:
    task: str
    scope: int
    outcome: str
    data: Data
