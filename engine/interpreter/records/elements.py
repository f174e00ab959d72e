"""The lives of element instances, and what moves between them."""

from dataclasses import dataclass, field
from typing import Any

from engine.interpreter.lifecycle import Life
from engine.interpreter.records.kinds import Data, Kind
from engine.values import Value


@dataclass(frozen=True, slots=True)
class ElementActivated:
    """An element instance lives. ``variables`` is set when it is a scope. ``life`` ``activating`` is followed
    by an incident: its activation failed and can be tried again."""

    key: int
    kind: Kind
    parent: int
    flow: str
    entry: int
    life: Life = "active"
    variables: Data | None = None
    data: Data = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ElementSkipped:
    """``skipWhen`` held."""

    scope: int
    outcome: str | None
    user_task: bool


@dataclass(frozen=True, slots=True)
class ElementCompleting:
    """The work is done; non-interrupting handlers still run."""

    collected: Value = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class ElementDetached:
    """The flow has gone on behind it, though not all of it has ended: what still runs belongs to the scope
    instance ``scope`` from now on. ``within``: the elements that it stood in below that."""

    scope: int
    within: list[str]


@dataclass(frozen=True, slots=True)
class FlowPassed:
    """The flow is through, but what was detached in it still runs: the body is not done, handlers stay armed.
    ``collected`` and ``ended`` as in ``ElementCompleting``."""

    collected: Value = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class ElementInterrupted:
    """An interrupting handler has ended the body of its host."""

    handler: str


@dataclass(frozen=True, slots=True)
class ElementCompleted:
    pass


@dataclass(frozen=True, slots=True)
class ElementTerminated:
    pass


@dataclass(frozen=True, slots=True)
class VariablesChanged:
    """``changes``: [path, ``set`` or ``append``, value], in order, on the scope instance ``scope``."""

    scope: int
    changes: list[list[Any]]


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    scope: int
    milestone: str


@dataclass(frozen=True, slots=True)
class MilestonesUndone:
    scope: int
    milestones: list[str]


@dataclass(frozen=True, slots=True)
class DecisionMade:
    decision: str
    value: Value
    trace: Value


@dataclass(frozen=True, slots=True)
class Jumped:
    """A goto left to ``target``."""

    target: str
