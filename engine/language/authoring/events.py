"""Waits, milestones and jumps as authors write them."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from engine.language.authoring.base import Authored, Id
from engine.language.authoring.deadlines import Timer
from engine.language.authoring.elements import Guarded, Named
from engine.language.authoring.markers import Output
from engine.language.authoring.texts import Condition, Text


class TimerEvent(Guarded):
    """Waits for a time."""

    type: Literal["timer"]
    timer: Timer


class MessageEvent(Guarded):
    """Waits for a message."""

    type: Literal["message", "receiveTask"]
    message: str
    correlate: str | None = None
    when: Condition | None = None
    output: Output | None = None


class ConditionEvent(Guarded):
    """Waits until a condition holds."""

    type: Literal["wait"]
    condition: Condition


class Milestone(Named):
    """A name that is reached."""

    type: Literal["milestone"]


class Unnamed(Authored):
    """An element that may do without an id."""

    id: Id | None = None
    name: Text | None = None
    stage: str | None = None


class End(Unnamed):
    """Ends this branch, or raises an error, or ends the nearest process or sub-process."""

    type: Literal["end"]
    error: str | None = None
    terminate: bool = False
    status: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "End":
        if self.error is not None and self.terminate:
            raise PydanticCustomError("one_of", "an end either raises an `error` or says `terminate`")
        if self.status is not None and not self.terminate:
            cure = {"cure": "add `terminate: true`, or leave `status` out"}
            raise PydanticCustomError("one_of", "`status` needs `terminate: true`", cure)
        return self


class Goto(Unnamed):
    """Jumps to an element of an enclosing flow: ``{goto: id}`` or ``{type: goto, to: id}``."""

    type: Literal["goto"] = "goto"
    goto: Id | None = None
    to: Id | None = None
    undo: bool = False

    @property
    def target(self) -> str:
        """The id that is jumped to."""
        return self.goto or self.to or ""

    @property
    def field(self) -> str:
        """The field in which the target stands."""
        return "goto" if self.goto is not None else "to"

    @model_validator(mode="after")
    def _one_target(self) -> "Goto":
        if (self.goto is None) == (self.to is None):
            raise PydanticCustomError("one_of", "a goto needs one target: {goto: id}")
        return self


class Compensate(Unnamed):
    """Undoes what the enclosing scope has completed, or only some of it."""

    type: Literal["compensate"]
    of: list[Id] = Field([], min_length=1)
