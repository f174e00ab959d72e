"""The ERP: where sales orders are entered, and purchase orders go out to suppliers.

A `reference` is our name for a document there. At most one document of a kind is alive under a reference;
when that was cancelled, another call may enter a new one. Read the state, then act: what an ERP has of ours
is found by reference, so a call whose answer was lost can be told from one that never arrived.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from application.ports.call import Origin

SalesState = Literal["received", "confirmed", "done", "cancelled"]
PurchaseState = Literal["sent", "confirmed", "refused", "done", "cancelled"]


@dataclass(frozen=True, slots=True)
class TradeLine:
    """So much of a product; `price` is for one unit in the order's currency, None: whatever was agreed."""

    line: str
    sku: str
    quantity: Decimal
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SalesOrder:
    """What a customer (our number; None: somebody without one) has ordered from us, wanted on a day."""

    reference: str
    customer: str | None
    currency: str
    lines: tuple[TradeLine, ...]
    wanted: date | None = None


@dataclass(frozen=True, slots=True)
class EnteredOrder:
    """A sales order as the ERP has it. `received`: it is there, but not processed yet."""

    reference: str
    number: str
    state: SalesState


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """What we order from a supplier (our number), wanted on a day."""

    reference: str
    supplier: str
    currency: str
    lines: tuple[TradeLine, ...]
    wanted: date | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """So much of a line the supplier will send."""

    line: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class PlacedPurchase:
    """A purchase order as the ERP has it. `promised` and `confirmed` are the supplier's answer, None and
    empty before there is one."""

    reference: str
    number: str
    state: PurchaseState
    promised: date | None = None
    confirmed: Sequence[Confirmed] = ()


class EnteredOtherwiseError(Exception):
    """Under this reference stands another order than the one that was to be entered."""

    def __init__(self, reference: str, number: str) -> None:
        super().__init__(f"{reference} stands in the ERP as {number}, with other content")
        self.reference = reference
        self.number = number


class TooLateError(Exception):
    """The document is past the point where it can be cancelled."""

    def __init__(self, number: str, state: str) -> None:
        super().__init__(f"{number} is {state} and cannot be cancelled any more")
        self.number = number
        self.state = state


class Erp(Protocol):
    """Every call raises what stands in `application.ports.outside`."""

    def enter_order(self, origin: Origin, order: SalesOrder) -> EnteredOrder:
        """Enter a sales order and have it processed. Raises EnteredOtherwiseError.

        What stands there already under the reference, with the same content, is that order.
        """
        ...

    def find_order(self, reference: str) -> EnteredOrder | None:
        """The newest sales order under a reference; None when there never was one."""
        ...

    def cancel_order(
        self, origin: Origin, reference: str, *, undoes: str | None = None
    ) -> EnteredOrder | None:
        """Cancel what is alive under a reference; None when nothing was ever entered. Twice is as once.

        `undoes` is the key of a call that may still be on its way there, from a worker that was thought dead:
        after this it never takes effect. Raises TooLateError.
        """
        ...

    def purchase(self, origin: Origin, order: PurchaseOrder) -> PlacedPurchase:
        """Send a purchase order to its supplier. Raises EnteredOtherwiseError."""
        ...

    def find_purchase(self, reference: str) -> PlacedPurchase | None:
        """The newest purchase order under a reference, with the supplier's answer."""
        ...

    def cancel_purchase(
        self, origin: Origin, reference: str, *, undoes: str | None = None
    ) -> PlacedPurchase | None:
        """As cancel_order."""
        ...
