"""The retail services, on the sample master data and the real back office."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from activities.catalogue import catalogue
from activities.service import BusinessError, Call
from backoffice import ports
from database import transaction
from database.tables import outbox
from engine.values import Value
from orders import Order, order_from, split
from tests.contract.conftest import NOON
from tests.support.orders import a_line, an_order


class Desk:
    """Calls services as a segment does: plain values in, plain values out, a new key each time."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._calls = 0

    def run(self, name: str, key: str = "", /, **fields: Any) -> Any:
        self._calls += 1
        call = Call(key or f"O-1/{self._calls}", "O-1", "element", NOON)
        return catalogue()[name].run(ports(self.connection), call, fields)

    def refused(self, name: str, /, **fields: Any) -> BusinessError:
        with pytest.raises(BusinessError) as caught:
            self.run(name, **fields)
        assert caught.value.code in catalogue()[name].errors
        return caught.value


@pytest.fixture
def desk(samples: Engine) -> Iterator[Desk]:
    with transaction(samples) as connection:
        yield Desk(connection)


def document(**fields: Any) -> dict[str, Value]:
    order = order_from(an_order(**fields))
    assert isinstance(order, Order), order
    return split(order).document.value()


WHITE = {"colour": "white"}
CLEAN_LINE = a_line(specification=WHITE)


def goods(sku: str, quantity: int, line: str = "1") -> dict[str, Any]:
    return {"id": line, "sku": sku, "quantity": quantity}


def test_an_order_as_the_catalogue_has_it_is_clean(desk: Desk) -> None:
    order = document(lines=[CLEAN_LINE])

    result = desk.run("order.check", order=order)

    assert (result["clean"], result["problems"], result["tier"]) == (True, [], "gold")


@pytest.mark.parametrize(
    ("fields", "code", "line"),
    [
        ({"customer": {"id": "C-0000"}}, "CUSTOMER_UNKNOWN", None),
        ({"customer": {"party": {"name": "Li"}}}, "CUSTOMER_NEW", None),
        ({"customer": {"id": "C-1006"}}, "CUSTOMER_INACTIVE", None),
        ({"lines": [a_line(sku="NONE-1")]}, "PRODUCT_UNKNOWN", "1"),
        ({"lines": [CLEAN_LINE, a_line(sku="OLD-001", unit_price=899)]}, "PRODUCT_INACTIVE", "2"),
        ({"lines": [a_line(specification=WHITE, unit="kg")]}, "UNIT_DIFFERS", "1"),
        ({"lines": [CLEAN_LINE], "currency": "EUR"}, "CURRENCY_DIFFERS", "1"),
        ({"lines": [a_line(specification=WHITE, unit_price=25)]}, "PRICE_DIFFERS", "1"),
        ({"lines": [a_line()]}, "SPECIFICATION_MISSING", "1"),
        ({"lines": [a_line(specification={"colour": "pink"})]}, "SPECIFICATION_UNKNOWN", "1"),
        ({"lines": [a_line(specification={**WHITE, "size": "XL"})]}, "SPECIFICATION_UNKNOWN", "1"),
    ],
)
def test_what_is_wrong_with_an_order_is_listed(desk: Desk, fields: Any, code: str, line: str | None) -> None:
    order = document(**{"lines": [CLEAN_LINE], **fields})

    result = desk.run("order.check", order=order)

    assert [(problem["code"], problem["line"]) for problem in result["problems"]] == [(code, line)]
    assert (result["clean"], result["problem_count"]) == (False, 1)


def test_a_price_within_the_tolerance_is_no_problem(desk: Desk) -> None:
    order = document(lines=[a_line(specification=WHITE, unit_price=Decimal("29.00"))])

    results = [desk.run("order.check", order=order, price_tolerance=percent) for percent in (5, 1)]

    assert [result["price_differences"] for result in results] == [0, 1]
    assert results[0]["worst_price_difference"] == Decimal("3.01")


