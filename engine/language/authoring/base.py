"""What all authoring objects share: strict fields, camelCase names as written, and their place."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic.alias_generators import to_camel

from engine.language.places import Path

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=64)]
FileName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=64)]


class Authored(BaseModel):
    """Something that an author wrote. ``place`` is its path in the document."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, alias_generator=to_camel, defer_build=True
    )

    _place: Path = PrivateAttr(())

    @property
    def place(self) -> Path:
        """The path of this object in its document."""
        return self._place

    def wrote(self, field: str) -> bool:
        """Whether the author wrote this field, be it null."""
        return field in self.model_fields_set

    @model_validator(mode="before")
    @classmethod
    def _note_class(cls, value: Any, info: ValidationInfo) -> Any:
        """Remember which class each mapping was read as, so that an unknown field can name its neighbours."""
        if info.context is not None:
            info.context[id(value)] = cls
        return value


def tag(name: str) -> str:
    """The discriminator tag of a shape. The brackets keep it apart from keys in pydantic's error paths."""
    return f"<{name}>"


def _shape(value: Any) -> str:
    match value:
        case str():
            return "<text>"
        case dict() | BaseModel():
            return "<mapping>"
        case list() | tuple():
            return "<list>"
        case bool():
            return "<boolean>"
        case None:
            return "<null>"
        case _:
            return "<number>"


def by_type(short: Callable[[dict[str, Any]], str | None]) -> Discriminator:
    """Tell elements apart by their ``type``; ``short`` recognises forms that need none."""

    def discriminate(value: Any) -> str | None:
        if isinstance(value, BaseModel):
            return tag(str(getattr(value, "type", "")))
        if not isinstance(value, dict):
            return _shape(value)
        kind = value.get("type", short(value))
        return None if kind is None else tag(str(kind))

    return Discriminator(discriminate)


by_shape = Discriminator(_shape)
