"""One line of an order: so much of one thing at a price."""

from pydantic import Field

from orders.fields import (
    Code,
    Currency,
    Day,
    LongText,
    Quantity,
    Scalar,
    Text,
    UnitPrice,
    Vocabulary,
    Word,
)


class Line(Vocabulary):
    """What is ordered, as the customer wrote it; the check against the catalogue comes later.

    `unit_price` is for one `unit`, in the order's currency, before any rounding.
    """

    id: Code
    sku: Code
    name: Text | None = None
    specification: dict[Word, Scalar] = Field(default={}, max_length=50)
    quantity: Quantity
    unit: Text = "pcs"
    unit_price: UnitPrice
    currency: Currency | None = None
    requested_delivery: Day | None = None
    notes: LongText | None = None
