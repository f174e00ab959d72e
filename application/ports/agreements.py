"""What companies have agreed with us in advance, and the numbers that they give their orders."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Agreement:
    """Payment `net_days` after the invoice at most, a deposit of `deposit_percent` at least, a discount of
    `discount_percent` at most; `framework_contract` is the number of a contract that covers every order."""

    net_days: int
    deposit_percent: Decimal
    discount_percent: Decimal
    framework_contract: str | None


class Agreements(Protocol):
    """Looks agreements up, and keeps the register of customers' order numbers."""

    def of(self, customer: str) -> Agreement | None:
        """What is agreed with a customer; None when nothing is."""
        ...

    def register(self, customer: str, number: str, order: str) -> str:
        """The order of ours that has the customer's number: this one unless another was first."""
        ...

    def unregister(self, order: str) -> None:
        """Free the numbers that an order has: it has come to nothing."""
        ...
