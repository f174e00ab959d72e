"""Customers, without their personal data."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """What is known of a customer. `party` refers to the name and the contacts. The credit limit is in
    the customer's own currency; 0 means that everything is prepaid."""

    id: str
    kind: str
    tier: str
    active: bool
    language: str
    currency: str
    credit_limit: Decimal
    party: str


class Customers(Protocol):
    """Looks customers up; changes nothing."""

    def find(self, customer: str) -> CustomerRecord | None:
        """The customer with this number, or None."""
        ...