def test_problems_of_a_huge_order_are_counted_but_not_all_listed(desk: Desk) -> None:
    order = document(lines=[a_line(sku=f"NONE-{number}") for number in range(500)])

    result = desk.run("order.check", order=order)

    assert (result["problem_count"], len(result["problems"])) == (500, 200)
    assert result["unknown_products"] == 500


def test_shortages_of_a_huge_order_are_counted_but_not_all_listed(desk: Desk) -> None:
    result = desk.run("stock.check", lines=[goods("CUP-003", 1, str(number)) for number in range(600)])

    assert (result["shortage_count"], len(result["shortages"])) == (600, 500)


def test_stock_check_takes_lines_of_one_product_together(desk: Desk) -> None:
    lines = [goods("UMB-001", 1, "1"), goods("UMB-001", 1, "2"), goods("CUP-001", 1, "3")]

    result = desk.run("stock.check", lines=lines)

    assert not result["complete"]
    assert [(s["id"], s["missing"]) for s in result["shortages"]] == [("2", 1)]


def test_reserved_goods_are_gone_for_others_until_released(desk: Desk) -> None:
    first = desk.run("stock.reserve", lines=[goods("UMB-001", 1)])
    second = desk.run("stock.reserve", lines=[goods("UMB-001", 1, "2")])
    released = desk.run("stock.release", lines=["1"])
    third = desk.run("stock.reserve", lines=[goods("UMB-001", 1, "2")])

    assert (first["complete"], second["complete"], third["complete"]) == (True, False, True)
    assert second["shortages"] == [{"id": "2", "sku": "UMB-001", "quantity": 1, "available": 0, "missing": 1}]
    assert released == {"released": 1}


@pytest.mark.parametrize("name", ["stock.check", "stock.reserve", "stock.take_back"])
def test_a_product_that_stock_does_not_keep_is_a_declared_error(desk: Desk, name: str) -> None:
    error = desk.refused(name, lines=[goods("NONE-1", 1)])

    assert (error.code, error.data) == ("UNKNOWN_PRODUCT", {"skus": ["NONE-1"]})


def test_substitutes_that_suffice_come_first(desk: Desk) -> None:
    result = desk.run("product.substitutes", sku="CUP-003", quantity=5)

    assert [(s["sku"], s["enough"], s["price"]) for s in result["substitutes"]] == [
        ("CUP-004", True, Decimal("19.90"))
    ]


def test_from_reservation_to_delivery(desk: Desk) -> None:
    lines = [goods("CUP-001", 2, "1"), goods("TEA-001", 1, "2")]
    desk.run("stock.reserve", lines=lines)

    picked = desk.run("shipping.pick", lines=lines, ship_to="party:x")
    shipped = desk.run("shipping.ship", shipment=picked["shipment"], carrier="sf")
    tracked = desk.run("shipping.track", shipment=picked["shipment"], code="delivered")

    assert [item["location"] for item in picked["items"]] == ["A-01-1", "A-02-1"]
    assert (picked["item_count"], shipped["item_count"]) == (2, 2)
    assert tracked == {"shipment": picked["shipment"], "state": "delivered", "delivered_at": NOON}
    levels = ports(desk.connection).stock.levels(["CUP-001", "TEA-001"])
    assert {sku: (level.on_hand, level.reserved) for sku, level in levels.items()} == {
        "CUP-001": (Decimal(238), Decimal(0)),
        "TEA-001": (Decimal(59), Decimal(0)),
    }


def test_shipping_called_twice_under_one_key_issues_once(desk: Desk) -> None:
    desk.run("stock.reserve", lines=[goods("CUP-001", 2)])
    shipment = desk.run("shipping.pick", lines=[goods("CUP-001", 2)])["shipment"]

    answers = [desk.run("shipping.ship", "the-key", shipment=shipment) for _ in range(2)]

    assert answers[0] == answers[1]
    assert ports(desk.connection).stock.levels(["CUP-001"])["CUP-001"].on_hand == 238


