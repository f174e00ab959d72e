"""All that services may use of the business, in one object."""

from dataclasses import dataclass

from application.ports.agreements import Agreements
from application.ports.catalogue import Catalogue
from application.ports.customers import Customers
from application.ports.engineering import Engineering
from application.ports.invoices import Invoices
from application.ports.outbox import Outbox
from application.ports.parties import Parties
from application.ports.payments import Payments
from application.ports.production import Production
from application.ports.promises import Promises
from application.ports.purchasing import Purchasing
from application.ports.shipping import Shipping
from application.ports.staff import Staff
from application.ports.stock import Stock


@dataclass(frozen=True, slots=True)
class Ports:
    """The business side as a service sees it, all of it in the segment's one transaction."""

    stock: Stock
    catalogue: Catalogue
    customers: Customers
    staff: Staff
    payments: Payments
    shipping: Shipping
    outbox: Outbox
    parties: Parties
    engineering: Engineering
    production: Production
    purchasing: Purchasing
    promises: Promises
    invoices: Invoices
    agreements: Agreements
