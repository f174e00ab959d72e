"""Forms as authors write them: the fields that a person fills in."""

from typing import Any, Literal

from engine.language.authoring.base import Authored, FileName, Id
from engine.language.authoring.texts import Text

FieldType = Literal["string", "number", "integer", "boolean", "date", "datetime", "array", "object"]


class FormField(Authored):
    """One field. ``items`` describes the entries of an array, ``fields`` what an object holds."""

    type: FieldType
    title: Text | None = None
    required: bool = False
    enum: list[Any] | dict[str, Text] | None = None
    minimum: Any = None
    maximum: Any = None
    min_length: int | None = None
    max_length: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    pattern: str | None = None
    items: "FormField | None" = None
    fields: "dict[Id, FormField] | None" = None


class Form(Authored):
    """A file of ``definitions/forms``."""

    lang: Literal[1]
    form: FileName
    name: Text
    fields: dict[Id, FormField]
