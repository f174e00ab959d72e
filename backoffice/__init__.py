"""The built-in back office: stock, customers, payments and shipping in our own database.

Each part takes the connection of the caller's transaction and never commits: effects and records of a
segment commit together, or not at all.
"""

from sqlalchemy import Connection

from application.ports import Ports
from backoffice.catalogue import SqlCatalogue
from backoffice.customers import SqlCustomers
from backoffice.outbox import SqlOutbox
from backoffice.parties import SqlParties
from backoffice.payments import SqlPayments
from backoffice.shipping import SqlShipping
from backoffice.staff import SqlStaff
from backoffice.stock import SqlStock


def ports(connection: Connection) -> Ports:
    """The back office inside one transaction."""
    return Ports(
        stock=SqlStock(connection),
        catalogue=SqlCatalogue(connection),
        customers=SqlCustomers(connection),
        staff=SqlStaff(connection),
        payments=SqlPayments(connection),
        shipping=SqlShipping(connection),
        outbox=SqlOutbox(connection),
        parties=SqlParties(connection),
    )


__all__ = [
    "SqlCatalogue",
    "SqlCustomers",
    "SqlOutbox",
    "SqlParties",
    "SqlPayments",
    "SqlShipping",
    "SqlStaff",
    "SqlStock",
    "ports",
]
