"""A process definition as authors write it."""

from typing import Annotated, Literal

from pydantic import Field

from engine.language.authoring.activities import Variable
from engine.language.authoring.base import Authored, FileName, Id, Name
from engine.language.authoring.flows import Element, Flow
from engine.language.authoring.handlers import Handler
from engine.language.authoring.texts import Check, Formula, Text


class Message(Authored):
    """A message that the process understands."""

    schema_: str | None = Field(None, alias="schema")
    dedupe: str | None = Field(None, description="=expression over `message`; equal values are one message")
    checks: list[Check] = []
    early: Literal["keep", "refuse"] = "refuse"
    time_to_live: str | None = None
    from_: Annotated[list[str], Field(min_length=1)] | None = Field(
        None, alias="from", description="groups whose people may send it; `system`: programs in nobody's name"
    )


class Process(Authored):
    """A file of ``definitions/processes``."""

    lang: Literal[1]
    process: FileName
    version: Annotated[int, Field(ge=1)]
    name: Text
    calendar: str | None = None
    input: dict[Id, str] = {}
    stages: dict[Id, Text] = {}
    variables: dict[Id, Variable] = {}
    messages: dict[Name, Message] = {}
    errors: dict[Name, Text] = {}
    statuses: dict[Name, Text] = {}
    flows: dict[Name, list[Element]] = {}
    on_event: list[Handler] = []
    flow: Flow
    output: dict[str, Formula] = {}
