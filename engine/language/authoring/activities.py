"""Activities as authors write them."""

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from engine.language.authoring.base import Authored, Id, Name, by_shape
from engine.language.authoring.deadlines import Deadline, Rung
from engine.language.authoring.elements import Activity
from engine.language.authoring.markers import Retry
from engine.language.authoring.texts import Check, Formula, Names, Text

if TYPE_CHECKING:
    from engine.language.authoring.flows import Flow


class ServiceTask(Activity):
    """Calls a service."""

    type: Literal["serviceTask"]
    service: str
    input: dict[str, Formula] = {}
    retry: Retry | None = None
    timeout: str = "PT30S"


Outcomes: TypeAlias = Annotated[
    Annotated[list[Name], Tag("<list>")] | Annotated[dict[Name, Text], Tag("<mapping>")],
    by_shape,
    Field(description="The ways in which a person can complete the task"),
]


class UserTask(Activity):
    """Work for a person."""

    type: Literal["userTask"]
    outcomes: Outcomes
    candidate_groups: Names = []
    candidate_users: Names = []
    assignee: str | None = None
    form: str | None = None
    exclude: list[str] = []
    due: Deadline | None = None
    escalation: list[Rung] = []
    priority: Formula = 50
    changes: list[str] = []
    checks: list[Check] = []
    prefill: Literal["last"] | None = None
    input: dict[str, Formula] = {}
    skip_outcome: str | None = None


class CallActivity(Activity):
    """Calls another process as an order of its own, and waits for its end."""

    type: Literal["callActivity"]
    process: str
    version: Annotated[int, Field(ge=1)] | None = None
    binding: Literal["pinned", "latest"] = "pinned"
    input: dict[Id, Formula] = {}
    wait: bool = True


class Receiver(Authored):
    """Another order: the open children of a call activity, or one by its number."""

    call: Id | None = None
    order: str | None = Field(None, description="=expression that gives an order number")

    @model_validator(mode="after")
    def _one_receiver(self) -> "Receiver":
        if (self.call is None) == (self.order is None):
            raise PydanticCustomError("one_of", "a receiver is either a `call` or an `order`")
        return self


SendTo: TypeAlias = Annotated[
    Annotated[Literal["parent"], Tag("<text>")] | Annotated[Receiver, Tag("<mapping>")],
    by_shape,
    Field(description="`parent`, {call: id of a call activity} or {order: =number}"),
]


class SendTask(Activity):
    """Sends a message to another order, and goes on."""

    type: Literal["sendTask"]
    message: str
    to: SendTo
    data: Formula = None
    correlation: Formula = None


class BusinessRuleTask(Activity):
    """Asks a decision table."""

    type: Literal["businessRuleTask"]
    decision: str
    input: dict[str, Formula] | None = None


class ScriptTask(Activity):
    """Assigns variables in written order."""

    type: Literal["scriptTask"]
    set: dict[str, Formula]


class Variable(Authored):
    """A declared variable with its first value."""

    initial: Formula = None
    schema_: str | None = Field(None, alias="schema")


class SubProcess(Activity):
    """A scope of its own."""

    type: Literal["subProcess"]
    variables: dict[Id, Variable] = {}
    flow: "Flow"
