"""What the services of the ERP take and give."""

from datetime import date
from typing import Literal

from pydantic import Field

from activities.services.shapes import Answer, CustomerReference, Goods, Request
from application.ports import TradeLine
from orders.fields import MAX_LINES, Currency, Day, LongText, Number, Text, UnitPrice


class TradedGoods(Goods):
    """So much of a product at a price; a line of an order is one."""

    unit_price: UnitPrice | None = None

    def trade_line(self) -> TradeLine:
        """As the ERP sees it."""
        return TradeLine(self.id, self.sku, self.quantity, self.unit_price)


class SalesOrderRequest(Request):
    """What a customer has ordered; `reference` is our name for it, the order's number unless given."""

    customer: CustomerReference
    currency: Currency
    lines: list[TradedGoods] = Field(min_length=1, max_length=MAX_LINES)
    requested_delivery: Day | None = None
    reference: Text | None = None


class SalesOrderLookup(Request):
    """Which sales order: that of the order unless a reference is given."""

    reference: Text | None = None


class SalesOrderCancellation(SalesOrderLookup):
    """Which sales order to cancel. `in_doubt`, for the record: whether it was ever entered is not
    known. A call that may still be on its way there never takes effect afterwards, told or not."""

    in_doubt: bool = False
    reason: LongText | None = None


class EnteredSalesOrder(Answer):
    """The sales order in the ERP."""

    reference: str
    number: str
    state: Literal["received", "confirmed", "done", "cancelled"]


class SalesOrderState(Answer):
    """What the ERP has under a reference; `none`, without number, when nothing was ever entered."""

    reference: str
    number: str | None
    state: Literal["none", "received", "confirmed", "done", "cancelled"]


class PurchaseRequest(Request):
    """What to order from a supplier. `reference` tells the purchases of one order apart."""

    reference: Text
    supplier: Text
    currency: Currency
    lines: list[TradedGoods] = Field(min_length=1, max_length=MAX_LINES)
    wanted: Day | None = None


class PurchaseLookup(Request):
    """Which of the order's purchases."""

    reference: Text


class PurchaseCancellation(PurchaseLookup):
    """Which purchase to cancel. `in_doubt` is as for a sales order."""

    in_doubt: bool = False
    reason: LongText | None = None


class ConfirmedGoods(Answer):
    """So much of a line the supplier will send."""

    id: str
    quantity: Number


class PurchaseState(Answer):
    """A purchase order in the ERP, with the supplier's answer: `promised` and `confirmed`, null and empty
    before there is one. `none`, without number, when nothing was ever sent."""

    reference: str
    number: str | None
    state: Literal["none", "sent", "confirmed", "refused", "done", "cancelled"]
    promised: date | None
    confirmed: list[ConfirmedGoods]
