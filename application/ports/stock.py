"""Stock: what is on hand, and who has reserved how much of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from application.ports.call import Origin


@dataclass(frozen=True, slots=True)
class Demand:
    """So much of a product for one line of an order. `quantity` is in the product's unit, above 0.

    `held_by` is the order whose reservation is meant, where that is not the calling one: an order ships what
    its children have reserved.
    """

    line: str
    sku: str
    quantity: Decimal
    held_by: str | None = None


@dataclass(frozen=True, slots=True)
class StockLevel:
    """How much there is, how much of that is promised to orders, and on which shelf (None: unknown)."""

    on_hand: Decimal
    reserved: Decimal
    location: str | None = None

    @property
    def available(self) -> Decimal:
        """What an order could still get."""
        return self.on_hand - self.reserved


@dataclass(frozen=True, slots=True)
class Allotment:
    """What became of one demand: reserved in full, or not at all with what would have been `available`."""

    line: str
    sku: str
    quantity: Decimal
    reserved: bool
    available: Decimal


@dataclass(frozen=True, slots=True)
class Movement:
    """So much of a product moved for one line."""

    line: str
    sku: str
    quantity: Decimal


class UnknownProductError(Exception):
    """Stock keeps no such products."""

    def __init__(self, skus: Collection[str]) -> None:
        super().__init__(f"stock keeps no {', '.join(sorted(skus))}")
        self.skus = sorted(skus)


class NotReservedError(Exception):
    """More was to be issued than is reserved for that line."""

    def __init__(self, demand: Demand, reserved: Decimal) -> None:
        super().__init__(
            f"line {demand.line}: {demand.quantity} of {demand.sku} to issue, {reserved} reserved"
        )
        self.demand = demand
        self.reserved = reserved


class Stock(Protocol):
    """Every call changes all that it is asked for at once, or (on an error) nothing."""

    def levels(self, skus: Collection[str]) -> Mapping[str, StockLevel]:
        """How much there is of each product just now; products that stock does not keep are left out."""
        ...

    def reserve(self, origin: Origin, demands: Sequence[Demand]) -> Sequence[Allotment]:
        """Promise goods to lines, in the order of `demands`; never more than there is.

        Each line gets all or nothing. Raises UnknownProductError.
        """
        ...

    def release(self, origin: Origin, lines: Collection[str] | None = None) -> Sequence[Movement]:
        """Give back what is reserved for these lines of the order (None: for all of them)."""
        ...

    def issue(self, origin: Origin, demands: Sequence[Demand]) -> None:
        """Take reserved goods out of the house. Raises NotReservedError."""
        ...

    def receive(self, origin: Origin, goods: Sequence[Demand]) -> None:
        """Put goods from a supplier on the shelf. Raises UnknownProductError."""
        ...

    def take_back(self, origin: Origin, goods: Sequence[Demand]) -> None:
        """Put goods that had left the house back on the shelf. Raises UnknownProductError."""
        ...
