"""Lists of orders: each filter narrows, and what needs somebody comes first."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update

from adapters.order_book import SqlOrderBook
from adapters.read_model import SqlReadModel
from application.ports.read_model import OrderQuery
from backoffice import SqlParties
from cli.commands.orders import notes_of
from database.tables import orders, tasks
from tests.contract.adapters.test_order_book import received

NOW = datetime.now(UTC)


@pytest.fixture
def three(engine: Engine) -> dict[str, str]:
    """A plain order, a late one and a closed one: external number → number."""
    book = SqlOrderBook(engine, SqlParties)
    document = {"lines": [{"sku": "LAMP-7"}]}
    orders_ = [
        received(external_number="closed"),
        received(external_number="late", customer="C-2"),
        received(external_number="plain", channel="shop", process="service-order", document=document),
    ]
    numbers = {order.external_number: book.enter(order).number for order in orders_}
    _change(engine, numbers["closed"], closed_at=NOW, status="completed")
    _change(engine, numbers["late"], stage="review", open_incidents=2)
    waits_for = [{"system": "erp", "service": "erp.purchase", "element": "buy", "since": NOW}]
    _change(engine, numbers["plain"], needs_engineer="unknown digest", waits_for=waits_for)
    _open_late_task(engine, numbers["late"])
    return numbers


def _change(engine: Engine, number: str, **columns: Any) -> None:
    with engine.begin() as connection:
        connection.execute(update(orders).where(orders.c.number == number).values(**columns))


def _open_late_task(engine: Engine, number: str) -> None:
    row = {
        "id": f"{number}/x#1",
        "order_number": number,
        "element": "x",
        "name": {},
        "state": "open",
        "due": NOW - timedelta(minutes=5),
        "opened_at": NOW,
        "instance": 1,
    }
    with engine.begin() as connection:
        connection.execute(insert(tasks).values(row))


def test_late_orders_come_first_and_closed_ones_last(engine: Engine, three: dict[str, str]) -> None:
    # given / when
    rows = SqlReadModel(engine).orders(OrderQuery())

    # then
    assert [row.external_number for row in rows] == ["late", "plain", "closed"]
    assert [(row.late, row.open_tasks) for row in rows] == [(True, 1), (False, 0), (False, 0)]


def test_calendars_that_do_not_reach_a_deadline_are_named(engine: Engine, three: dict[str, str]) -> None:
    # given
    beyond = [{"calendar": "factory", "start": NOW, "amount": "P2D"}] * 2
    _change(engine, three["late"], undetermined=beyond)

    # when
    rows = SqlReadModel(engine).orders(OrderQuery(open=True))

    # then
    assert {row.external_number: row.calendars for row in rows} == {"late": ["factory"], "plain": []}
    assert list(notes_of(rows[0], "en"))[-1] == "a deadline lies beyond the calendar factory"
    assert "有期限超出日历 factory 的范围" in list(notes_of(rows[0], "zh"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (OrderQuery(status="completed"), {"closed"}),
        (OrderQuery(stage="review"), {"late"}),
        (OrderQuery(process="service-order"), {"plain"}),
        (OrderQuery(customer="C-2"), {"late"}),
        (OrderQuery(channel="shop"), {"plain"}),
        (OrderQuery(text="lamp-7"), {"plain"}),
        (OrderQuery(text="LATE"), {"late"}),
        (OrderQuery(late=True), {"late"}),
        (OrderQuery(incidents=True), {"late"}),
        (OrderQuery(needs_engineer=True), {"plain"}),
        (OrderQuery(waits_for="erp"), {"plain"}),
        (OrderQuery(waits_for="wms"), set()),
        (OrderQuery(open=True), {"late", "plain"}),
        (OrderQuery(open=True, stage="nowhere"), set()),
        (OrderQuery(limit=1), {"late"}),
    ],
)
def test_filter_narrows_the_list(
    engine: Engine, three: dict[str, str], query: OrderQuery, expected: set[str]
) -> None:
    # given / when
    rows = SqlReadModel(engine).orders(query)

    # then
    assert {row.external_number for row in rows} == expected


def test_page_of_a_known_order_has_its_parties(engine: Engine, three: dict[str, str]) -> None:
    # given / when
    page = SqlReadModel(engine).order(three["late"])

    # then
    assert page is not None
    assert page.parties == {}  # the reference was stored with the first order that has it
    assert page.tasks[0].late


def test_digest_is_that_of_the_order_alone(engine: Engine, three: dict[str, str]) -> None:
    # given
    _change(engine, three["late"], digest="another")

    # when
    found = [SqlReadModel(engine).digest(three[name]) for name in ("late", "plain")]

    # then
    assert found == ["another", received().digest]
    assert SqlReadModel(engine).digest("R-0") is None


def test_unknown_order_has_no_page_but_similar_numbers(engine: Engine, three: dict[str, str]) -> None:
    # given
    read_model = SqlReadModel(engine)

    # when / then
    assert read_model.order("R-1009") is None
    assert set(read_model.numbers_like("r-1009")) == set(three.values())
