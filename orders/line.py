"""One line of an order: so much of one thing at a price."""

from pydantic import Field

from orders.fields import (
    Code,
    Currency,
    Day,
    LongText,
    Number,
    Quantity,
    Scalar,
    Text,
    UnitPrice,
    Vocabulary,
    Word,
)


class Measure(Vocabulary):
    """What a technical parameter is to be: 12.5 mm."""

    value: Number
    unit: Text


class Line(Vocabulary):
    """What is ordered, as the customer wrote it; the check against the catalogue comes later.

    `unit_price` is for one `unit`, in the order's currency, before any rounding. `model`, `drawing` and the
    `technical` parameters say what is to be made, where the product alone does not.
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
    model: Text | None = None
    drawing: Text | None = None
    technical: dict[Word, Measure] | None = Field(default=None, max_length=50)
    notes: LongText | None = None
