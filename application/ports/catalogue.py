"""The catalogue: what is sold, at what price, in which variants."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Product:
    """One product. `specification` names each variable property with the values it may have;
    an empty tuple allows any value. `price` is for one `unit`, before rounding."""

    sku: str
    name: Mapping[str, str]
    unit: str
    price: Decimal
    currency: str
    active: bool
    specification: Mapping[str, tuple[str, ...]]
    substitutes: tuple[str, ...]


class Catalogue(Protocol):
    """Looks products up; changes nothing."""

    def products(self, skus: Collection[str]) -> Mapping[str, Product]:
        """The products with these numbers; unknown numbers are left out."""
        ...
