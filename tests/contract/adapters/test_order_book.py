"""The order book: however often an order is sent, it is one order."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from adapters.order_book import SqlOrderBook
from application.ports import PartyRecord
from application.ports.order_book import Entry, ReceivedOrder
from backoffice import SqlParties
from database.tables import orders, parties

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ACTOR: Mapping[str, Any] = {"person": "lin.mei", "groups": ["order-clerks"], "via": "cli:tester"}
PARTY = PartyRecord("party:web-shop/SO-1/1/customer", "customer", {"name": "张伟"})


def received(**changes: Any) -> ReceivedOrder:
    order = ReceivedOrder(
        prefix="R",
        channel="web-shop",
        external_number="SO-1",
        revision=1,
        content_hash="aa",
        customer="C-1001",
        process="retail-order",
        version=1,
        digest="d1",
        clock="real",
        currency="CNY",
        total=Decimal("59.80"),
        language="zh",
        priority=50,
        placed_at=NOON,
        actor=ACTOR,
        document={"lines": [], "total": Decimal("59.80"), "created_by": None},
        parties=[PARTY],
    )
    return replace(order, **changes)


@pytest.fixture
def book(engine: Engine) -> SqlOrderBook:
    return SqlOrderBook(engine, SqlParties)


def test_order_is_entered_with_its_personal_data_apart(book: SqlOrderBook, engine: Engine) -> None:
    # given / when
    entry = book.enter(received())

    # then
    assert entry == Entry("R-1001", new=True)
    with engine.connect() as connection:
        row = connection.execute(select(orders)).one()
        assert (row.status, row.created_by, row.head_seq) == ("received", "lin.mei", 0)
        assert connection.scalar(select(parties.c.order_number)) == "R-1001"


def test_same_order_again_is_the_same_order(book: SqlOrderBook) -> None:
    # given
    book.enter(received())

    # when
    again = book.enter(received())

    # then
    assert again == Entry("R-1001", new=False, same=True)


def test_other_content_under_a_known_number_changes_nothing_and_is_told(
    book: SqlOrderBook, engine: Engine
) -> None:
    # given
    book.enter(received())
    other = PartyRecord(PARTY.reference, "customer", {"name": "somebody else"})

    # when
    entry = book.enter(received(content_hash="bb", parties=[other]))

    # then
    assert entry == Entry("R-1001", new=False, same=False)
    with engine.connect() as connection:
        assert connection.scalar(select(parties.c.data)) == {"name": "张伟"}


def test_higher_revision_is_another_order(book: SqlOrderBook) -> None:
    # given
    first = book.enter(received())

    # when
    second = book.enter(received(revision=2, parties=[]))

    # then
    assert second.new
    assert second.number != first.number


def test_twenty_at_once_are_one_order(book: SqlOrderBook, engine: Engine) -> None:
    # given
    together = threading.Barrier(20)

    def enter(_: int) -> Entry:
        together.wait(10)
        return book.enter(received())

    # when
    with ThreadPoolExecutor(20) as threads:
        entries = list(threads.map(enter, range(20)))

    # then
    assert len({entry.number for entry in entries}) == 1
    assert sum(entry.new for entry in entries) == 1
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(orders)) == 1


def test_what_is_needed_to_start_comes_back_from_the_row(book: SqlOrderBook) -> None:
    # given
    order = received(clock="manual")
    entry = book.enter(order)

    # when
    found = book.to_start(entry.number)

    # then
    assert found is not None
    assert (found.process, found.digest, found.clock) == ("retail-order", "d1", "manual")
    assert found.placed_at == NOON
    assert found.actor == ACTOR
    assert found.document == order.document


def test_unknown_number_starts_nothing(book: SqlOrderBook) -> None:
    # given / when / then
    assert book.to_start("R-9999") is None
