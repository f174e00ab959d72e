"""What an activity may carry besides its own fields: retry, instances, compensation, output."""

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field, Tag

from engine.language.authoring.base import Authored, Id, Name, by_shape
from engine.language.authoring.texts import Condition, Formula

if TYPE_CHECKING:
    from engine.language.authoring.flows import Element


class Retry(Authored):
    """How often a technical failure is tried again before it becomes an incident."""

    attempts: Annotated[int, Field(ge=1, le=1000)] = 3
    interval: str = "PT5S"
    factor: Annotated[int, Field(ge=1, le=10)] = 2
    max_interval: str = "PT5M"


class MultiInstance(Authored):
    """Run the element once for each entry of a collection."""

    in_: str = Field(alias="in", description="=expression that gives the list")
    as_: Id = Field(alias="as", description="the variable that holds the entry")
    key: str | None = Field(None, description="=expression that tells the instances apart")
    sequential: bool = False
    follow: bool = False
    keep_open: Condition | None = None
    collect: Formula = None
    into: Name | None = None
    complete_when: Condition | None = None
    rest: Literal["cancel", "keep", "compensate"] = "cancel"
    wait: bool = True


class CompensationCall(Authored):
    """Undo by one service. Its input sees ``input``, ``result`` and ``inDoubt`` of what is undone."""

    service: str
    input: dict[str, Formula] = {}


Compensation: TypeAlias = Annotated[
    Annotated[CompensationCall, Tag("<mapping>")]
    | Annotated[list["Element"], Tag("<list>")]
    | Annotated[str, Tag("<text>")],
    by_shape,
    Field(description="How to undo it: {service, input}, a flow, or the name of one"),
]

Output: TypeAlias = Annotated[
    Annotated[str, Tag("<text>")] | Annotated[dict[str, Formula], Tag("<mapping>")],
    by_shape,
    Field(description="A variable for the whole result, or {path: =expression}"),
]
