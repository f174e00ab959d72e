"""Parts an order into what travels and is recorded, and the personal data that stays behind.

Records are hash-chained and kept for years; personal data must be erasable. So a record only ever says
`party:…`, and what that means stands in a table of its own. A reference is made from the order's
identity and the role, never from the data: a hash of a telephone number is soon guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from orders.document import OrderCustomer, OrderDocument, OrderLine
from orders.line import Line
from orders.money import round_amount
from orders.order import Order


@dataclass(frozen=True, slots=True)
class PersonalRecord:
    """Personal data behind one reference: a party's fields, or `{"text": …}` for notes."""

    reference: str
    role: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SplitOrder:
    """The two halves of an order; `personal` holds exactly what `document` refers to."""

    document: OrderDocument
    personal: tuple[PersonalRecord, ...]


def split(order: Order) -> SplitOrder:
    """The order without personal data, and that data with the references to it."""
    personal = tuple(_personal(order))
    references = {record.role: record.reference for record in personal}
    return SplitOrder(_document(order, references), personal)


def _personal(order: Order) -> Iterator[PersonalRecord]:
    parties = {"customer": order.customer.party, "ship_to": order.ship_to, "bill_to": order.bill_to}
    for role, party in parties.items():
        if party is not None:
            yield _record(order, role, party.model_dump(exclude_none=True))
    notes = {"notes": order.notes} | {_notes_role(line): line.notes for line in order.lines}
    for role, text in notes.items():
        if text is not None:
            yield _record(order, role, {"text": text})


def _record(order: Order, role: str, data: Mapping[str, Any]) -> PersonalRecord:
    return PersonalRecord(f"party:{order.identity}/{role}", role, data)


def _notes_role(line: Line) -> str:
    return f"line/{line.id}/notes"


def _document(order: Order, references: Mapping[str, str]) -> OrderDocument:
    lines = [_line(line, order.currency, references.get(_notes_role(line))) for line in order.lines]
    return OrderDocument(
        **order.model_dump(exclude={"customer", "ship_to", "bill_to", "lines", "notes", "payment"}),
        customer=OrderCustomer(id=order.customer.id, party=references.get("customer")),
        ship_to=references.get("ship_to"),
        bill_to=references.get("bill_to"),
        lines=lines,
        total=sum(line.amount for line in lines),
        payment=order.payment,
        notes=references.get("notes"),
    )


def _line(line: Line, currency: str, notes: str | None) -> OrderLine:
    amount = round_amount(line.quantity * line.unit_price, currency)
    fields = line.model_dump(exclude={"currency", "notes", "technical"})
    return OrderLine(**fields, amount=amount, notes=notes, technical=line.technical)
