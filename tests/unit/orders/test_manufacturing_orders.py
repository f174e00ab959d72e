"""Orders for manufacture: what they must say, and what only they may say."""

from decimal import Decimal
from typing import Any

import pytest

from orders import Order, order_from, split
from tests.support.orders import a_line, an_order


def a_manufacturing_order(**fields: Any) -> dict[str, Any]:
    needed = {"kind": "manufacturing", "purchase_number": "PO-1", "customer": {"id": "C-4001"}}
    return an_order(**(needed | fields))


def codes(data: dict[str, Any]) -> list[tuple[str, str]]:
    found = order_from(data)
    assert not isinstance(found, Order), "it was accepted"
    return [(misfit.finding.code, misfit.finding.path) for misfit in found]


def test_a_complete_order_is_accepted_and_keeps_what_it_says() -> None:
    line = a_line(model="IS80", drawing="D-7", technical={"flow": {"value": Decimal("12.5"), "unit": "m3/h"}})
    order = order_from(a_manufacturing_order(lines=[line], delivery_terms="FCA Ningbo", warranty_months=18))

    assert isinstance(order, Order), order
    document: Any = split(order).document.value()
    assert (document["purchase_number"], document["delivery_terms"]) == ("PO-1", "FCA Ningbo")
    assert document["lines"][0]["technical"] == {"flow": {"value": Decimal("12.5"), "unit": "m3/h"}}


def test_fields_that_an_order_does_not_have_take_no_space_in_its_document() -> None:
    order = order_from(an_order())

    assert isinstance(order, Order)
    document: Any = split(order).document.value()
    assert not {"purchase_number", "warranty_months"} & document.keys()
    assert not {"technical", "promised", "got"} & document["lines"][0].keys()


def test_it_needs_the_customers_number() -> None:
    assert codes(a_manufacturing_order(purchase_number=None)) == [("no-purchase-number", "purchase_number")]


def test_it_needs_a_known_customer() -> None:
    nobody = {"party": {"name": "Somebody"}}

    assert codes(a_manufacturing_order(customer=nobody)) == [("no-customer", "customer.id")]


@pytest.mark.parametrize(
    ("field", "value"),
    [("model", "IS80"), ("drawing", "D-7"), ("technical", {"flow": {"value": 1, "unit": "l/s"}})],
)
def test_other_orders_have_no_technical_side(field: str, value: Any) -> None:
    found = codes(an_order(lines=[a_line(), a_line(**{field: value})]))

    assert found == [("not-manufacturing", f"lines[1].{field}")]


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"delivery_terms": "free Ningbo"}, "wrong-form", "delivery_terms"),
        ({"warranty_months": 121}, "too-large", "warranty_months"),
        ({"partial_shipments": "yes"}, "wrong-type", "partial_shipments"),
        ({"payment": {"type": "prepaid", "net_days": 30}}, "payment-terms", "payment"),
        ({"lines": [a_line(technical={"flow": {"value": "1", "unit": "l"}})]}, "wrong-type", ""),
        ({"lines": [a_line(technical={"flow": {"value": 1}})]}, "missing-field", ""),
    ],
)
def test_what_is_wrong_is_found_at_its_place(fields: dict[str, Any], code: str, path: str) -> None:
    ((found, place),) = codes(a_manufacturing_order(**fields))

    assert found == code
    assert path in place


def test_a_deposit_may_come_with_days_for_the_balance() -> None:
    terms = {"type": "deposit", "deposit_percent": 30, "net_days": 45}

    assert isinstance(order_from(a_manufacturing_order(payment=terms)), Order)
