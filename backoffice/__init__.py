"""The built-in back office: stock, production, purchasing, shipping, money and promises in our own database.

Each part takes the connection of the caller's transaction and never commits: effects and records of a
segment commit together, or not at all.
"""

from sqlalchemy import Connection

from application.ports import Outbox, Ports
from backoffice.agreements import SqlAgreements
from backoffice.catalogue import SqlCatalogue
from backoffice.customers import SqlCustomers
from backoffice.engineering import SqlEngineering
from backoffice.erp import SqlErp
from backoffice.invoices import SqlInvoices
from backoffice.outbox import SqlOutbox
from backoffice.parties import SqlParties
from backoffice.payments import SqlPayments
from backoffice.production import SqlProduction
from backoffice.promises import SqlPromises
from backoffice.purchasing import SqlPurchasing
from backoffice.shipping import SqlShipping
from backoffice.staff import SqlStaff
from backoffice.stock import SqlStock


def ports(connection: Connection, messages: Outbox | None = None) -> Ports:
    """The back office inside one transaction. ``messages`` takes what customers are told; without it, they
    are written at once."""
    return Ports(
        stock=SqlStock(connection),
        catalogue=SqlCatalogue(connection),
        customers=SqlCustomers(connection),
        staff=SqlStaff(connection),
        payments=SqlPayments(connection),
        shipping=SqlShipping(connection),
        outbox=SqlOutbox(connection) if messages is None else messages,
        parties=SqlParties(connection),
        engineering=SqlEngineering(connection),
        production=SqlProduction(connection),
        purchasing=SqlPurchasing(connection),
        promises=SqlPromises(connection),
        invoices=SqlInvoices(connection),
        agreements=SqlAgreements(connection),
    )


__all__ = [
    "SqlAgreements",
    "SqlCatalogue",
    "SqlCustomers",
    "SqlEngineering",
    "SqlErp",
    "SqlInvoices",
    "SqlOutbox",
    "SqlParties",
    "SqlPayments",
    "SqlProduction",
    "SqlPromises",
    "SqlPurchasing",
    "SqlShipping",
    "SqlStaff",
    "SqlStock",
    "ports",
]
