"""Gateways as authors write them."""

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field, Tag

from engine.language.authoring.base import Authored, by_shape
from engine.language.authoring.elements import Guarded, Named
from engine.language.authoring.handlers import Triggered
from engine.language.authoring.markers import Output
from engine.language.authoring.texts import Condition, Text

if TYPE_CHECKING:
    from engine.language.authoring.flows import Element, Flow


class ConditionalBranch(Authored):
    """A way that is taken when its condition holds."""

    when: Condition
    name: Text | None = None
    flow: "Flow" = []


class Choice(Named):
    """Branches with conditions. ``default: none`` says that one of them always holds."""

    branches: list[ConditionalBranch] = Field(min_length=1)
    default: "Flow | None" = None


class ExclusiveGateway(Choice):
    """The first branch whose condition holds."""

    type: Literal["exclusiveGateway"]


class InclusiveGateway(Choice):
    """All branches whose condition holds."""

    type: Literal["inclusiveGateway"]


class NamedBranch(Authored):
    """A parallel branch with a name."""

    name: Text | None = None
    flow: "Flow"


ParallelBranch: TypeAlias = Annotated[
    Annotated[NamedBranch, Tag("<mapping>")]
    | Annotated[list["Element"], Tag("<list>")]
    | Annotated[str, Tag("<text>")],
    by_shape,
]

JoinCount: TypeAlias = Annotated[
    Annotated[Literal["all", "any"], Tag("<text>")] | Annotated[int, Field(ge=1), Tag("<number>")],
    by_shape,
    Field(description="How many branches have to arrive: all, any, or a number"),
]


class ParallelGateway(Named):
    """All branches at once."""

    type: Literal["parallelGateway"]
    branches: list[ParallelBranch] = Field(min_length=1)
    join: JoinCount = "all"
    rest: Literal["cancel", "keep"] = "cancel"


class Event(Triggered):
    """One event of an event-based gateway."""

    when: Condition | None = None
    output: Output | None = None
    flow: "Flow" = []


class EventBasedGateway(Guarded):
    """Waits for the first of several events."""

    type: Literal["eventBasedGateway"]
    events: list[Event] = Field(min_length=1)
