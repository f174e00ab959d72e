"""The commercial and technical side of company orders: terms, changes, invoices."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine

from database import transaction
from orders import Order, order_from, split
from tests.support.orders import an_order
from tests.support.service_desk import MONDAY, goods
from tests.support.service_desk import ServiceDesk as Desk


@pytest.fixture
def desk(samples: Engine) -> Iterator[Desk]:
    with transaction(samples) as connection:
        yield Desk(connection)


def lines(*wanted: dict[str, Any]) -> list[Any]:
    order = order_from(an_order(lines=[{"unit_price": 100} | line for line in wanted]))
    assert isinstance(order, Order), order
    return split(order).document.value()["lines"]  # type: ignore[return-value]


# -- the commercial and the technical side


def test_a_customers_number_belongs_to_the_first_order_until_it_is_freed(desk: Desk) -> None:
    who = {"id": "C-4001", "party": None}
    first = desk.run("order.register_purchase", "M-1", customer=who, number="PO-77")
    same = desk.run("order.register_purchase", "M-1", customer=who, number="PO-77")
    other = desk.run("order.register_purchase", "M-2", customer=who, number="PO-77")
    desk.run("order.unregister_purchase", "M-1")
    later = desk.run("order.register_purchase", "M-3", customer=who, number="PO-77")

    found = [answer["duplicate_of"] for answer in (first, same, other, later)]
    assert found == [None, None, "M-1", None]


def test_terms_are_measured_against_the_agreement(desk: Desk) -> None:
    sold = [{"sku": "VAL-100", "quantity": 10, "amount": Decimal("11340.00")}]  # 10 % below the catalogue
    payment = {"type": "deposit", "deposit_percent": 10, "net_days": 45}

    terms = desk.run(
        "order.check_terms", customer={"id": "C-4002", "party": None}, payment=payment, lines=sold
    )

    assert (terms["agreed"], terms["net_days_over"], terms["deposit_short"]) == (False, 15, 10)
    assert (terms["discount_percent"], terms["discount_over"]) == (10, 5)
    assert terms["margin_percent"] == Decimal("25.93")


def test_parameters_outside_their_limits_are_found(desk: Desk) -> None:
    technical = {"pressure": {"value": 6, "unit": "MPa"}, "temperature": {"value": 100, "unit": "K"}}
    wanted = [
        {"id": "10", "sku": "VAL-050", "model": "Q99", "technical": technical},
        {"id": "20", "sku": "VAL-100", "technical": {"colour": {"value": 1, "unit": "x"}}},
        {"id": "30", "sku": "TUR-900"},
    ]

    found = desk.run("order.check_technical", lines=wanted)

    assert [(p["line"], p["code"]) for p in found["problems"]] == [
        ("10", "MODEL_UNKNOWN"),
        ("10", "PARAMETER_OUT_OF_RANGE"),
        ("10", "UNIT_DIFFERS"),
        ("20", "PARAMETER_MISSING"),
        ("20", "PARAMETER_MISSING"),
        ("20", "PARAMETER_UNKNOWN"),
        ("30", "NO_ROUTE"),
    ]
    assert (found["clean"], found["impossible"]) == (False, 1)


# -- change orders


def test_a_change_adds_removes_and_amends(desk: Desk) -> None:
    changes = [
        {"line": "1", "quantity": 5},
        {"line": "2", "remove": True},
        {"line": "3", "add": True, "sku": "VAL-100", "quantity": 2},
    ]
    ordered = lines(goods("FLG-050", 2, "1"), goods("FLG-100", 1, "2"))

    result = desk.run("change.apply", currency="CNY", lines=ordered, changes=changes)

    assert {id_: line["quantity"] for id_, line in result["changed"].items()} == {"1": 5, "2": 0}
    assert [(line["id"], line["amount"]) for line in result["added"]] == [("3", 2520)]
    assert result["total"] == 500 + 2520


def test_a_line_whose_goods_are_there_becomes_another_version(desk: Desk) -> None:
    there, not_there = lines(goods("FLG-050", 2, "1"), goods("FLG-100", 1, "2"))
    there |= {"got": 2, "held": [{"by": "M-1.1", "quantity": 2}]}
    changes = [{"line": "1", "quantity": 5}, {"line": "2", "quantity": 5}]

    result = desk.run("change.apply", currency="CNY", lines=[there, not_there], changes=changes)

    changed = result["changed"]
    assert [changed["1"][name] for name in ("version", "got", "held")] == [1, None, None]
    assert changed["2"]["version"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"line": "9", "quantity": 1},
        {"line": "1", "sku": "FLG-100"},
        {"line": "1", "add": True, "sku": "FLG-100", "quantity": 1},
        {"line": "3", "add": True, "sku": "FLG-100"},
        {"line": "3", "add": True, "sku": "NO-SUCH", "quantity": 1},
        {"line": "1", "remove": True},
    ],
)
def test_changes_that_do_not_fit_are_told_before_and_refused_after(
    desk: Desk, change: dict[str, Any]
) -> None:
    ordered = lines(goods("FLG-050", 2, "1"))
    fields: dict[str, Any] = {"currency": "CNY", "lines": ordered, "changes": [change]}

    told = desk.run("change.impact", **fields)

    assert (told["valid"], told["problem"] is None, told["difference"]) == (False, False, 0)
    assert desk.refused("change.apply", **fields) == "INVALID_CHANGE"


def test_the_impact_names_what_is_out_for_the_lines(desk: Desk) -> None:
    made = {"line": "10", "sku": "VAL-100", "quantity": 20, "earliest": MONDAY}
    desk.run("production.schedule", "M-1.1", **made)
    fields = {"line": "20", "sku": "SNS-410", "quantity": 4, "earliest": MONDAY}
    desk.run("purchase.request", "M-1.2", **fields)
    ordered = lines(goods("VAL-100", 20, "10"), goods("SNS-410", 4, "20"))
    changes = [{"line": "10", "quantity": 10}, {"line": "20", "remove": True}]

    told = desk.run("change.impact", currency="CNY", lines=ordered, changes=changes)

    assert [(out["kind"], out["number"]) for out in told["under_way"]] == [
        ("production", "M-1.1-P1"),
        ("purchase", "M-1.2-B1"),
    ]
    assert [(line["kind"], line["difference"]) for line in told["lines"]] == [
        ("amended", -1000),
        ("removed", -400),
    ]


# -- invoices


def test_an_invoice_takes_the_tax_out_of_the_price(desk: Desk) -> None:
    billed = [
        goods("VAL-100", 2, amount=Decimal("2260.00")),
        goods("FLG-050", 1, "20", amount=Decimal("36.00")),
    ]

    invoice = desk.run("invoice.issue", currency="CNY", lines=billed, tax_rate=13)

    assert (invoice["invoice"], invoice["gross"]) == ("M-1-I1", Decimal("2296.00"))
    assert (invoice["net"], invoice["tax"]) == (Decimal("2031.86"), Decimal("264.14"))


def test_a_credit_note_is_about_an_invoice_of_the_order(desk: Desk) -> None:
    billed = [goods("VAL-100", 2, amount=100)]
    desk.run("invoice.issue", "M-1", "one", currency="CNY", lines=billed, tax_rate=13)
    desk.run("invoice.issue", "M-1", "one", currency="CNY", lines=billed, tax_rate=13)
    fields = {"currency": "CNY", "lines": billed, "tax_rate": 13}

    note = desk.run("invoice.credit", invoice="M-1-I1", **fields)

    assert note["invoice"] == "M-1-C1"
    assert desk.refused("invoice.credit", invoice="M-1-I2", **fields) == "UNKNOWN_INVOICE"
