"""What an order has left in the books of the back office, for those who check on it afterwards."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OrderBooks:
    """Of an order and its children. `stock` is the gain on the shelf by product (sold: negative, products
    without any left out), `reserved` what is still promised to them, `held` what is left of the customer's
    money, `told` the templates of the messages to the customer in order."""

    stock: dict[str, Decimal]
    reserved: Decimal
    held: Decimal
    told: list[str]


class Books(Protocol):
    """Looks into the books; receives goods as a warehouse does on a supplier's delivery."""

    def of(self, number: str) -> OrderBooks:
        """What an order has left."""
        ...

    def receive(self, sku: str, quantity: int) -> None:
        """Put goods on the shelf. Raises UnknownProductError."""
        ...
