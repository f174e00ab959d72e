"""Texts for people, and values that may be expressions."""

from typing import Annotated, Any, TypeAlias

from pydantic import Field, Tag

from engine.language.authoring.base import Authored, by_shape


class TwoLanguages(Authored):
    """A text in English and Chinese."""

    en: str
    zh: str


Text: TypeAlias = Annotated[
    Annotated[str, Tag("<text>")] | Annotated[TwoLanguages, Tag("<mapping>")],
    by_shape,
    Field(description="A text for people: {en, zh}, or one text for both languages"),
]

Condition: TypeAlias = Annotated[
    Annotated[str, Tag("<text>")] | Annotated[bool, Tag("<boolean>")],
    by_shape,
    Field(description="A FEEL condition; it needs no leading ="),
]


class Check(Authored):
    """What has to hold of what somebody sends, and the sentence that refuses it otherwise."""

    when: Condition
    refuse: Text


Formula: TypeAlias = Annotated[Any, Field(description="A literal, or a FEEL expression behind =")]
Names: TypeAlias = Annotated[
    Annotated[list[str], Tag("<list>")] | Annotated[str, Tag("<text>")],
    by_shape,
    Field(description="A list of names, or a FEEL expression behind = that gives one"),
]
