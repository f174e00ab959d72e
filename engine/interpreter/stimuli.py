"""Stimuli: facts reported to a process instance. The only way in."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from engine.interpreter.actors import SYSTEM, Actor
from engine.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Stimulus:
    """What all stimuli share.

    ``id`` is chosen by the sender before the first try; the same id again gets the same answer. ``time`` is
    aware UTC, set where the segment runs. ``readings`` are the answers of the surroundings (calendars) that
    were used while it was handled; a replay uses them instead of asking again.
    """

    id: str
    time: datetime
    actor: Actor = SYSTEM
    reason: str | None = None
    readings: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Stimulus):
    """The order has arrived; ``input`` holds the input variables of the definition. ``parent`` is the number
    of the order that called this one and waits for its end."""

    number: str
    input: dict[str, Value] = field(hash=False)
    clock: Literal["real", "manual"] = "real"
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAnswered(Stimulus):
    """A service has finished."""

    call: str
    result: Value = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRaised(Stimulus):
    """A service has answered with a declared BPMN error."""

    call: str
    code: str
    message: str
    data: Value = field(default=None, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFailed(Stimulus):
    """A service has failed technically. ``terminal``: trying again is of no use."""

    call: str
    code: str
    message: str
    terminal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReached(Stimulus):
    """Time has come for what is due at ``time``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarsGrown(Stimulus):
    """Calendars cover more than they did: deadlines that lay beyond can be worked out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReceived(Stimulus):
    """A person takes a user task."""

    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseReceived(Stimulus):
    """A person gives a user task back to its candidates."""

    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationReceived(Stimulus):
    """A person lets somebody else do the work; it comes back to them (委派)."""

    task: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionReceived(Stimulus):
    """A person has decided a user task.

    ``base``: what the form showed of the paths that it may write, when it was loaded, by path. If one of them
    has changed since, the completion is refused as stale. Left out, nothing is compared.
    """

    task: str
    outcome: str
    data: dict[str, Value] = field(default_factory=dict, hash=False)
    base: dict[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageArrived(Stimulus):
    """A message from outside. ``correlation`` selects among open waits; ``sender`` is the number of the order
    that sent it, if one did."""

    name: str
    payload: Value = field(default=None, hash=False)
    correlation: Value = field(default=None, hash=False)
    sender: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildEnded(Stimulus):
    """An order that this one called is over. ``error`` is the BPMN error that it ended with, if it did.

    It ends once more, as ``undone``, when it is told to undo what it has done.
    """

    child: str
    status: str
    output: dict[str, Value] = field(default_factory=dict, hash=False)
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelReceived(Stimulus):
    """The parent needs this order no more: undo everything and end as ``cancelled``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoReceived(Stimulus):
    """The parent undoes what this order, which is over, has done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionReceived(Stimulus):
    """A person resolves the incident of an element instance. ``correct`` sets variables and tries again;
    ``appoint`` opens a user task for which nobody was left, for ``person``."""

    instance: int
    action: Literal["retry", "correct", "skip", "cancel", "appoint"]
    variables: dict[str, Value] = field(default_factory=dict, hash=False)
    person: str | None = None


AnyStimulus = (
    Started
    | ServiceAnswered
    | ServiceRaised
    | ServiceFailed
    | ClockReached
    | CalendarsGrown
    | ClaimReceived
    | ReleaseReceived
    | DelegationReceived
    | CompletionReceived
    | MessageArrived
    | ChildEnded
    | CancelReceived
    | UndoReceived
    | ResolutionReceived
)
