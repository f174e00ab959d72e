"""Payments: what was asked for, what came in, what was paid back."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from application.ports.call import Origin


@dataclass(frozen=True, slots=True)
class Account:
    """Where an order stands with its money; all amounts in `currency`."""

    currency: str
    requested: Decimal
    received: Decimal
    refunded: Decimal

    @property
    def outstanding(self) -> Decimal:
        """What is still to come; below 0 when too much has come."""
        return self.requested - self.received + self.refunded

    @property
    def held(self) -> Decimal:
        """What we have of the customer's money."""
        return self.received - self.refunded


@dataclass(frozen=True, slots=True)
class Booking:
    """The account after a receipt, and whether the receipt was `fresh` or had been booked before."""

    account: Account
    fresh: bool


class CurrencyMismatchError(Exception):
    """An order's money is in one currency."""

    def __init__(self, ours: str, theirs: str) -> None:
        super().__init__(f"the order's payments are in {ours}, not in {theirs}")
        self.ours = ours
        self.theirs = theirs


class OverRefundError(Exception):
    """More was to be paid back than we hold."""

    def __init__(self, amount: Decimal, held: Decimal) -> None:
        super().__init__(f"{amount} to refund, but only {held} was received and not yet refunded")
        self.amount = amount
        self.held = held


class Payments(Protocol):
    """The book of an order's payments. Amounts are above 0; another currency raises CurrencyMismatchError."""

    def account(self, order: str) -> Account | None:
        """Where the order stands; None before the first entry."""
        ...

    def owed_by(self, customer: str, currency: str, beside: str) -> Decimal:
        """What a customer's running orders were asked for and have not paid, without the order `beside`.

        Serves one order of a customer at a time, so that two orders cannot take the same credit.
        """
        ...

    def request(self, origin: Origin, amount: Decimal, currency: str, due: datetime | None) -> Account:
        """Ask the customer for money."""
        ...

    def receive(self, origin: Origin, amount: Decimal, currency: str, reference: str) -> Booking:
        """Book what came in, once for each reference."""
        ...

    def refund(self, origin: Origin, amount: Decimal, currency: str, reason: str) -> Account:
        """Pay back. Raises OverRefundError."""
        ...
