"""Boxed expressions as authors write them: the logic of decisions and functions."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag

from engine.language.authoring.base import Authored, Id
from engine.language.authoring.texts import Formula, Text

HitPolicy = Literal[
    "unique", "any", "priority", "first", "rule order", "output order",
    "collect", "sum", "min", "max", "count",
    "U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#",
]  # fmt: skip
_FORMS = (
    "table", "context", "list", "relation", "function", "call", "if", "for", "some", "every", "filter",
)  # fmt: skip


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


Rules: TypeAlias = Annotated[list[Rule], Field(max_length=5000)]


class Table(Authored):
    """A decision table."""

    hit_policy: HitPolicy = "unique"
    inputs: dict[Id, Input] = Field(min_length=1)
    outputs: dict[Id, Output] = Field(min_length=1)
    rules: Rules


class TableForm(Authored):
    """A decision table inside other logic."""

    table: Table


class ContextForm(Authored):
    """Named entries, each seeing those before it; ``result`` is the value when it is written."""

    context: "dict[Id, Box]"
    result: "Box" = None


class ListForm(Authored):
    """A list of logic."""

    items: "list[Box]" = Field(alias="list")


class RelationColumns(Authored):
    """Names of columns, and rows with one cell each."""

    columns: list[Id] = Field(min_length=1)
    rows: "list[list[Box]]"


class RelationForm(Authored):
    """A list of contexts, written as a table."""

    relation: RelationColumns


class Function(Authored):
    """Parameters with their types, the logic, and the type of the result."""

    parameters: dict[Id, str] = {}
    type: str = ""
    value: "Box"


class FunctionForm(Authored):
    """A function."""

    function: Function


class CallForm(Authored):
    """A call of a function by its name, with named arguments."""

    call: str
    arguments: "dict[Id, Box]" = Field({}, alias="with")


class IfForm(Authored):
    """One of two values."""

    condition: "Box" = Field(alias="if")
    then: "Box"
    otherwise: "Box" = Field(alias="else")


class ForForm(Authored):
    """One value for each element of a list."""

    variable: Id = Field(alias="for")
    collection: "Box" = Field(alias="in")
    body: "Box" = Field(alias="return")


class SomeForm(Authored):
    """Whether some element satisfies a condition."""

    variable: Id = Field(alias="some")
    collection: "Box" = Field(alias="in")
    satisfies: "Box"


class EveryForm(Authored):
    """Whether every element satisfies a condition."""

    variable: Id = Field(alias="every")
    collection: "Box" = Field(alias="in")
    satisfies: "Box"


class FilterForm(Authored):
    """The elements of a list that match; ``item`` is the element."""

    filter: "Box"
    match: "Box"


def _form(value: Any) -> str:
    """Which form a value has: by its first key that is the name of one."""
    match value:
        case dict():
            found = next((form for form in _FORMS if form in value), None)
            return f"<{found}>" if found else f"<form {next(iter(value), '')}>"
        case Authored():
            return next(f"<{tag}>" for tag, kind in _KINDS.items() if isinstance(value, kind))
        case _:
            return "<value>"


_KINDS: dict[str, type[Authored]] = {
    "table": TableForm, "context": ContextForm, "list": ListForm, "relation": RelationForm,
    "function": FunctionForm, "call": CallForm, "if": IfForm, "for": ForForm, "some": SomeForm,
    "every": EveryForm, "filter": FilterForm,
}  # fmt: skip

Box: TypeAlias = Annotated[
    Annotated[TableForm, Tag("<table>")]
    | Annotated[ContextForm, Tag("<context>")]
    | Annotated[ListForm, Tag("<list>")]
    | Annotated[RelationForm, Tag("<relation>")]
    | Annotated[FunctionForm, Tag("<function>")]
    | Annotated[CallForm, Tag("<call>")]
    | Annotated[IfForm, Tag("<if>")]
    | Annotated[ForForm, Tag("<for>")]
    | Annotated[SomeForm, Tag("<some>")]
    | Annotated[EveryForm, Tag("<every>")]
    | Annotated[FilterForm, Tag("<filter>")]
    | Annotated[Any, Tag("<value>")],
    Discriminator(_form),
    Field(description="A literal, a FEEL expression behind =, or one of the forms of logic"),
]
