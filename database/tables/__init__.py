"""All tables, by what they are about. Importing this package fills `database.metadata.metadata`."""

from database.tables.commitments import invoices, promises
from database.tables.definitions import process_definitions
from database.tables.engineering import (
    agreements,
    capacity_days,
    customer_purchases,
    product_routes,
    suppliers,
    work_centers,
)
from database.tables.goods import products, reservations, stock, stock_calls, stock_ledger
from database.tables.incidents import incidents, refusals
from database.tables.journal import effects, records, segments, stimuli
from database.tables.letters import letters
from database.tables.money import payments
from database.tables.orders import order_numbers, orders
from database.tables.outbox import outbox
from database.tables.outside import outside_answers
from database.tables.people import absences, customers, groups, memberships, parties, staff
from database.tables.shipping import shipment_events, shipments
from database.tables.sourcing import (
    capacity_bookings,
    expected_receipts,
    production_orders,
    purchases,
    sourcing_calls,
)
from database.tables.tasks import tasks
from database.tables.trade import erp_documents

__all__ = [
    "absences",
    "agreements",
    "capacity_bookings",
    "capacity_days",
    "customer_purchases",
    "customers",
    "effects",
    "erp_documents",
    "expected_receipts",
    "groups",
    "incidents",
    "invoices",
    "letters",
    "memberships",
    "order_numbers",
    "orders",
    "outbox",
    "outside_answers",
    "parties",
    "payments",
    "process_definitions",
    "product_routes",
    "production_orders",
    "products",
    "promises",
    "purchases",
    "records",
    "refusals",
    "reservations",
    "segments",
    "shipment_events",
    "shipments",
    "sourcing_calls",
    "staff",
    "stimuli",
    "stock",
    "stock_calls",
    "stock_ledger",
    "suppliers",
    "tasks",
    "work_centers",
]
