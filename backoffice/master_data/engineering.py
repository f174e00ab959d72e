"""Master data of engineering: work centres, suppliers, routes, agreements, receipts that are expected."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from backoffice.master_data.parts import Amount, Entry, Label
from orders.fields import Code, Currency, Day, Number, Percent, Quantity, Text, Word

Minutes = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]


class WorkCenterEntry(Entry):
    """A work centre: minutes of each weekday from Monday on, and days that differ (closed, extra shifts)."""

    id: Code
    name: Label
    week: list[Minutes] = Field(min_length=7, max_length=7)
    days: dict[Day, Minutes] = Field(default={})


class SupplierEntry(Entry):
    """Somebody we buy from."""

    id: Code
    name: Text
    active: bool = True


class LimitsEntry(Entry):
    """What a technical parameter may be."""

    unit: Text
    minimum: Number
    maximum: Number


class MakeEntry(Entry):
    """How a product is made; `materials` are for one piece."""

    work_center: Code
    setup_minutes: Minutes = 0
    minutes_per_piece: Amount
    materials: dict[Code, Quantity] = Field(default={})


class BuyEntry(Entry):
    """From whom a product is bought; `lead_days` are calendar days."""

    supplier: Code
    unit_cost: Amount
    currency: Currency = "CNY"
    lead_days: Annotated[int, Field(strict=True, ge=0, le=400)]
    minimum: Amount = Field(default=0, validate_default=True)


class RouteEntry(Entry):
    """How a product is got, and what it can be."""

    sku: Code
    models: list[Text] = Field(default=[])
    technical: dict[Word, LimitsEntry] = Field(default={})
    cost: Amount
    make: MakeEntry | None = None
    buy: BuyEntry | None = None


class AgreementEntry(Entry):
    """What a customer has agreed with us."""

    customer: Code
    net_days: Annotated[int, Field(strict=True, ge=0, le=365)] = 0
    deposit_percent: Percent = Field(default=0, validate_default=True)
    discount_percent: Percent = Field(default=0, validate_default=True)
    framework_contract: Code | None = None


class ReceiptEntry(Entry):
    """Goods that come to the shelf on a day."""

    id: Code
    sku: Code
    quantity: Quantity
    day: Day


def capacity_rows(entries: Sequence[WorkCenterEntry]) -> list[Mapping[str, Any]]:
    """The days that differ, as rows."""
    return [
        {"work_center": entry.id, "day": day, "minutes": minutes}
        for entry in entries
        for day, minutes in entry.days.items()
    ]
