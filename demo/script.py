"""What the people around a sample order do, and what must come of it."""

from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from engine.language.authoring.base import Authored, Id
from engine.language.authoring.texts import TwoLanguages

Kind: TypeAlias = Literal["complete", "claim", "message", "cancel", "wait", "receive"]


class Action(Authored):
    """One thing that somebody does, while the element it stands under is open.

    `outcome` completes the user task, `claim` takes it; `message` sends one, `cancel` asks for the order's
    cancellation (the text is the reason). `wait` does nothing: an ISO 8601 duration, or until the next
    `deadline`. `receive` puts goods on the shelf. Texts in `data` that begin with `=` are FEEL over the
    order's variables. `refused` is the code with which this is to be refused, `answer`
    the status that it is to be answered with.

    It is done ``after`` an ISO 8601 duration from the opening of the element, or on the morning of the day
    ``at`` (a date, or FEEL that gives one), else at once. ``line`` keeps it for the element of one line, in a
    multi-instance or in the order that was called for the line; ``root`` tells the order at the top instead.
    """

    by: str | None = None
    claim: bool = False
    outcome: str | None = None
    message: str | None = None
    cancel: str | None = None
    wait: str | None = None
    receive: dict[str, int] | None = None
    data: dict[str, Any] = Field(default={})
    correlation: Any = None
    refused: str | None = None
    answer: str | None = None
    after: str | None = None
    at: str | None = None
    line: str | None = None
    root: bool = False

    @property
    def kind(self) -> Kind:
        """Which of them it is."""
        if self.claim:
            return "claim"
        if self.outcome is not None:
            return "complete"
        fields: tuple[Kind, ...] = ("message", "cancel", "wait", "receive")
        return next(field for field in fields if getattr(self, field) is not None)

    @model_validator(mode="after")
    def _one_kind(self) -> "Action":
        given = (self.outcome, self.message, self.cancel, self.wait, self.receive, self.claim or None)
        if sum(value is not None for value in given) != 1:
            raise PydanticCustomError(
                "one_of", "one of `outcome`, `claim`, `message`, `cancel`, `wait`, `receive` is needed"
            )
        return self


class Done(Authored):
    """A user task, who completed it, and how. Several entries of a task stand one after the other."""

    task: Id
    by: str
    outcome: str


class Expected(Authored):
    """How the order must look at its end; what is left out is not looked at.

    `stock` is what each product has gained on the shelf through this order (sold: negative); nothing may be
    left reserved in any case. `held` is what is left of the customer's money. `told` are templates of
    messages to the customer, `escalated` the rungs of user tasks that were climbed, both in order of time.
    `children` counts the orders that it called by the status with which they ended last.
    """

    status: str
    stages: list[str] | None = None
    tasks: list[Done] | None = None
    stock: dict[str, int] | None = None
    held: Any = None
    told: list[str] | None = None
    escalated: list[str] | None = None
    lines: int | None = None
    children: dict[str, int] | None = None


class Script(Authored):
    """A file of `definitions/samples/scripts`: the order beside it by the same name, and its people.

    `do` says for each user task or wait what happens while it is open, action by action, over all its
    entries, in the order itself and in those that it called. What is not in it, or not for that line, is done
    as in the script that it `uses`, as often as needed. A `long` one takes minutes: it is played only when it
    is named.
    """

    lang: Literal[1]
    script: str
    tells: TwoLanguages
    placed: str = "2026-03-02T10:00:00+08:00"
    uses: str | None = None
    twice: bool = False
    long: bool = False
    do: dict[Id, Annotated[list[Action], Field(min_length=1)]] = Field(default={})
    expect: Expected | None = None

    @property
    def placed_at(self) -> datetime:
        """When the order is placed: where its clock begins."""
        return datetime.fromisoformat(self.placed)
