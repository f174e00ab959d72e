"""Shipments: from the pick list to the customer's door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from application.ports.call import Origin

TRACKING_CODES = ("in_transit", "delayed", "delivered", "damaged", "lost", "returned")


@dataclass(frozen=True, slots=True)
class ItemToShip:
    """So much of a product for a line, the shelf where it lies (None: unknown), and the order that has
    reserved it (None: the one that ships)."""

    line: str
    sku: str
    quantity: Decimal
    location: str | None = None
    held_by: str | None = None


@dataclass(frozen=True, slots=True)
class Shipment:
    """One parcel or pallet of an order. `carrier` and `tracking_number` are None before it has shipped."""

    number: str
    order: str
    state: str
    items: tuple[ItemToShip, ...]
    ship_to: str | None
    carrier: str | None
    tracking_number: str | None
    shipped_at: datetime | None
    delivered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShipmentEvent:
    """What a carrier reports. `reference` is the carrier's own number of the event: twice the same is one."""

    reference: str
    code: str
    time: datetime
    place: str | None = None


class UnknownShipmentError(Exception):
    """The order has no such shipment."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no shipment {number}")
        self.number = number


class ShipmentStateError(Exception):
    """The shipment is past that, or not there yet."""

    def __init__(self, number: str, state: str, wish: str) -> None:
        super().__init__(f"shipment {number} is {state} and cannot be {wish}")
        self.number = number
        self.state = state
        self.wish = wish


class Shipping(Protocol):
    """Every call on a shipment raises UnknownShipmentError and ShipmentStateError."""

    def pick(self, origin: Origin, items: Sequence[ItemToShip], ship_to: str | None) -> Shipment:
        """Open a shipment in state `picking`, with a pick list in the order of the shelves."""
        ...

    def find(self, order: str, number: str) -> Shipment:
        """The shipment as it stands."""
        ...

    def ship(self, origin: Origin, number: str, carrier: str) -> Shipment:
        """Hand it to the carrier: it gets a tracking number."""
        ...

    def track(self, origin: Origin, number: str, event: ShipmentEvent) -> Shipment:
        """Note what happened on the way; `event.code` is one of TRACKING_CODES and becomes the state."""
        ...

    def cancel(self, origin: Origin, number: str) -> Shipment:
        """Stop it: `cancelled` while picking, afterwards `recalled` from the carrier. Twice is as once."""
        ...
