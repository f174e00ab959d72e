"""What entries of master data are made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from orders.fields import Number, Text

Amount = Annotated[Number, Field(ge=0)]


class Entry(BaseModel):
    """Base of what stands in a file of master data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(Entry):
    """A name in both languages."""

    en: Text
    zh: Text
