"""The arithmetic of stock, on rows that the caller has locked: no SQL here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from application.ports import Allotment, Demand, NotReservedError, StockLevel

Kind: TypeAlias = Literal["reserve", "release", "issue", "receive", "take_back"]

# What one piece of each kind of movement does to (on hand, reserved).
_EFFECT: Mapping[Kind, tuple[int, int]] = {
    "reserve": (0, 1),
    "release": (0, -1),
    "issue": (-1, -1),
    "receive": (1, 0),
    "take_back": (1, 0),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: what moved, and the level it left behind."""

    kind: Kind
    demand: Demand
    after: StockLevel


@dataclass(slots=True)
class Shelf:
    """The locked levels, and the movements made on them so far."""

    levels: dict[str, StockLevel]
    entries: list[Entry] = field(default_factory=list)

    def available(self, sku: str) -> Decimal:
        """What is neither reserved before nor by the movements so far."""
        return self.levels[sku].available

    def move(self, kind: Kind, demand: Demand) -> None:
        """Move goods and note it in the ledger."""
        on_hand, reserved = _EFFECT[kind]
        before = self.levels[demand.sku]
        after = StockLevel(
            before.on_hand + on_hand * demand.quantity, before.reserved + reserved * demand.quantity
        )
        self.levels[demand.sku] = after
        self.entries.append(Entry(kind, demand, after))

    def allot(self, demand: Demand) -> Allotment:
        """Reserve all of a demand, or nothing of it."""
        available = self.available(demand.sku)
        enough = demand.quantity <= available
        if enough:
            self.move("reserve", demand)
        return Allotment(demand.line, demand.sku, demand.quantity, enough, available)


def check_reserved(demands: Sequence[Demand], reserved: Sequence[Demand]) -> None:
    """Raises NotReservedError when more is demanded for a line than is reserved for it."""
    left = {(held.held_by, held.line, held.sku): held.quantity for held in reserved}
    for demand in demands:
        place = (demand.held_by, demand.line, demand.sku)
        if demand.quantity > left.get(place, Decimal(0)):
            raise NotReservedError(demand, left.get(place, Decimal(0)))
        left[place] -= demand.quantity
