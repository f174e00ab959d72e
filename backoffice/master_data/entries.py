"""What stands in a file of master data."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from orders.fields import Code, Currency, Number, Text
from orders.party import Party

Amount = Annotated[Number, Field(ge=0)]


class Entry(BaseModel):
    """Base of what stands in a file of master data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(Entry):
    """A name in both languages."""

    en: Text
    zh: Text


class ProductEntry(Entry):
    """A product; `stock` is what is on hand when it is loaded for the first time."""

    sku: Code
    name: Label
    unit: Text = "pcs"
    price: Amount
    currency: Currency = "CNY"
    active: bool = True
    specification: dict[str, list[Text]] = {}
    substitutes: list[Code] = []
    stock: Amount = Decimal(0)
    location: Text | None = None


class CustomerEntry(Entry):
    """A customer with the personal data that is stored apart."""

    id: Code
    kind: Literal["person", "company"]
    tier: Text
    active: bool = True
    language: Literal["zh", "en"]
    currency: Currency = "CNY"
    credit_limit: Amount = Decimal(0)
    party: Party


class GroupEntry(Entry):
    """A group of people."""

    id: Code
    name: Label


class StaffEntry(Entry):
    """Somebody who works here."""

    id: Code
    name: Text
    language: Literal["zh", "en"]
    active: bool = True
    groups: list[Code]


class MasterData(Entry):
    """A file of master data, or several merged."""

    products: list[ProductEntry] = []
    customers: list[CustomerEntry] = []
    groups: list[GroupEntry] = []
    staff: list[StaffEntry] = []
