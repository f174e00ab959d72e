"""What stands in a file of master data."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from backoffice.master_data.engineering import (
    AgreementEntry,
    ReceiptEntry,
    RouteEntry,
    SupplierEntry,
    WorkCenterEntry,
)
from backoffice.master_data.parts import Amount, Entry, Label
from orders.fields import Code, Currency, Text
from orders.party import Party


class ProductEntry(Entry):
    """A product; `stock` is what is on hand when it is loaded for the first time."""

    sku: Code
    name: Label
    unit: Text = "pcs"
    price: Amount
    currency: Currency = "CNY"
    active: bool = True
    specification: dict[str, list[Text]] = Field(default={})
    substitutes: list[Code] = Field(default=[])
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

    products: list[ProductEntry] = Field(default=[])
    customers: list[CustomerEntry] = Field(default=[])
    groups: list[GroupEntry] = Field(default=[])
    staff: list[StaffEntry] = Field(default=[])
    work_centers: list[WorkCenterEntry] = Field(default=[])
    suppliers: list[SupplierEntry] = Field(default=[])
    routes: list[RouteEntry] = Field(default=[])
    agreements: list[AgreementEntry] = Field(default=[])
    receipts: list[ReceiptEntry] = Field(default=[])
