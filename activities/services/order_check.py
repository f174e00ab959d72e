"""The first automatic look at an order: do we know who orders, and is every line as the catalogue has it?"""

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from activities.service import Call, service
from activities.services.order_problems import LineToCheck, Problem, price_difference, problems_of_line
from activities.services.shapes import Answer, CustomerReference, Part, Request
from application.ports import CustomerRecord, Ports
from orders.fields import Number, Percent

# A result has to stay small. Who finds so many problems does not read the next hundred.
MAX_PROBLEMS_LISTED = 200


class OrderToCheck(Part):
    """The fields of `order` that are checked."""

    customer: CustomerReference
    currency: str
    lines: list[LineToCheck]


class CheckRequest(Request):
    """An order; prices may differ from the catalogue by `price_tolerance` percent, either way."""

    order: OrderToCheck
    price_tolerance: Percent = Decimal(1)


class OrderCheck(Answer):
    """What a decision table needs to call an order clean, and what a clerk needs to see.

    Counts are of lines. `worst_price_difference` is in percent of the catalogue's price, and
    `problems` lists the first 200 of `problem_count`.
    """

    clean: bool
    customer_known: bool
    customer_active: bool
    tier: str | None
    unknown_products: int
    price_differences: int
    worst_price_difference: Number
    specification_problems: int
    problem_count: int
    problems: list[Problem] = Field(max_length=MAX_PROBLEMS_LISTED)


@service("order.check")
def check(ports: Ports, _call: Call, request: CheckRequest) -> OrderCheck:
    """Compare an order with customers and catalogue. Finding problems is the result, not an error."""
    order = request.order
    customer = ports.customers.find(order.customer.id) if order.customer.id else None
    products = ports.catalogue.products({line.sku for line in order.lines})
    problems = list(_customer_problems(order.customer, customer))
    for line in order.lines:
        problems += problems_of_line(line, products.get(line.sku), order.currency, request.price_tolerance)
    known = [(line, products[line.sku]) for line in order.lines if line.sku in products]
    worst = max((price_difference(line, product) for line, product in known), default=Decimal(0))
    return _summary(customer, problems, worst)


def _customer_problems(named: CustomerReference, known: CustomerRecord | None) -> Iterator[Problem]:
    if known is None and named.id is not None:
        yield Problem(code="CUSTOMER_UNKNOWN", found=named.id)
    elif known is None:
        yield Problem(code="CUSTOMER_NEW")
    elif not known.active:
        yield Problem(code="CUSTOMER_INACTIVE", found=known.id)


def _summary(customer: CustomerRecord | None, problems: list[Problem], worst: Decimal) -> OrderCheck:
    def lines_with(*codes: str) -> int:
        return len({problem.line for problem in problems if problem.code in codes})

    return OrderCheck(
        clean=not problems,
        customer_known=customer is not None,
        customer_active=customer is not None and customer.active,
        tier=customer.tier if customer else None,
        unknown_products=lines_with("PRODUCT_UNKNOWN", "PRODUCT_INACTIVE"),
        price_differences=lines_with("PRICE_DIFFERS", "CURRENCY_DIFFERS"),
        worst_price_difference=worst,
        specification_problems=lines_with("SPECIFICATION_UNKNOWN", "SPECIFICATION_MISSING", "UNIT_DIFFERS"),
        problem_count=len(problems),
        problems=problems[:MAX_PROBLEMS_LISTED],
    )
