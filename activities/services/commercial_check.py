"""The commercial side of an order: its number, its terms against what is agreed, and what we earn."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from activities.service import Call, service
from activities.services.shapes import Answer, CustomerReference, Part, Request
from application.ports import Agreement, Ports
from orders.fields import Code, Number

_NOTHING_AGREED = Agreement(0, Decimal(0), Decimal(0), None)


class RegisterRequest(Request):
    """The number that the customer has given the order."""

    customer: CustomerReference
    number: Code | None


class Registered(Answer):
    """`duplicate_of` is the order of ours that has come with this number before; null: it is new."""

    duplicate_of: str | None


class UnregisterRequest(Request):
    """Nothing: all numbers of the order are meant."""


class Unregistered(Answer):
    """The order's numbers are free again."""

    free: bool = True


class PricedLine(Part):
    """What a line is sold for."""

    sku: str
    quantity: Number
    amount: Number


class WantedTerms(Part):
    """`order.payment`."""

    type: Literal["prepaid", "deposit", "on_account", "on_delivery"] = "prepaid"
    deposit_percent: Number | None = None
    net_days: int | None = None


class TermsRequest(Request):
    """Who orders what, and how they want to pay."""

    customer: CustomerReference
    payment: WantedTerms
    lines: list[PricedLine] = Field(default=[])


class TermsCheck(Answer):
    """How the wanted terms compare with what is agreed, and what the order earns.

    `discount_percent` is what all lines together are below the catalogue, `margin_percent` what is left of
    the amount above standard cost; products without catalogue or cost count as sold at their price.
    """

    agreed: bool
    net_days_over: int
    deposit_short: Number
    discount_percent: Number
    discount_over: Number
    margin_percent: Number
    framework_contract: str | None


@service("order.register_purchase")
def register(ports: Ports, call: Call, request: RegisterRequest) -> Registered:
    """Enter the customer's number into the register: the first order that brings it has it."""
    if request.customer.id is None or request.number is None:
        return Registered(duplicate_of=None)
    holder = ports.agreements.register(request.customer.id, request.number, call.order)
    return Registered(duplicate_of=None if holder == call.order else holder)


@service("order.unregister_purchase")
def unregister(ports: Ports, call: Call, request: UnregisterRequest) -> Unregistered:
    """Free the order's numbers; nothing to free is as good: it is a compensation."""
    del request
    ports.agreements.unregister(call.order)
    return Unregistered()


@service("order.check_terms")
def check(ports: Ports, _call: Call, request: TermsRequest) -> TermsCheck:
    """Compare terms with the agreement, and prices with catalogue and cost. Changes nothing."""
    customer = request.customer.id
    agreed = (ports.agreements.of(customer) if customer else None) or _NOTHING_AGREED
    wanted = request.payment
    net_days_over = max((wanted.net_days or 0) - agreed.net_days, 0)
    deposit_short = max(agreed.deposit_percent - _before_shipping(wanted), Decimal(0))
    discount, margin = _earned(ports, request.lines)
    discount_over = max(discount - agreed.discount_percent, Decimal(0))
    return TermsCheck(
        agreed=not (net_days_over or deposit_short or discount_over),
        net_days_over=net_days_over,
        deposit_short=deposit_short,
        discount_percent=discount,
        discount_over=discount_over,
        margin_percent=margin,
        framework_contract=agreed.framework_contract,
    )


def _before_shipping(wanted: WantedTerms) -> Decimal:
    """The percentage that the customer pays before anything leaves the house."""
    if wanted.type == "prepaid":
        return Decimal(100)
    return Decimal(wanted.deposit_percent or 0)


def _earned(ports: Ports, lines: list[PricedLine]) -> tuple[Decimal, Decimal]:
    """Discount and margin of all lines together, in percent, rounded to two digits."""
    skus = {line.sku for line in lines}
    products, routes = ports.catalogue.products(skus), ports.engineering.routes(skus)
    listed = cost = sold = Decimal(0)
    for line in lines:
        product, route = products.get(line.sku), routes.get(line.sku)
        sold += line.amount
        listed += line.amount if product is None else product.price * line.quantity
        cost += line.amount if route is None else route.cost * line.quantity
    return _percent(listed - sold, listed), _percent(sold - cost, sold)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return round(100 * part / whole, 2) if whole else Decimal(0)
