"""Deadlines, timers and the rungs of an escalation ladder as authors write them."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from engine.language.authoring.base import Authored, Id, by_shape
from engine.language.authoring.texts import Formula


class Timer(Authored):
    """``{in: PT10M}``, ``{at: =promised}`` or ``{every: P1D, times: 3}``, on the clock or in working time."""

    in_: str | None = Field(None, alias="in", description="ISO 8601 duration from now, or =expression")
    at: str | None = Field(None, description="=expression that gives a date and time, or ISO 8601 text")
    every: str | None = Field(None, description="ISO 8601 duration of a cycle, or =expression")
    times: Annotated[int, Field(gt=0)] | None = None
    working: bool = False
    calendar: str | None = None
    paused_by: list[Id] = []

    @model_validator(mode="after")
    def _one_kind(self) -> "Timer":
        if sum(value is not None for value in (self.in_, self.at, self.every)) != 1:
            raise PydanticCustomError("one_of", "one of `in`, `at`, `every` is needed")
        return self


Deadline: TypeAlias = Annotated[
    Annotated[str, Tag("<text>")] | Annotated[Timer, Tag("<mapping>")],
    by_shape,
    Field(description="When something is due: PT10M, {in: PT10M, working: true} or {at: =expression}"),
]


class Rung(Authored):
    """One rung of an escalation ladder: after a time, notify, reassign or complete."""

    after: Deadline
    notify: list[str] | None = None
    reassign: list[str] | None = None
    complete: str | None = None
    data: dict[str, Formula] = {}
    unless_claimed: bool = False

    @property
    def action(self) -> Literal["notify", "reassign", "complete"]:
        """Which of the three it is."""
        if self.notify is not None:
            return "notify"
        return "complete" if self.complete is not None else "reassign"

    @model_validator(mode="after")
    def _one_action(self) -> "Rung":
        if sum(value is not None for value in (self.notify, self.reassign, self.complete)) != 1:
            raise PydanticCustomError("one_of", "one of `notify`, `reassign`, `complete` is needed")
        return self
