"""Plain data to an order, or to findings in plain words about everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.language.places import Path, show_path
from engine.values import Finding, encode
from orders.cures import CURES, UNKNOWN
from orders.document import MAX_DOCUMENT_BYTES
from orders.fields import FORMS
from orders.line import Line, Measure
from orders.order import Order
from orders.party import Address, Customer, Party
from orders.split import split
from orders.terms import PaymentTerms

_PARTS = (Order, Line, Measure, Customer, Party, Address, PaymentTerms)
_FIELD_NAMES = sorted({name for part in _PARTS for name in part.model_fields})


@dataclass(frozen=True, slots=True)
class Misfit:
    """A finding, and the path it is about, for whoever knows the document and its lines and columns.

    `key` says that the name of the field is wrong, not its value.
    """

    finding: Finding
    path: Path
    key: bool = False


def order_from(data: object) -> Order | tuple[Misfit, ...]:
    """Check plain data (from YAML, JSON, a form …) as an order: the order, or everything that is wrong.

    Numbers must be int or Decimal.
    """
    try:
        order = Order.model_validate(data)
    except ValidationError as error:
        return tuple(misfit_of(detail) for detail in error.errors(include_url=False))
    misfit = _too_large(order)
    return order if misfit is None else (misfit,)


def misfit_of(detail: ErrorDetails) -> Misfit:
    """One of pydantic's error details in our words."""
    code, cure = CURES.get(detail["type"], UNKNOWN)
    context: dict[str, Any] = detail.get("ctx", {})
    path = (*_without_marks(detail["loc"]), *context.get("at", ()))
    cure = cure.format_map(_told(detail, context))
    finding = Finding(code, _message(detail, show_path(path)), cure, path=show_path(path))
    return Misfit(finding, path, key="[key]" in detail["loc"] or code == "unknown-field")


def _without_marks(location: Path) -> Path:
    # pydantic marks a wrong key by "[key]" behind it.
    return tuple(part for part in location if part != "[key]")


def _told(detail: ErrorDetails, context: Mapping[str, Any]) -> dict[str, str]:
    """What the cure may mention: limits, the expected form, the field that was probably meant."""
    told = {name: str(value) for name, value in context.items()}
    told["form"] = FORMS.get(told.get("pattern", ""), "it differently")
    near = get_close_matches(str(detail["loc"][-1]), _FIELD_NAMES, n=1) if detail["loc"] else []
    told["nearest"] = f"; did you mean {near[0]}?" if near else ""
    return told


# How a message starts with its subject; the rest show what was found, and pydantic's words for the limit.
_SENTENCES = {
    "missing": "{subject} is missing",
    "extra_forbidden": "{subject} is not a field of an order",
    "mixed_currencies": "{msg}",
    "double_line_id": "{msg}",
    "deposit": "{msg}",
    "net_days": "{msg}",
    "no_purchase_number": "{msg}",
    "no_company": "{msg}",
    "not_manufacturing": "{msg}",
    "unprintable": "{subject} {msg}",
    "not_a_number": "{subject} {msg}",
    "not_a_date": "{subject} {msg}",
    "nobody": "{subject} {msg}",
    "string_type": "{subject} is {found}, not a text",
    "string_too_short": "{subject} is empty",
    "string_too_long": "{subject} has more than {max_length} characters: {found}",
    "string_unicode": "{subject} holds what is no text",
    "int_type": "{subject} is {found}, not a whole number",
    "bool_type": "{subject} is {found}, neither true nor false",
    "list_type": "{subject} is {found}, not a list",
    "greater_than": "{subject} is {found}; it must be above {gt}",
    "greater_than_equal": "{subject} is {found}; it must be at least {ge}",
    "less_than_equal": "{subject} is {found}; it must be at most {le}",
    "decimal_max_digits": "{subject} is {found}, more than {max_digits} digits",
    "decimal_whole_digits": "{subject} is {found}, too large a number",
    "decimal_max_places": "{subject} is {found}, more than {decimal_places} digits after the point",
    "finite_number": "{subject} is {found}, no ordinary number",
    "literal_error": "{subject} is {found}, none of {expected}",
    "too_short": "{subject} is {found}; at least {min_length} are needed",
    "too_long": "{subject} is {found}; at most {max_length} are taken",
    "date_parsing": "{subject} is {found}, no date",
    "date_from_datetime_parsing": "{subject} is {found}, no date",
    "string_pattern_mismatch": "{subject} is {found}, which is no such code, word or number",
    "model_type": "{subject} is {found}, not fields with values",
    "dict_type": "{subject} is {found}, not fields with values",
}


def _message(detail: ErrorDetails, path: str) -> str:
    sentence = _SENTENCES.get(detail["type"], "{subject} is {found}, which does not fit")
    message = detail["msg"][:1].lower() + detail["msg"][1:]
    facts = {"subject": path or "the order", "found": _shown(detail["input"]), "msg": message}
    return sentence.format_map({**detail.get("ctx", {}), **facts})


def _shown(value: object) -> str:
    match value:
        case None:
            return "empty"
        case list() | dict():
            return f"{'a list' if isinstance(value, list) else 'a group'} of {len(value)}"
        case _:
            text = str(value).encode("utf-8", "replace").decode()
            shown = text if len(text) <= 40 else text[:40] + "…"
            return repr(shown) if isinstance(value, str) else shown


def _too_large(order: Order) -> Misfit | None:
    size = len(encode(split(order).document.value()))
    if size <= MAX_DOCUMENT_BYTES:
        return None
    message = f"the order takes {size:,} bytes, more than {MAX_DOCUMENT_BYTES:,}"
    cure = "split it into several orders, or shorten names and specifications"
    return Misfit(Finding("order-too-large", message, cure, path="lines"), ("lines",))
