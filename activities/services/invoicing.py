"""Invoices and credit notes: net, tax and gross of each line. Prices include tax."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pydantic import Field

from activities.service import BusinessError, Call, service
from activities.services.shapes import Answer, Part, Request
from application.ports import Invoice, InvoiceLine, Ports, UnknownInvoiceError
from orders import round_amount
from orders.fields import MAX_LINES, Currency, Day, Number, Percent


class LineToBill(Part):
    """What a line costs, tax included; a line of an order is one."""

    id: str
    sku: str | None = None
    quantity: Number = Field(default=Decimal(1), validate_default=True)
    amount: Number


class InvoiceRequest(Request):
    """What to bill, at which tax rate in percent, and until when it is to be paid."""

    currency: Currency
    lines: list[LineToBill] = Field(min_length=1, max_length=MAX_LINES)
    tax_rate: Percent
    due: Day | None = None


class CreditRequest(Request):
    """Which invoice to take how much back of."""

    invoice: str
    currency: Currency
    lines: list[LineToBill] = Field(min_length=1, max_length=MAX_LINES)
    tax_rate: Percent


class Invoiced(Answer):
    """An invoice or a credit note: its number and its sums."""

    invoice: str
    net: Number
    tax: Number
    gross: Number
    currency: str
    due: date | None


@service("invoice.issue")
def issue(ports: Ports, call: Call, request: InvoiceRequest) -> Invoiced:
    """Bill lines."""
    lines = _lines(request.lines, request.tax_rate, request.currency)
    return _invoiced(ports.invoices.issue(call.origin(), request.currency, lines, request.due))


@service("invoice.credit", errors=("UNKNOWN_INVOICE",))
def credit(ports: Ports, call: Call, request: CreditRequest) -> Invoiced:
    """Take back part of an invoice by a credit note."""
    lines = _lines(request.lines, request.tax_rate, request.currency)
    try:
        return _invoiced(ports.invoices.credit(call.origin(), request.invoice, lines))
    except UnknownInvoiceError as error:
        raise BusinessError("UNKNOWN_INVOICE", str(error), {"invoice": error.number}) from error


def _lines(lines: Iterable[LineToBill], rate: Decimal, currency: str) -> list[InvoiceLine]:
    return [_line(line, rate, currency) for line in lines]


def _line(line: LineToBill, rate: Decimal, currency: str) -> InvoiceLine:
    gross = round_amount(line.amount, currency)
    tax = round_amount(gross * rate / (100 + rate), currency)
    return InvoiceLine(line.id, line.sku, line.quantity, gross - tax, rate, tax, gross)


def _invoiced(invoice: Invoice) -> Invoiced:
    return Invoiced(
        invoice=invoice.number,
        net=invoice.net,
        tax=invoice.tax,
        gross=invoice.gross,
        currency=invoice.currency,
        due=invoice.due,
    )
