"""What happens to the process instance as a whole."""

from dataclasses import dataclass
from typing import Literal

from engine.interpreter.records.kinds import Data


@dataclass(frozen=True, slots=True)
class ProcessStarted:
    number: str
    process: str
    version: int
    digest: str
    lang: int
    clock: Literal["real", "manual"]
    variables: Data
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class StageEntered:
    stage: str


@dataclass(frozen=True, slots=True)
class ProcessEnding:
    """``status`` that a terminate event chose; the process ends when its flow does."""

    status: str


@dataclass(frozen=True, slots=True)
class ProcessCompleted:
    status: str
    output: Data


@dataclass(frozen=True, slots=True)
class ClockMoved:
    """A manual clock was moved, though nothing was due."""


@dataclass(frozen=True, slots=True)
class StimulusAnswered:
    """The stimulus was handled; the same id gets this answer again."""

    id: str
    answer: Data
