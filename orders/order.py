"""An order as a channel hands it in, personal data included."""

import hashlib
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from engine.values import encode
from orders.agreement import disagreements
from orders.fields import MAX_LINES, Code, Currency, Day, Incoterm, LongText, Vocabulary, Word
from orders.line import Line
from orders.party import Customer, Party
from orders.terms import PaymentTerms


class Order(Vocabulary):
    """What a customer wants, before anybody has looked at it.

    `channel`, `external_number` and `revision` together are its identity: the same three again are
    the same order. `priority` runs from 0 (whenever) to 100 (now). Dates are the customer's local days.
    `purchase_number` is the customer's own number of it, which a company's order for manufacture must have;
    `delivery_terms` are an Incoterm with its place, and `warranty_months` count from acceptance.
    """

    kind: Literal["retail", "service", "manufacturing"] = "retail"
    channel: Word
    external_number: Code
    revision: Annotated[int, Field(strict=True, ge=1, le=9_999)] = 1
    customer: Customer
    ship_to: Party | None = None
    bill_to: Party | None = None
    currency: Currency
    lines: list[Line] = Field(min_length=1, max_length=MAX_LINES)
    payment: PaymentTerms = PaymentTerms()
    requested_delivery: Day | None = None
    language: Literal["zh", "en"] = "zh"
    priority: Annotated[int, Field(strict=True, ge=0, le=100)] = 50
    created_by: Code | None = None
    purchase_number: Code | None = None
    delivery_terms: Incoterm | None = None
    partial_shipments: Annotated[bool, Field(strict=True)] | None = None
    warranty_months: Annotated[int, Field(strict=True, ge=0, le=120)] | None = None
    notes: LongText | None = None

    @field_validator("lines", mode="before")
    @classmethod
    def _number_the_lines(cls, lines: Any) -> Any:
        # A sheet or a form has no line ids: there the position is the id.
        return _with_ids(lines) if isinstance(lines, list) else lines

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if first := next(disagreements(self.model_dump()), None):
            facts = {**first.facts, "at": first.path, "whole": True}
            raise PydanticCustomError(first.kind, "its parts do not agree", facts)
        return self

    @property
    def identity(self) -> str:
        """Channel, external number and revision as one text."""
        return f"{self.channel}/{self.external_number}/{self.revision}"

    def content_hash(self) -> str:
        """SHA-256 (hex) over everything that the sender wrote: tells a repeat from a contradiction.

        It covers personal data, so whoever erases an order's parties clears the stored hash too.
        """
        return hashlib.sha256(encode(self.model_dump(exclude_none=True))).hexdigest()


def _with_ids(lines: list[Any]) -> list[Any]:
    return [
        {"id": str(position), **line} if isinstance(line, dict) else line
        for position, line in enumerate(lines, start=1)
    ]
