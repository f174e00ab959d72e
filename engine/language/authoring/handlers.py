"""Handlers as authors write them: boundary events, event sub-processes, errors and escalations."""

from typing import TYPE_CHECKING, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from engine.language.authoring.base import Authored, Id
from engine.language.authoring.deadlines import Timer
from engine.language.authoring.texts import Condition, Text

if TYPE_CHECKING:
    from engine.language.authoring.flows import Flow

TriggerKind = Literal["message", "timer", "error", "escalation", "condition", "changed"]
_KINDS: tuple[TriggerKind, ...] = ("message", "timer", "error", "escalation", "condition", "changed")


class Triggered(Authored):
    """What starts a handler or ends a wait: exactly one of the triggers."""

    message: str | None = None
    timer: Timer | None = None
    error: str | None = None
    escalation: str | None = None
    condition: Condition | None = None
    changed: str | None = None
    correlate: str | None = None

    @property
    def kind(self) -> TriggerKind:
        """Which trigger it is."""
        return next(kind for kind in _KINDS if getattr(self, kind) is not None)

    @model_validator(mode="after")
    def _one_trigger(self) -> "Triggered":
        if sum(getattr(self, kind) is not None for kind in _KINDS) != 1:
            raise PydanticCustomError(
                "one_of", "exactly one trigger is needed (`message`, `timer`, `error`, …)"
            )
        return self


class Handler(Triggered):
    """A flow that starts when its trigger happens while its host is active."""

    id: Id | None = None
    when: Condition | None = None
    refuse: Text | None = None
    interrupting: bool = True
    queue: Literal["one"] | None = None
    until: Id | None = None
    flow: "Flow" = []
