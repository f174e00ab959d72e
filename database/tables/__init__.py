"""All tables, by what they are about. Importing this package fills `database.metadata.metadata`."""

from database.tables.definitions import process_definitions
from database.tables.goods import products, reservations, stock, stock_calls, stock_ledger
from database.tables.incidents import incidents, refusals
from database.tables.journal import effects, records, segments, stimuli
from database.tables.money import payments
from database.tables.orders import order_numbers, orders
from database.tables.outbox import outbox
from database.tables.people import absences, customers, groups, memberships, parties, staff
from database.tables.shipping import shipment_events, shipments
from database.tables.tasks import tasks

__all__ = [
    "absences",
    "customers",
    "effects",
    "groups",
    "incidents",
    "memberships",
    "order_numbers",
    "orders",
    "outbox",
    "parties",
    "payments",
    "process_definitions",
    "products",
    "records",
    "refusals",
    "reservations",
    "segments",
    "shipment_events",
    "shipments",
    "staff",
    "stimuli",
    "stock",
    "stock_calls",
    "stock_ledger",
    "tasks",
]
