"""Stock: reserved in full or not at all, given back, taken out, and every movement in the ledger."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import Engine, event, func, select

from application.ports import (
    Demand,
    Movement,
    NotReservedError,
    Origin,
    StockLevel,
    UnknownProductError,
)
from backoffice.stock import SqlStock
from database import transaction
from database.tables import reservations, stock_ledger
from tests.contract.conftest import NOON

Shelve = Callable[..., None]


def origin(key: str = "call-1", order: str = "O-1") -> Origin:
    return Origin(key, order, NOON)


def wish(line: int, sku: str, quantity: int) -> Demand:
    return Demand(str(line), sku, Decimal(quantity))


def level(engine: Engine, sku: str) -> tuple[int, int]:
    with engine.connect() as connection:
        found = SqlStock(connection).levels([sku])[sku]
    return int(found.on_hand), int(found.reserved)


def test_each_line_gets_all_or_nothing_in_the_order_of_lines(engine: Engine, shelve: Shelve) -> None:
    shelve(CUP=5, POT=1)
    wishes = [wish(1, "CUP", 3), wish(2, "CUP", 3), wish(3, "POT", 1), wish(4, "CUP", 2)]

    with transaction(engine) as connection:
        allotments = SqlStock(connection).reserve(origin(), wishes)

    assert [(a.line, a.reserved, int(a.available)) for a in allotments] == [
        ("1", True, 5),
        ("2", False, 2),
        ("3", True, 1),
        ("4", True, 2),
    ]
    assert level(engine, "CUP") == (5, 5)
    assert level(engine, "POT") == (1, 1)


def test_the_same_call_again_answers_the_same_and_moves_nothing(engine: Engine, shelve: Shelve) -> None:
    shelve(CUP=5)
    wishes = [wish(1, "CUP", 3), wish(2, "CUP", 3)]

    answers = []
    for _ in range(2):
        with transaction(engine) as connection:
            answers.append(list(SqlStock(connection).reserve(origin(), wishes)))

    assert answers[0] == answers[1]
    assert level(engine, "CUP") == (5, 3)


def test_products_that_stock_does_not_keep_are_named_and_nothing_is_reserved(
    engine: Engine, shelve: Shelve
) -> None:
    shelve(CUP=5)

    with transaction(engine) as connection, pytest.raises(UnknownProductError) as caught:
        SqlStock(connection).reserve(origin(), [wish(1, "CUP", 1), wish(2, "NONE", 1)])

    assert caught.value.skus == ["NONE"]
    assert level(engine, "CUP") == (5, 0)


def test_releasing_gives_back_what_is_reserved_once(engine: Engine, shelve: Shelve) -> None:
    shelve(CUP=5, POT=5)
    with transaction(engine) as connection:
        SqlStock(connection).reserve(origin("a"), [wish(1, "CUP", 2), wish(2, "POT", 1)])
        SqlStock(connection).reserve(origin("b", "O-2"), [wish(1, "CUP", 2)])

    with transaction(engine) as connection:
        one_line = SqlStock(connection).release(origin("c"), ["2"])
        the_rest = SqlStock(connection).release(origin("d"))
        nothing = SqlStock(connection).release(origin("e"))
        again = SqlStock(connection).release(origin("d"))

    assert list(one_line) == [Movement("2", "POT", Decimal(1))]
    assert list(the_rest) == list(again) == [Movement("1", "CUP", Decimal(2))]
    assert list(nothing) == []
    assert level(engine, "CUP") == (5, 2)


def test_issuing_takes_reserved_goods_out_in_parts(engine: Engine, shelve: Shelve) -> None:
    shelve(CUP=5)
    with transaction(engine) as connection:
        SqlStock(connection).reserve(origin("a"), [wish(1, "CUP", 4)])

    with transaction(engine) as connection:
        SqlStock(connection).issue(origin("b"), [wish(1, "CUP", 1)])
        SqlStock(connection).issue(origin("b"), [wish(1, "CUP", 1)])

    assert level(engine, "CUP") == (4, 3)
    with engine.connect() as connection:
        assert connection.scalar(select(reservations.c.quantity)) == 3


def test_nothing_is_issued_that_is_not_reserved_for_that_line(engine: Engine, shelve: Shelve) -> None:
    shelve(CUP=5)
    with transaction(engine) as connection:
        SqlStock(connection).reserve(origin("a"), [wish(1, "CUP", 2)])

    with transaction(engine) as connection, pytest.raises(NotReservedError) as caught:
        SqlStock(connection).issue(origin("b"), [wish(1, "CUP", 1), wish(1, "CUP", 2)])

    assert caught.value.reserved == 1
    assert level(engine, "CUP") == (5, 2)


def test_goods_that_come_in_or_come_back_can_be_reserved(engine: Engine, shelve: Shelve) -> None:
    shelve(CUP=0)

    with transaction(engine) as connection:
        SqlStock(connection).receive(origin("a"), [wish(1, "CUP", 2)])
        SqlStock(connection).take_back(origin("b"), [wish(1, "CUP", 1)])
        SqlStock(connection).take_back(origin("b"), [wish(1, "CUP", 1)])

    assert level(engine, "CUP") == (3, 0)


def test_the_ledger_tells_how_every_level_came_about(engine: Engine, shelve: Shelve) -> None:
    shelve(CUP=5)
    with transaction(engine) as connection:
        port = SqlStock(connection)
        port.reserve(origin("a"), [wish(1, "CUP", 2), wish(2, "CUP", 1)])
        port.issue(origin("b"), [wish(1, "CUP", 2)])
        port.release(origin("c"))

    names = ("kind", "line", "quantity", "on_hand_after", "reserved_after")
    wanted = select(*(stock_ledger.c[name] for name in names))
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(wanted.order_by(stock_ledger.c.id))]

    assert rows == [
        ("reserve", "1", 2, 5, 2),
        ("reserve", "2", 1, 5, 3),
        ("issue", "1", 2, 3, 1),
        ("release", "2", 1, 3, 0),
    ]


def test_a_thousand_lines_take_two_statements(engine: Engine, shelve: Shelve) -> None:
    skus = [f"P{number:04d}" for number in range(1000)]
    shelve(**dict.fromkeys(skus, 2))
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    with transaction(engine) as connection:
        allotments = SqlStock(connection).reserve(origin(), [wish(n, sku, 2) for n, sku in enumerate(skus)])

    assert len(statements) == 2
    assert all(allotment.reserved for allotment in allotments)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(reservations)) == 1000


def test_fractions_are_reserved_exactly(engine: Engine, shelve: Shelve) -> None:
    shelve(TEA=1)
    thirds = [Demand(str(line), "TEA", Decimal("0.333")) for line in range(4)]

    with transaction(engine) as connection:
        allotments = SqlStock(connection).reserve(origin(), thirds)
        levels = SqlStock(connection).levels(["TEA"])

    assert [allotment.reserved for allotment in allotments] == [True, True, True, False]
    assert levels["TEA"] == StockLevel(Decimal(1), Decimal("0.999"))
