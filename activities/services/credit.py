"""Credit: may a customer owe us this much more?"""

from decimal import Decimal

from activities.service import Call, service
from activities.services.payment import Amount
from activities.services.shapes import Answer, CustomerReference, Request
from application.ports import Ports
from orders.fields import Currency, Number


class CreditRequest(Request):
    """Who wants to pay later, and how much."""

    customer: CustomerReference
    amount: Amount
    currency: Currency


class CreditCheck(Answer):
    """`owed` is what the customer owes on other open orders; all amounts in the customer's own currency.

    Never approved: customers that we do not know, and orders in another currency than the limit.
    """

    approved: bool
    limit: Number
    owed: Number
    left: Number
    currency: str


@service("credit.check")
def check(ports: Ports, call: Call, request: CreditRequest) -> CreditCheck:
    """Compare what the customer would owe with the limit. Changes nothing."""
    customer = ports.customers.find(request.customer.id) if request.customer.id else None
    if customer is None or not customer.active:
        nothing = Decimal(0)
        return CreditCheck(
            approved=False, limit=nothing, owed=nothing, left=nothing, currency=request.currency
        )
    owed = ports.payments.owed_by(customer.id, customer.currency, call.order)
    left = customer.credit_limit - owed
    approved = request.currency == customer.currency and request.amount <= left
    return CreditCheck(
        approved=approved, limit=customer.credit_limit, owed=owed, left=left, currency=customer.currency
    )
