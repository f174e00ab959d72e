"""Decision tables as authors write them."""

from typing import Annotated, Any, Literal

from pydantic import Field

from engine.language.authoring.base import Authored, FileName, Id
from engine.language.authoring.texts import Formula, Text

HitPolicy = Literal[
    "unique", "any", "priority", "first", "rule order", "output order",
    "collect", "sum", "min", "max", "count",
    "U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#",
]  # fmt: skip


class Input(Authored):
    """A column that is tested. ``values`` are unary tests that every value has to pass."""

    expression: str | None = None
    label: Text | None = None
    values: Any = None


class Output(Authored):
    """A column that is given. ``values`` lists what is possible, the most important first."""

    label: Text | None = None
    values: list[Any] | None = None
    default: Formula = None


class Rule(Authored):
    """One row: what each input has to be (left out: anything), and what comes out."""

    when: dict[str, Any] = {}
    then: dict[str, Formula]
    because: Text | None = None


class Decision(Authored):
    """A file of ``definitions/decisions``."""

    lang: Literal[1]
    decision: FileName
    name: Text
    hit_policy: HitPolicy = "unique"
    inputs: dict[Id, Input] = Field(min_length=1)
    outputs: dict[Id, Output] = Field(min_length=1)
    rules: Annotated[list[Rule], Field(max_length=5000)]
