"""Changes of lines, and credit, on the sample master data and the real back office."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert

from activities.catalogue import catalogue
from activities.service import BusinessError, Call
from application.ports import Origin
from backoffice import ports
from database import transaction
from database.tables import orders
from orders import Order, order_from, split
from tests.contract.conftest import NOON
from tests.support.orders import a_line, an_order


@pytest.fixture
def connection(samples: Engine) -> Iterator[Connection]:
    with transaction(samples) as connection:
        yield connection


def run(connection: Connection, name: str, **fields: Any) -> Any:
    return catalogue()[name].run(ports(connection), Call("O-1:1", "O-1", "element", NOON), fields)


def lines(*wanted: dict[str, Any]) -> list[Any]:
    order = order_from(an_order(lines=list(wanted)))
    assert isinstance(order, Order), order
    return [line.model_dump() for line in split(order).document.lines]


def amend(connection: Connection, *changes: dict[str, Any], wanted: list[Any] | None = None) -> Any:
    ordered = wanted or lines(a_line(id="1", quantity=2), a_line(id="2", quantity=1))
    return run(connection, "order.amend", currency="CNY", lines=ordered, changes=list(changes))


def test_only_changed_lines_are_answered_with_their_new_amounts(connection: Connection) -> None:
    result = amend(connection, {"line": "1", "quantity": 3, "unit_price": Decimal("10.005")})

    assert list(result["changed"]) == ["1"]
    assert result["changed"]["1"]["quantity"] == 3
    assert result["changed"]["1"]["amount"] == Decimal("30.02")  # half even


def test_the_total_is_of_all_lines(connection: Connection) -> None:
    ordered = lines(a_line(id="1", quantity=2, unit_price=10), a_line(id="2", quantity=1, unit_price=5))

    result = amend(connection, {"line": "1", "quantity": 1}, wanted=ordered)

    assert result["total"] == 15


def test_a_removed_line_has_no_quantity_and_no_amount(connection: Connection) -> None:
    result = amend(connection, {"line": "2", "remove": True})

    assert (result["changed"]["2"]["quantity"], result["changed"]["2"]["amount"]) == (0, 0)


def test_a_substitute_brings_its_price_and_keeps_the_properties_that_it_has(connection: Connection) -> None:
    ordered = lines(a_line(id="1", sku="CUP-001", specification={"colour": "white", "engraving": "Li"}))

    result = amend(connection, {"line": "1", "sku": "CUP-002"}, wanted=ordered)

    changed = result["changed"]["1"]
    assert (changed["sku"], changed["unit_price"]) == ("CUP-002", Decimal("32.00"))
    assert changed["specification"] == {"colour": "white"}


def test_several_changes_of_one_line_add_up(connection: Connection) -> None:
    result = amend(connection, {"line": "1", "quantity": 7}, {"line": "1", "unit_price": 2})

    assert result["changed"]["1"]["amount"] == 14


@pytest.mark.parametrize(
    "change", [{"line": "9", "quantity": 1}, {"line": "1", "sku": "NO-SUCH"}, {"line": "1", "sku": "OLD-001"}]
)
def test_changes_that_do_not_fit_are_refused(connection: Connection, change: dict[str, Any]) -> None:
    with pytest.raises(BusinessError) as caught:
        amend(connection, change)

    assert caught.value.code == "INVALID_CHANGE"
    assert change["line"] in caught.value.message


def an_open_order(connection: Connection, number: str, customer: str, closed: bool = False) -> None:
    row = {
        "number": number,
        "channel": "test",
        "external_number": number,
        "revision": 1,
        "customer_id": customer,
        "process": "retail-order",
        "version": 1,
        "digest": "0" * 64,
        "status": "running",
        "currency": "CNY",
        "total": 1,
        "placed_at": NOON,
        "closed_at": NOON if closed else None,
        "language": "en",
        "document": {},
    }
    connection.execute(insert(orders).values(row))


def owes(connection: Connection, number: str, amount: int) -> None:
    ports(connection).payments.request(Origin(f"{number}/owes", number, NOON), Decimal(amount), "CNY", None)


def check(connection: Connection, customer: str | None, amount: int, currency: str = "CNY") -> Any:
    given = {"id": customer, "party": None}
    return run(connection, "credit.check", customer=given, amount=amount, currency=currency)


def test_credit_is_given_up_to_the_limit_and_not_beyond(connection: Connection) -> None:
    assert check(connection, "C-3003", 50_000)["approved"] is True
    assert check(connection, "C-3003", 50_001)["approved"] is False


def test_what_other_open_orders_owe_counts(connection: Connection) -> None:
    for number, closed in (("O-1", False), ("O-2", False), ("O-3", True)):
        an_open_order(connection, number, "C-3003", closed)
        owes(connection, number, 20_000)

    result = check(connection, "C-3003", 30_001)

    assert (result["owed"], result["left"], result["approved"]) == (20_000, 30_000, False)


def test_what_was_paid_does_not_count(connection: Connection) -> None:
    an_open_order(connection, "O-2", "C-3003")
    owes(connection, "O-2", 20_000)
    origin = Origin("O-2/pays", "O-2", NOON)
    ports(connection).payments.receive(origin, Decimal(15_000), "CNY", "T-1")

    assert check(connection, "C-3003", 45_000)["approved"] is True


@pytest.mark.parametrize(("customer", "currency"), [(None, "CNY"), ("C-9999", "CNY"), ("C-3003", "EUR")])
def test_no_credit_without_a_known_customer_or_in_another_currency(
    connection: Connection, customer: str | None, currency: str
) -> None:
    assert check(connection, customer, 1, currency)["approved"] is False
