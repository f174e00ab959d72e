"""Engineering data: what a product can be, how it is made or bought, and what that costs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Limits:
    """What a technical parameter may be: a number in `unit`, from `minimum` to `maximum`."""

    unit: str
    minimum: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class MakeRoute:
    """Made by ourselves: minutes on a work centre, and `materials` for one piece, by product."""

    work_center: str
    setup_minutes: int
    minutes_per_piece: Decimal
    materials: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class BuyRoute:
    """Bought: `lead_days` are calendar days from the order to the goods, `minimum` the smallest quantity."""

    supplier: str
    unit_cost: Decimal
    currency: str
    lead_days: int
    minimum: Decimal


@dataclass(frozen=True, slots=True)
class ProductRoute:
    """A product as engineering knows it. `cost` is the standard cost of one unit, in the catalogue's
    currency; `models` is empty when any model will do."""

    sku: str
    models: tuple[str, ...]
    technical: Mapping[str, Limits]
    cost: Decimal
    make: MakeRoute | None
    buy: BuyRoute | None


class Engineering(Protocol):
    """Looks routes up; changes nothing."""

    def routes(self, skus: Collection[str]) -> Mapping[str, ProductRoute]:
        """The routes of these products; products that engineering does not know are left out."""
        ...
