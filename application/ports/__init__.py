"""Ports: what the application needs of the world, as Protocols. Who fulfils them is decided in `stack`."""

from application.ports.bundle import Ports
from application.ports.call import Origin
from application.ports.catalogue import Catalogue, Product
from application.ports.customers import CustomerRecord, Customers
from application.ports.outbox import Message, Outbox
from application.ports.parties import Parties, PartyRecord
from application.ports.payments import Account, Booking, CurrencyMismatchError, OverRefundError, Payments
from application.ports.shipping import (
    ItemToShip,
    Shipment,
    ShipmentEvent,
    ShipmentStateError,
    Shipping,
    UnknownShipmentError,
)
from application.ports.staff import Staff, StaffMember
from application.ports.stock import (
    Allotment,
    Demand,
    Movement,
    NotReservedError,
    Stock,
    StockLevel,
    UnknownProductError,
)

__all__ = [
    "Account",
    "Allotment",
    "Booking",
    "Catalogue",
    "CurrencyMismatchError",
    "CustomerRecord",
    "Customers",
    "Demand",
    "ItemToShip",
    "Message",
    "Movement",
    "NotReservedError",
    "Origin",
    "Outbox",
    "OverRefundError",
    "Parties",
    "PartyRecord",
    "Payments",
    "Ports",
    "Product",
    "Shipment",
    "ShipmentEvent",
    "ShipmentStateError",
    "Shipping",
    "Staff",
    "StaffMember",
    "Stock",
    "StockLevel",
    "UnknownProductError",
    "UnknownShipmentError",
]
