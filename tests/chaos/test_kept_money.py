"""Whoever loses, doubles or keeps money is noticed (`tests/support/kept_money.py`)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, insert, text

from activities.catalogue import catalogue
from activities.service import Call
from backoffice import ports
from database import create_engine, transaction
from database.tables import effects, orders
from tests.support.kept_money import broken_money

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ORDER = {
    "number": "M-1",
    "channel": "test",
    "external_number": "1",
    "revision": 1,
    "process": "manufacturing-order",
    "version": 1,
    "digest": "-",
    "status": "running",
    "currency": "CNY",
    "total": 100,
    "placed_at": NOON,
    "language": "en",
    "document": {},
}


@pytest.fixture
def paid(database_url: str) -> Iterator[Engine]:
    """An order that was asked for 100, has paid 60 and got 10 back: every call with its effect."""
    engine = create_engine(database_url)
    with transaction(engine) as connection:
        connection.execute(insert(orders), ORDER)
        calls: list[tuple[str, dict[str, Any]]] = [
            ("payment.request", {"amount": 100}),
            ("payment.record", {"amount": 60, "reference": "bank-1"}),
            ("payment.record", {"amount": 60, "reference": "bank-1"}),
            ("payment.refund", {"amount": 10, "reason": "too much"}),
        ]
        for count, (name, given) in enumerate(calls):
            call = Call(f"M-1:{count}", "M-1", "pay", NOON)
            result = catalogue()[name].run(ports(connection), call, {"currency": "CNY", **given})
            row = {"key": call.key, "order_number": "M-1", "service": name, "element": "pay", "at": NOON}
            connection.execute(insert(effects), row | {"result": result})
    yield engine
    engine.dispose()


def change(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_a_book_that_says_what_its_calls_said_is_whole(paid: Engine) -> None:
    assert broken_money(paid) == []


def test_a_lost_entry_is_noticed(paid: Engine) -> None:
    change(paid, "DELETE FROM payments WHERE kind = 'refund'")

    (complaint,) = broken_money(paid)

    book, calls = complaint.split(", its calls were answered ")
    assert book == "M-1: the book has requested 100, received 60, refunded 0"
    assert calls == "requested 100, received 60, refunded 10"


def test_an_entry_that_no_call_made_is_noticed(paid: Engine) -> None:
    change(
        paid,
        "INSERT INTO payments (key, order_number, kind, amount, currency, reference, at) "
        "VALUES ('stray', 'M-1', 'receipt', 5, 'CNY', 'x', now())",
    )

    assert "payment stray: no call has booked it" in broken_money(paid)


def test_money_that_is_kept_of_an_order_that_was_called_off_is_noticed(paid: Engine) -> None:
    change(paid, "UPDATE orders SET status = 'cancelled', closed_at = now()")

    (complaint,) = broken_money(paid)

    assert complaint.startswith("M-1: cancelled, and we still have its money: ")
