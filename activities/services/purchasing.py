"""Purchasing: from the need of a line to goods that passed inspection. Orders go out by `erp.purchase`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from activities.service import BusinessError, Call, service
from activities.services.shapes import Answer, Request
from application.ports import BuyRoute, Need, Ports, Purchase, PurchaseStateError, UnknownPurchaseError
from orders import round_amount
from orders.fields import Day, Number, Quantity

Count = Annotated[Number, Field(ge=0, le=1_000_000)]


class NeedRequest(Request):
    """What a line needs, and from which day the supplier's lead time counts."""

    line: str
    sku: str
    quantity: Quantity
    earliest: Day


class PurchaseAnswer(Answer):
    """A purchase as it stands. `wanted` is the day by the supplier's lead time, `expected` the day that the
    supplier has promised; `open` is what is still to come."""

    purchase: str
    supplier: str
    sku: str
    quantity: Number
    accepted: Number
    rejected: Number
    open: Number
    unit_cost: Number
    amount: Number
    currency: str
    wanted: date
    expected: date | None
    state: str


class OrderedRequest(Request):
    """A purchase that has gone to its supplier, and the number that others have for it."""

    purchase: str
    reference: str | None = None


class ConfirmRequest(Request):
    """What the supplier promises: a day, and another quantity if not all of it."""

    purchase: str
    expected: Day
    quantity: Quantity | None = None


class InspectRequest(Request):
    """What has come: accepted goods, and goods to be replaced."""

    purchase: str
    accepted: Count = Field(default=Decimal(0), validate_default=True)
    rejected: Count = Field(default=Decimal(0), validate_default=True)


class PurchaseRequest(Request):
    """Which purchase."""

    purchase: str


_ERRORS = ("UNKNOWN_PURCHASE", "WRONG_PURCHASE_STATE")


@service("purchase.request", errors=("NO_ROUTE",))
def request_purchase(ports: Ports, call: Call, request: NeedRequest) -> PurchaseAnswer:
    """Open a purchase with the supplier of the product; never less than the supplier's smallest quantity."""
    route = ports.engineering.routes([request.sku]).get(request.sku)
    if route is None or route.buy is None:
        raise BusinessError("NO_ROUTE", f"nobody sells us {request.sku}", {"sku": request.sku})
    return _answer(ports.purchasing.request(call.origin(), _need(request, route.buy)))


@service("purchase.ordered", errors=_ERRORS)
def ordered(ports: Ports, call: Call, request: OrderedRequest) -> PurchaseAnswer:
    """Note that the order has gone to the supplier."""
    with _refusals():
        return _answer(ports.purchasing.ordered(call.origin(), request.purchase, request.reference))


@service("purchase.confirm", errors=_ERRORS)
def confirm(ports: Ports, call: Call, request: ConfirmRequest) -> PurchaseAnswer:
    """Note what the supplier promises; may change as often as suppliers do."""
    with _refusals():
        purchase = ports.purchasing.confirmed(
            call.origin(), request.purchase, request.expected, request.quantity
        )
    return _answer(purchase)


@service("purchase.inspect", errors=_ERRORS)
def inspect(ports: Ports, call: Call, request: InspectRequest) -> PurchaseAnswer:
    """Count what passed the inspection; what did not is still to come."""
    with _refusals():
        purchase = ports.purchasing.inspected(
            call.origin(), request.purchase, request.accepted, request.rejected
        )
    return _answer(purchase)


@service("purchase.cancel", errors=("UNKNOWN_PURCHASE",))
def cancel(ports: Ports, call: Call, request: PurchaseRequest) -> PurchaseAnswer:
    """Want no more of it; what has been received stays."""
    with _refusals():
        return _answer(ports.purchasing.cancel(call.origin(), request.purchase))


@contextmanager
def _refusals() -> Iterator[None]:
    """What the port refuses, as BPMN errors."""
    try:
        yield
    except UnknownPurchaseError as error:
        raise BusinessError("UNKNOWN_PURCHASE", str(error), {"number": error.number}) from error
    except PurchaseStateError as error:
        facts = {"number": error.number, "state": error.state}
        raise BusinessError("WRONG_PURCHASE_STATE", str(error), facts) from error


def _need(request: NeedRequest, route: BuyRoute) -> Need:
    return Need(
        line=request.line,
        sku=request.sku,
        quantity=max(request.quantity, route.minimum),
        supplier=route.supplier,
        unit_cost=route.unit_cost,
        currency=route.currency,
        wanted=request.earliest + timedelta(route.lead_days),
    )


def _answer(purchase: Purchase) -> PurchaseAnswer:
    return PurchaseAnswer(
        purchase=purchase.number,
        supplier=purchase.supplier,
        sku=purchase.sku,
        quantity=purchase.quantity,
        accepted=purchase.accepted,
        rejected=purchase.rejected,
        open=purchase.open,
        unit_cost=purchase.unit_cost,
        amount=round_amount(purchase.quantity * purchase.unit_cost, purchase.currency),
        currency=purchase.currency,
        wanted=purchase.wanted,
        expected=purchase.expected,
        state=purchase.state,
    )
