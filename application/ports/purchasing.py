"""Purchasing: what we want of suppliers for the lines of orders, and what has come of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from application.ports.call import Origin

PurchasingState = Literal["requested", "ordered", "confirmed", "received", "cancelled"]


@dataclass(frozen=True, slots=True)
class Need:
    """What a line of an order needs from a supplier, and until when."""

    line: str
    sku: str
    quantity: Decimal
    supplier: str
    unit_cost: Decimal
    currency: str
    wanted: date


@dataclass(frozen=True, slots=True)
class Purchase:
    """A purchase. `expected` is the supplier's promise, `reference` the number that others have for it."""

    number: str
    order: str
    line: str
    sku: str
    supplier: str
    quantity: Decimal
    accepted: Decimal
    rejected: Decimal
    unit_cost: Decimal
    currency: str
    wanted: date
    expected: date | None
    reference: str | None
    state: PurchasingState

    @property
    def open(self) -> Decimal:
        """What is still to come; rejected goods are to be replaced."""
        return max(self.quantity - self.accepted, Decimal(0))


@dataclass(frozen=True, slots=True)
class ExpectedReceipt:
    """Goods that come to the shelf on a day, for nobody in particular."""

    sku: str
    quantity: Decimal
    day: date


class UnknownPurchaseError(Exception):
    """The order has no such purchase."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no purchase {number}")
        self.number = number


class PurchaseStateError(Exception):
    """The purchase is past that."""

    def __init__(self, number: str, state: str) -> None:
        super().__init__(f"purchase {number} is {state}")
        self.number = number
        self.state = state


class Purchasing(Protocol):
    """Every call on a purchase raises UnknownPurchaseError and PurchaseStateError."""

    def expected(self, skus: Collection[str]) -> Mapping[str, Sequence[ExpectedReceipt]]:
        """What is on its way to the shelf, by product and day."""
        ...

    def request(self, origin: Origin, need: Need) -> Purchase:
        """Open a purchase in state `requested`."""
        ...

    def find(self, order: str, number: str) -> Purchase:
        """The purchase as it stands."""
        ...

    def under_way(self, order: str, lines: Collection[str]) -> Sequence[Purchase]:
        """Those of an order and its children, for these lines, that are neither received nor cancelled."""
        ...

    def ordered(self, origin: Origin, number: str, reference: str | None) -> Purchase:
        """It has gone to the supplier."""
        ...

    def confirmed(self, origin: Origin, number: str, expected: date, quantity: Decimal | None) -> Purchase:
        """The supplier promises goods for a day, and (unless None) another quantity."""
        ...

    def inspected(self, origin: Origin, number: str, accepted: Decimal, rejected: Decimal) -> Purchase:
        """Count what has come; with nothing open any more it is `received`."""
        ...

    def cancel(self, origin: Origin, number: str) -> Purchase:
        """No more is wanted. Twice is as once; what is received stays so."""
        ...
