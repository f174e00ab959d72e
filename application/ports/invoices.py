"""Invoices and credit notes: the data of them, not the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from application.ports.call import Origin

InvoiceKind = Literal["invoice", "credit_note"]


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """A line of an invoice; `gross` is what the customer pays for it, tax included."""

    line: str
    sku: str | None
    quantity: Decimal
    net: Decimal
    tax_rate: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice, or a credit note `about` one."""

    number: str
    kind: InvoiceKind
    about: str | None
    currency: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    lines: tuple[InvoiceLine, ...]
    due: date | None


class UnknownInvoiceError(Exception):
    """The order has no such invoice."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no invoice {number}")
        self.number = number


class Invoices(Protocol):
    """An append-only book."""

    def issue(self, origin: Origin, currency: str, lines: Sequence[InvoiceLine], due: date | None) -> Invoice:
        """Bill lines."""
        ...

    def credit(self, origin: Origin, about: str, lines: Sequence[InvoiceLine]) -> Invoice:
        """Take back part of an invoice. Raises UnknownInvoiceError."""
        ...
