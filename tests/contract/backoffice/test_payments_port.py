"""Payments: asked for, booked once a reference, never more paid back than we hold."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from application.ports import Account, CurrencyMismatchError, Origin, OverRefundError
from backoffice import SqlPayments
from database import transaction
from tests.contract.conftest import NOON

TEN, SIX = Decimal("10.00"), Decimal("6.00")


def origin(key: str) -> Origin:
    return Origin(key, "O-1", NOON)


def test_an_order_without_entries_has_no_account(engine: Engine) -> None:
    with transaction(engine) as connection:
        account = SqlPayments(connection).account("O-1")

    assert account is None


def test_the_account_adds_up_what_was_asked_received_and_refunded(engine: Engine) -> None:
    with transaction(engine) as connection:
        port = SqlPayments(connection)
        port.request(origin("a"), TEN, "CNY", NOON + timedelta(days=3))
        port.receive(origin("b"), SIX, "CNY", "bank-1")
        account = port.refund(origin("c"), Decimal("1.00"), "CNY", "damaged")

    assert account == Account("CNY", TEN, SIX, Decimal("1.00"))
    assert (account.outstanding, account.held) == (Decimal("5.00"), Decimal("5.00"))


def test_a_receipt_is_booked_once_for_each_reference(engine: Engine) -> None:
    with transaction(engine) as connection:
        port = SqlPayments(connection)
        booked = [
            port.receive(origin(key), SIX, "CNY", reference).fresh
            for key, reference in [("a", "bank-1"), ("b", "bank-1"), ("c", "bank-2")]
        ]
        account = port.account("O-1")

    assert booked == [True, False, True]
    assert account == Account("CNY", Decimal(0), 2 * SIX, Decimal(0))


def test_a_call_that_comes_twice_is_booked_once(engine: Engine) -> None:
    with transaction(engine) as connection:
        port = SqlPayments(connection)
        port.receive(origin("a"), SIX, "CNY", "bank-1")
        accounts: Sequence[Account] = [
            *(port.request(origin("b"), TEN, "CNY", None) for _ in range(2)),
            *(port.refund(origin("c"), SIX, "CNY", "cancelled") for _ in range(2)),
        ]

    assert accounts[0] == accounts[1]
    assert accounts[2] == accounts[3] == Account("CNY", TEN, SIX, SIX)


def test_more_than_we_hold_is_not_refunded(engine: Engine) -> None:
    with transaction(engine) as connection:
        port = SqlPayments(connection)
        port.receive(origin("a"), SIX, "CNY", "bank-1")
        with pytest.raises(OverRefundError) as caught:
            port.refund(origin("b"), TEN, "CNY", "too much")

    assert (caught.value.amount, caught.value.held) == (TEN, SIX)


def test_another_currency_is_refused(engine: Engine) -> None:
    with transaction(engine) as connection:
        port = SqlPayments(connection)
        port.request(origin("a"), TEN, "CNY", None)
        with pytest.raises(CurrencyMismatchError):
            port.receive(origin("b"), TEN, "EUR", "bank-1")


def test_refunds_at_the_same_time_do_not_both_get_the_money(engine: Engine) -> None:
    with transaction(engine) as connection:
        SqlPayments(connection).receive(origin("in"), TEN, "CNY", "bank-1")

    def refund(number: int) -> bool:
        try:
            with transaction(engine) as connection:
                SqlPayments(connection).refund(origin(f"out-{number}"), SIX, "CNY", "race")
        except OverRefundError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        paid = list(pool.map(refund, range(6)))

    assert paid.count(True) == 1
