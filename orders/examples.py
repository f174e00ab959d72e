"""What a field may look like, for cures: people copy an example sooner than they read a rule."""

from collections.abc import Mapping
from difflib import get_close_matches

from pydantic import BaseModel

from engine.language.places import Path
from orders.line import Line, Measure
from orders.order import Order
from orders.party import Address, Customer, Party
from orders.terms import PaymentTerms
from orders.words import Language

_PARTS: Mapping[str, type[BaseModel]] = {
    "": Order,
    "lines": Line,
    "customer": Customer,
    "party": Party,
    "ship_to": Party,
    "bill_to": Party,
    "address": Address,
    "payment": PaymentTerms,
    "technical": Measure,
}
_EXAMPLES: Mapping[str, str] = {
    "": "channel, external_number, customer, currency and lines",
    "channel": "channel: web-shop",
    "external_number": "external_number: SO-2026-0001",
    "customer": "customer: {id: C-1001}",
    "party": "party: {name: 王芳}",
    "ship_to": "ship_to: {name: 王芳, address: {street: 文三路 1 号, city: 杭州}}",
    "bill_to": "bill_to: {name: 王芳, address: {street: 文三路 1 号, city: 杭州}}",
    "address": "address: {street: 文三路 1 号, city: 杭州}",
    "currency": "currency: CNY",
    "lines": "lines: [{sku: CUP-001, quantity: 2, unit_price: 29.90}]",
    "line": "{sku: CUP-001, quantity: 2, unit_price: 29.90}",
    "sku": "sku: CUP-001",
    "created_by": "created_by: lin.mei",
    "purchase_number": "purchase_number: PO-2026-0001",
    "quantity": "quantity: 2",
    "unit_price": "unit_price: 29.90",
    "payment": "payment: {type: prepaid}",
    "specification": "specification: {colour: white}",
    "technical": "technical: {length: {value: 12.5, unit: mm}}",
    "name": "name: 王芳",
    "street": "street: 文三路 1 号",
    "city": "city: 杭州",
    "value": "value: 12.5",
    "unit": "unit: mm",
}
# Words of other systems, too far from ours for a comparison of letters.
_CALLED = {
    "qty": "quantity",
    "amount": "quantity",
    "price": "unit_price",
    "items": "lines",
    "positions": "lines",
    "product": "sku",
    "item": "sku",
    "article": "sku",
    "number": "external_number",
    "order_number": "external_number",
    "orderno": "external_number",
    "zip": "postcode",
    "tel": "phone",
    "mail": "email",
    "colour": "specification",
    "color": "specification",
    "size": "specification",
}
_LIKE = {"en": "; did you mean {}?", "zh": "；是否指 {}？"}
_FIELDS = {"en": "; known here: {}", "zh": "；这里可用：{}"}


def example_of(path: Path) -> str:
    """Something that may stand at a path; its name with … where nothing better is known."""
    last = path[-1] if path else ""
    if isinstance(last, int):
        return _EXAMPLES["line"] if path[-2:-1] == ("lines",) else _EXAMPLES[""]
    return _EXAMPLES.get(last, f"{last}: …")


def sample_of(path: Path) -> str:
    """A value that may stand at a path of a number or name; an id is that of what it stands in."""
    names = [part for part in path if isinstance(part, str)]
    if names[-1:] == ["id"]:
        return _IDS.get(names[-2] if len(names) > 1 else "", _IDS[""])
    return example_of(path).partition(": ")[2]


_IDS: Mapping[str, str] = {"customer": "C-1001", "lines": "L1", "": "A-1001"}


def nearest_field(path: Path, language: Language) -> str:
    """The field that was probably meant by an unknown one; all that may stand there when none is near."""
    fields = fields_around(path)
    meant = meant_field(path)
    return _LIKE[language].format(meant) if meant else _FIELDS[language].format(", ".join(fields))


def meant_field(path: Path) -> str | None:
    """The field that was probably meant by an unknown one, if one is near."""
    fields, wrong = fields_around(path), str(path[-1]) if path else ""
    called = _CALLED.get(wrong.lower())
    near = get_close_matches(wrong.lower().replace(" ", "_").replace("-", "_"), fields, n=1, cutoff=0.7)
    return called if called in fields else near[0] if near else None


def fields_around(path: Path) -> list[str]:
    """The fields that may stand beside the last name of a path."""
    around = [part for part in path[:-1] if part in _PARTS]
    return list(_PARTS[str(around[-1]) if around else ""].model_fields)
