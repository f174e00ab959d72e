"""Money: ask for it, book it, pay it back. The book is ours; banks and providers tell us by message."""

from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, Field

from activities.service import BusinessError, Call, service
from activities.services.shapes import Answer, Request
from application.ports import Account, CurrencyMismatchError, OverRefundError, Ports
from orders.fields import Currency, Number

Amount = Annotated[Number, Field(gt=0)]


class PaymentRequest(Request):
    """How much the customer is asked for, and until when."""

    amount: Amount
    currency: Currency
    due: AwareDatetime | None = None


class Receipt(Request):
    """Money that came in; `reference` is the bank's or provider's, and the same again is the same money."""

    amount: Amount
    currency: Currency
    reference: str


class RefundRequest(Request):
    """How much to pay back; null for everything that we hold."""

    amount: Amount | None = None
    currency: Currency
    reason: str


class Balance(Answer):
    """Where the order stands. `outstanding` is what is still to come, `held` what could be paid back."""

    requested: Number
    received: Number
    refunded: Number
    outstanding: Number
    held: Number
    currency: str


class Booked(Balance):
    """The balance after a receipt; `duplicate` when this reference had been booked before."""

    duplicate: bool


@service("payment.request", errors=("CURRENCY_MISMATCH",))
def request_payment(ports: Ports, call: Call, request: PaymentRequest) -> Balance:
    """Note what the customer owes."""
    try:
        account = ports.payments.request(call.origin(), request.amount, request.currency, request.due)
    except CurrencyMismatchError as error:
        raise _mismatch(error) from error
    return _balance(account)


@service("payment.record", errors=("CURRENCY_MISMATCH",))
def record(ports: Ports, call: Call, request: Receipt) -> Booked:
    """Book money that came in, once for each reference."""
    try:
        booking = ports.payments.receive(call.origin(), request.amount, request.currency, request.reference)
    except CurrencyMismatchError as error:
        raise _mismatch(error) from error
    return Booked(**_balance(booking.account).model_dump(), duplicate=not booking.fresh)


@service("payment.refund", errors=("CURRENCY_MISMATCH", "OVER_REFUND"))
def refund(ports: Ports, call: Call, request: RefundRequest) -> Balance:
    """Pay back. With no amount and nothing held it does nothing: so it can be a compensation."""
    account = ports.payments.account(call.order) or _empty(request.currency)
    amount = account.held if request.amount is None else request.amount
    if amount <= 0:
        return _balance(account)
    try:
        return _balance(ports.payments.refund(call.origin(), amount, request.currency, request.reason))
    except CurrencyMismatchError as error:
        raise _mismatch(error) from error
    except OverRefundError as error:
        raise BusinessError("OVER_REFUND", str(error), {"held": error.held}) from error


def _balance(account: Account) -> Balance:
    return Balance(
        requested=account.requested,
        received=account.received,
        refunded=account.refunded,
        outstanding=account.outstanding,
        held=account.held,
        currency=account.currency,
    )


def _empty(currency: str) -> Account:
    return Account(currency, Decimal(0), Decimal(0), Decimal(0))


def _mismatch(error: CurrencyMismatchError) -> BusinessError:
    return BusinessError("CURRENCY_MISMATCH", str(error), {"ours": error.ours, "theirs": error.theirs})