def test_goods_that_are_not_reserved_cannot_be_shipped(desk: Desk) -> None:
    shipment = desk.run("shipping.pick", lines=[goods("CUP-001", 2)])["shipment"]

    error = desk.refused("shipping.ship", shipment=shipment)

    assert error.code == "NOT_RESERVED"


def test_a_recalled_parcel_goes_back_on_the_shelf(desk: Desk) -> None:
    desk.run("stock.reserve", lines=[goods("CUP-001", 2)])
    shipment = desk.run("shipping.pick", lines=[goods("CUP-001", 2)])["shipment"]
    desk.run("shipping.ship", shipment=shipment)

    recalled = desk.run("shipping.cancel", shipment=shipment)
    desk.run("shipping.put_back", shipment=shipment)

    assert recalled["state"] == "recalled"
    assert ports(desk.connection).stock.levels(["CUP-001"])["CUP-001"].available == 240


def test_a_delivered_parcel_cannot_be_called_back(desk: Desk) -> None:
    desk.run("stock.reserve", lines=[goods("CUP-001", 2)])
    shipment = desk.run("shipping.pick", lines=[goods("CUP-001", 2)])["shipment"]
    desk.run("shipping.ship", shipment=shipment)
    desk.run("shipping.track", shipment=shipment, code="delivered")

    error = desk.refused("shipping.cancel", shipment=shipment)

    assert (error.code, error.data["state"]) == ("WRONG_SHIPMENT_STATE", "delivered")


def test_payment_is_asked_booked_once_and_paid_back(desk: Desk) -> None:
    asked = desk.run("payment.request", amount=Decimal("19.90"), currency="CNY")
    paid = [
        desk.run("payment.record", amount=Decimal("19.90"), currency="CNY", reference="alipay-1")
        for _ in range(2)
    ]
    refunded = desk.run("payment.refund", currency="CNY", reason="cancelled")

    assert asked["outstanding"] == Decimal("19.90")
    assert [(answer["duplicate"], answer["outstanding"]) for answer in paid] == [(False, 0), (True, 0)]
    assert (refunded["held"], refunded["refunded"]) == (0, Decimal("19.90"))


def test_refunding_when_nothing_was_paid_does_nothing(desk: Desk) -> None:
    result = desk.run("payment.refund", currency="CNY", reason="cancelled")

    assert (result["refunded"], result["held"]) == (0, 0)


def test_refunding_more_than_was_paid_is_a_declared_error(desk: Desk) -> None:
    desk.run("payment.record", amount=5, currency="CNY", reference="alipay-1")

    error = desk.refused("payment.refund", amount=6, currency="CNY", reason="mistake")

    assert (error.code, error.data) == ("OVER_REFUND", {"held": 5})


def test_messages_go_to_the_party_on_the_order_before_the_one_we_know(desk: Desk) -> None:
    both = desk.run("customer.notify", customer={"id": "C-1001", "party": "party:x"}, template="confirmed")
    known = desk.run("customer.notify", customer={"id": "C-1001"}, template="confirmed")
    nobody = desk.run("customer.notify", customer={"id": "C-0000"}, template="confirmed")

    assert [answer["party"] for answer in (both, known)] == ["party:x", "party:customer/C-1001"]
    assert nobody == {"told": False, "party": None}


def test_the_answer_to_an_order_lists_its_lines(desk: Desk) -> None:
    lines = [{"id": "1", "response": "change", "quantity": 1}]

    desk.run("order.respond", customer={"id": "C-2001"}, response="changes", lines=lines, reason="short")

    row = desk.connection.execute(select(outbox)).one()
    assert (row.template, row.data["response"], row.data["lines"][0]["quantity"]) == (
        "order-response-changes",
        "changes",
        1,
    )
