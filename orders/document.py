"""An order as its process sees it: no personal data, only references to it."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.values import Value
from orders.line import Measure
from orders.terms import PaymentTerms

# The document is the workflow's input, and Temporal refuses payloads of 2 MiB: the rest of the state
# needs some of that too.
MAX_DOCUMENT_BYTES = 1_500_000

Reference = Annotated[str, Field(description="Points to personal data, kept apart: party:…")]


class Document(BaseModel):
    """Base of the parts of the document: what is read from it has been checked before."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OrderCustomer(Document):
    """Who orders: a customer's number, a reference to a party written on the order, or both."""

    id: str | None
    party: Reference | None


class Holding(Document):
    """So much of a line that another order, a child of this one, has reserved for it."""

    by: str
    quantity: Decimal


# What the process notes in a line on its way: the fields of OrderLine that no sender writes.
FOLLOWED = frozenset({"promised_first", "promised", "got", "held", "version"})


class OrderLine(Document):
    """One line; `amount` is quantity times unit price, rounded to what the currency can pay.

    What stands below `notes` is left out where there is none. The last five are written by the process:
    the day that was promised first, the day that holds, how much of the line is there, who holds it, and how
    often it was changed after that.
    """

    id: str
    sku: str
    name: str | None
    specification: dict[str, str | bool | Decimal]
    quantity: Decimal
    unit: str
    unit_price: Decimal
    amount: Decimal
    requested_delivery: date | None
    notes: Reference | None
    model: str | None = None
    drawing: str | None = None
    technical: dict[str, Measure] | None = None
    promised_first: date | None = None
    promised: date | None = None
    got: Decimal | None = None
    held: list[Holding] | None = None
    version: int | None = None


class OrderDocument(Document):
    """The variable `order` of a process when it starts."""

    kind: Literal["retail", "service", "manufacturing"]
    channel: str
    external_number: str
    revision: int
    customer: OrderCustomer
    ship_to: Reference | None
    bill_to: Reference | None
    currency: str
    lines: list[OrderLine]
    total: Decimal
    payment: PaymentTerms
    requested_delivery: date | None
    language: Literal["zh", "en"]
    priority: int
    created_by: str | None
    notes: Reference | None
    purchase_number: str | None = None
    delivery_terms: str | None = None
    partial_shipments: bool | None = None
    warranty_months: int | None = None

    def value(self) -> dict[str, Value]:
        """The document as a value that expressions can read and `engine.values` can encode."""
        value = self.model_dump()
        for part in (value, *value["lines"]):
            for name in _OPTIONAL & part.keys():
                if part[name] is None:
                    del part[name]
        return value


# Fields that only some kinds of orders have; in the others they would only cost space.
_OPTIONAL = {
    *(name for name, field in OrderLine.model_fields.items() if not field.is_required()),
    *(name for name, field in OrderDocument.model_fields.items() if not field.is_required()),
}
