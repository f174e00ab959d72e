"""Ports: what the application needs of the world, as Protocols. Who fulfils them is decided in `stack`."""

from application.ports.agreements import Agreement, Agreements
from application.ports.bundle import Ports
from application.ports.call import Origin
from application.ports.catalogue import Catalogue, Product
from application.ports.customers import CustomerRecord, Customers
from application.ports.engineering import BuyRoute, Engineering, Limits, MakeRoute, ProductRoute
from application.ports.erp import (
    Confirmed,
    EnteredOrder,
    EnteredOtherwiseError,
    Erp,
    PlacedPurchase,
    PurchaseOrder,
    SalesOrder,
    TooLateError,
    TradeLine,
)
from application.ports.invoices import Invoice, InvoiceLine, Invoices, UnknownInvoiceError
from application.ports.outbox import Message, Outbox
from application.ports.outside import (
    OutsideError,
    OutsidePorts,
    RefusedError,
    RejectedError,
    UnavailableError,
)
from application.ports.parties import Parties, PartyRecord
from application.ports.payments import Account, Booking, CurrencyMismatchError, OverRefundError, Payments
from application.ports.production import (
    Capacity,
    Job,
    NoCapacityError,
    Production,
    ProductionOrder,
    ProductionStateError,
    UnknownProductionOrderError,
    Work,
)
from application.ports.promises import Promise, Promises
from application.ports.purchasing import (
    ExpectedReceipt,
    Need,
    Purchase,
    PurchaseStateError,
    Purchasing,
    UnknownPurchaseError,
)
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
    "Agreement",
    "Agreements",
    "Allotment",
    "Booking",
    "BuyRoute",
    "Capacity",
    "Catalogue",
    "Confirmed",
    "CurrencyMismatchError",
    "CustomerRecord",
    "Customers",
    "Demand",
    "Engineering",
    "EnteredOrder",
    "EnteredOtherwiseError",
    "Erp",
    "ExpectedReceipt",
    "Invoice",
    "InvoiceLine",
    "Invoices",
    "ItemToShip",
    "Job",
    "Limits",
    "MakeRoute",
    "Message",
    "Movement",
    "Need",
    "NoCapacityError",
    "NotReservedError",
    "Origin",
    "Outbox",
    "OutsideError",
    "OutsidePorts",
    "OverRefundError",
    "Parties",
    "PartyRecord",
    "Payments",
    "PlacedPurchase",
    "Ports",
    "Product",
    "ProductRoute",
    "Production",
    "ProductionOrder",
    "ProductionStateError",
    "Promise",
    "Promises",
    "Purchase",
    "PurchaseOrder",
    "PurchaseStateError",
    "Purchasing",
    "RefusedError",
    "RejectedError",
    "SalesOrder",
    "Shipment",
    "ShipmentEvent",
    "ShipmentStateError",
    "Shipping",
    "Staff",
    "StaffMember",
    "Stock",
    "StockLevel",
    "TooLateError",
    "TradeLine",
    "UnavailableError",
    "UnknownInvoiceError",
    "UnknownProductError",
    "UnknownProductionOrderError",
    "UnknownPurchaseError",
    "UnknownShipmentError",
    "Work",
]
