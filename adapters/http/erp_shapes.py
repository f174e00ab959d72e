"""What an ERP answers over HTTP."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from application.ports import (
    Confirmed,
    EnteredOrder,
    PlacedPurchase,
    PurchaseOrder,
    SalesOrder,
    UnavailableError,
)


class Document(BaseModel):
    """What sales and purchase orders have in common. What else it says is its own business."""

    number: str
    reference: str
    state: str
    content: dict[str, Any]


class SalesDocument(Document):
    """A sales order."""

    state: Literal["received", "confirmed", "done", "cancelled"]

    def found(self) -> EnteredOrder:
        """As the port has it."""
        return EnteredOrder(self.reference, self.number, self.state)


class ConfirmedLine(BaseModel):
    """So much of a line the supplier will send."""

    line: str
    quantity: Decimal


class PurchaseDocument(Document):
    """A purchase order."""

    state: Literal["sent", "confirmed", "refused", "done", "cancelled"]
    promised: date | None = None
    confirmed: list[ConfirmedLine] = []

    def found(self) -> PlacedPurchase:
        """As the port has it."""
        confirmed = tuple(Confirmed(part.line, part.quantity) for part in self.confirmed)
        return PlacedPurchase(self.reference, self.number, self.state, self.promised, confirmed)


AnyDocument = TypeVar("AnyDocument", SalesDocument, PurchaseDocument)


def read(kind: type[AnyDocument], body: Mapping[str, Any]) -> AnyDocument:
    """An answer as a document. Raises UnavailableError: what was done is then unknown."""
    try:
        return kind.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UnavailableError(f"the ERP's answer cannot be read: {place}: {first['msg']}") from error


def written(order: SalesOrder | PurchaseOrder) -> dict[str, Any]:
    """An order as it is sent: numbers as text, so that no digit is lost; what is not given is left out."""
    partner = {"customer": order.customer} if isinstance(order, SalesOrder) else {"supplier": order.supplier}
    lines = [
        _given(line=one.line, sku=one.sku, quantity=_text(one.quantity), price=_text(one.price))
        for one in order.lines
    ]
    wanted = order.wanted and order.wanted.isoformat()
    common = _given(reference=order.reference, currency=order.currency, wanted=wanted)
    return {**common, **_given(**partner), "lines": lines}


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount.normalize():f}"


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
