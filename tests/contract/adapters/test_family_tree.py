"""Families of orders, as programs and as pages see them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select

from adapters import family_tree
from adapters.order_book import SqlOrderBook
from adapters.read_model import SqlReadModel
from application.ports.read_model import OrderQuery
from backoffice import SqlParties
from database.tables import orders
from tests.contract.adapters.test_order_book import received

CHILDREN = 5


@pytest.fixture
def parent(engine: Engine) -> str:
    """An order that has called more than a page shows; one of those is closed."""
    number = SqlOrderBook(engine, SqlParties).enter(received()).number
    with engine.begin() as connection:
        row = connection.execute(select(orders).where(orders.c.number == number)).one()._mapping
        connection.execute(insert(orders), [_child(dict(row), place) for place in range(1, CHILDREN + 1)])
    return number


def _child(parent: dict[str, Any], place: int) -> dict[str, Any]:
    number = parent["number"]
    closed = datetime.now(UTC) if place == 1 else None
    return parent | {"number": f"{number}.{place}", "parent": number, "root": number, "closed_at": closed}


@pytest.fixture
def two_on_a_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(family_tree, "SHOWN", 2)
    family_tree._members.cache_clear()
    yield
    family_tree._members.cache_clear()


@pytest.mark.usefixtures("two_on_a_page")
def test_whoever_waits_for_a_family_sees_every_open_member(engine: Engine, parent: str) -> None:
    # given / when
    family = SqlReadModel(engine).family(parent)

    # then
    assert {member.number for member in family.members} == {
        parent,
        *(f"{parent}.{place}" for place in range(2, CHILDREN + 1)),
    }


@pytest.mark.usefixtures("two_on_a_page")
def test_a_page_shows_a_part_of_a_large_family_and_says_so(engine: Engine, parent: str) -> None:
    # given / when
    page = SqlReadModel(engine).order(parent)

    # then
    assert page is not None
    assert page.family.more
    assert [member.number for member in page.family.members] == [parent, f"{parent}.2"]


def test_called_orders_are_listed_by_number_not_as_text(engine: Engine, parent: str) -> None:
    # given
    with engine.begin() as connection:
        row = dict(connection.execute(select(orders).where(orders.c.number == f"{parent}.2")).one()._mapping)
        more = ["2.1", *range(12, CHILDREN, -1)]
        connection.execute(insert(orders), [row | {"number": f"{parent}.{place}"} for place in more])

    # when
    model = SqlReadModel(engine)
    listed = model.orders(OrderQuery(children=True, open=True))
    page = model.order(parent)

    # then
    places = [2, "2.1", *range(3, 13)]
    assert [row.number for row in listed] == [parent, *(f"{parent}.{place}" for place in places)]
    assert page is not None
    shown = [member.number for member in page.family.members if member.closed_at is None]
    assert shown == [row.number for row in listed]
