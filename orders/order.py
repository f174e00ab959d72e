"""An order as a channel hands it in, personal data included."""

import hashlib
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from engine.values import encode
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
    def _lines_agree(self) -> Self:
        _refuse_double_ids(self.lines)
        _refuse_other_currencies(self.lines, self.currency)
        return self

    @model_validator(mode="after")
    def _says_what_manufacturing_needs(self) -> Self:
        if self.kind == "manufacturing":
            _refuse_nameless_purchase(self)
        else:
            _refuse_technical_lines(self.kind, self.lines)
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


def _refuse_double_ids(lines: Iterable[Line]) -> None:
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if line.id in seen:
            facts = {"id": line.id, "at": ("lines", index, "id")}
            raise PydanticCustomError("double_line_id", "another line has the id {id} too", facts)
        seen.add(line.id)


def _refuse_other_currencies(lines: Iterable[Line], ours: str) -> None:
    for index, line in enumerate(lines):
        if line.currency not in {None, ours}:
            facts = {"theirs": line.currency, "ours": ours, "at": ("lines", index, "currency")}
            raise PydanticCustomError("mixed_currencies", "a line in {theirs} in an order in {ours}", facts)


def _refuse_nameless_purchase(order: Order) -> None:
    if order.purchase_number is None:
        message, at = "an order for manufacture has no purchase_number", {"at": ("purchase_number",)}
        raise PydanticCustomError("no_purchase_number", message, at)
    if order.customer.id is None:
        message = "an order for manufacture names no known customer"
        raise PydanticCustomError("no_company", message, {"at": ("customer", "id")})


def _refuse_technical_lines(kind: str, lines: Iterable[Line]) -> None:
    for index, line in enumerate(lines):
        field = next((name for name in ("model", "drawing", "technical") if getattr(line, name)), None)
        if field is not None:
            facts = {"field": field, "kind": kind, "at": ("lines", index, field)}
            raise PydanticCustomError("not_manufacturing", "{field} in an order of kind {kind}", facts)
