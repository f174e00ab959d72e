"""What the services of shipments take and give."""

from typing import Literal

from pydantic import AwareDatetime

from activities.services.shapes import Answer, Goods, Request
from orders.fields import Number, Word


class PickRequest(Request):
    """What to pick for one shipment, and the party it goes to (`party:…`)."""

    lines: list[Goods]
    ship_to: str | None = None


class PickListItem(Answer):
    """What to take from which shelf."""

    id: str
    sku: str
    quantity: Number
    location: str | None


class PickList(Answer):
    """The new shipment's number, and its items in the order of the shelves: the first 500 of `item_count`."""

    shipment: str
    items: list[PickListItem]
    item_count: int


class ShipRequest(Request):
    """Which shipment goes with whom."""

    shipment: str
    carrier: Word = "sf"


class Shipped(Answer):
    """What has left the house, and how to follow it."""

    shipment: str
    carrier: str
    tracking_number: str
    shipped_at: AwareDatetime
    item_count: int


class TrackRequest(Request):
    """What the carrier reports; without `reference` every call is an event of its own."""

    shipment: str
    code: Literal["in_transit", "delayed", "delivered", "damaged", "lost", "returned"]
    reference: str | None = None
    at: AwareDatetime | None = None
    place: str | None = None


class ShipmentRequest(Request):
    """Which shipment to stop, or to put back on the shelf."""

    shipment: str


class ShipmentState(Answer):
    """How the shipment stands now."""

    shipment: str
    state: str
    delivered_at: AwareDatetime | None
