"""Plain data becomes an order, or findings that say where and what to do."""

from decimal import Decimal
from typing import Any

import pytest

from orders import Misfit, Order, order_from
from tests.support.orders import a_line, an_order


def misfits(data: object) -> list[Misfit]:
    result = order_from(data)
    assert not isinstance(result, Order), "the order was taken"
    return list(result)


def codes(data: object) -> list[tuple[str, str]]:
    return [(misfit.finding.code, misfit.finding.path) for misfit in misfits(data)]


def accepted(data: object) -> Order:
    result = order_from(data)
    assert isinstance(result, Order), result
    return result


def test_an_order_keeps_exact_numbers_and_has_defaults() -> None:
    data = an_order(lines=[a_line(unit_price=Decimal("19.90"))])

    order = accepted(data)

    assert order.lines[0].unit_price == Decimal("19.90")
    assert (order.revision, order.language, order.payment.type) == (1, "zh", "prepaid")


def test_lines_without_ids_are_numbered_by_position() -> None:
    data = an_order(lines=[a_line(), a_line(id="special"), a_line()])

    order = accepted(data)

    assert [line.id for line in order.lines] == ["1", "special", "3"]


def test_every_mistake_is_found_not_only_the_first() -> None:
    data = an_order(channel="Web Shop", lines=[a_line(quantity=-1), a_line(unit_price="19.90"), 3])
    del data["currency"]

    found = codes(data)

    assert found == [
        ("wrong-form", "channel"),
        ("missing-field", "currency"),
        ("too-small", "lines[0].quantity"),
        ("wrong-type", "lines[1].unit_price"),
        ("wrong-type", "lines[2]"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("quantity", 0, "too-small"),
        ("quantity", 1_000_001, "too-large"),
        ("quantity", Decimal("1E+900"), "too-large"),
        ("quantity", Decimal("0.0001"), "too-precise"),
        ("quantity", Decimal("NaN"), "wrong-type"),
        ("quantity", 1.5, "wrong-type"),
        ("quantity", True, "wrong-type"),
        ("quantity", None, "wrong-type"),
        ("unit_price", -1, "too-small"),
        ("unit_price", Decimal("1e10"), "too-large"),
        ("sku", 12345, "wrong-type"),
        ("sku", "no spaces please", "wrong-form"),
        ("name", "x" * 201, "text-too-long"),
        ("name", "zero \x00 byte", "unprintable"),
        ("name", "half \ud800 a character", "unprintable"),
        ("name", "   ", "empty-text"),
        ("requested_delivery", "2026-02-30", "wrong-date"),
        ("requested_delivery", 20260230, "wrong-type"),
        ("specification", {"colour": ["red"]}, "wrong-type"),
        ("specification", {"Colour of it": "red"}, "wrong-form"),
    ],
)
def test_a_line_with_a_wrong_field_is_refused_with_a_cure(field: str, value: Any, code: str) -> None:
    data = an_order(lines=[a_line(**{field: value})])

    [misfit] = misfits(data)

    assert misfit.finding.code == code
    assert misfit.path[:3] == ("lines", 0, field)
    assert misfit.finding.cure


def test_a_misspelt_field_is_told_its_nearest_name() -> None:
    data = an_order(lines=[a_line(qantity=3)])

    [misfit] = misfits(data)

    assert misfit.finding.cure == "remove the field, or correct its name; did you mean quantity?"
    assert misfit.key


def test_an_order_of_more_than_5000_lines_is_refused() -> None:
    data = an_order(lines=[a_line()] * 5_001)

    found = codes(data)

    assert found == [("too-many", "lines")]


def test_an_order_too_large_for_a_payload_is_refused_whole() -> None:
    specification = {f"property_{number}": "x" * 200 for number in range(50)}
    data = an_order(lines=[a_line(specification=specification)] * 200)

    found = codes(data)

    assert found == [("order-too-large", "lines")]


def test_two_lines_of_one_id_are_refused_at_the_second() -> None:
    data = an_order(lines=[a_line(id="1"), a_line(id="2"), a_line(id="1")])

    found = codes(data)

    assert found == [("double-line-id", "lines[2].id")]


def test_a_line_in_another_currency_is_refused() -> None:
    data = an_order(lines=[a_line(currency="CNY"), a_line(currency="EUR")])

    found = codes(data)

    assert found == [("mixed-currencies", "lines[1].currency")]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"customer": {}}, "no-customer"),
        ({"customer": {"party": {"name": "Li", "phone": "call me"}}}, "wrong-form"),
        ({"payment": {"type": "deposit"}}, "payment-terms"),
        ({"payment": {"type": "prepaid", "net_days": 30}}, "payment-terms"),
        ({"revision": "2"}, "wrong-type"),
        ({"language": "fr"}, "unknown-word"),
        ({"lines": []}, "too-few"),
    ],
)
def test_an_order_with_a_wrong_field_is_refused(fields: dict[str, Any], code: str) -> None:
    data = an_order(**fields)

    [(found, _)] = codes(data)

    assert found == code


@pytest.mark.parametrize("data", [None, [], "order", 3])
def test_what_is_no_group_of_fields_is_refused(data: object) -> None:
    [(code, path)] = codes(data)

    assert (code, path) == ("wrong-type", "")


def test_the_same_content_has_the_same_hash_however_it_was_written() -> None:
    one = accepted(an_order(lines=[a_line(quantity=2, id="1")]))
    other = accepted(an_order(lines=[a_line(quantity=Decimal(2))]))
    different = accepted(an_order(lines=[a_line(quantity=3)]))

    hashes = [order.content_hash() for order in (one, other, different)]

    assert hashes[0] == hashes[1] != hashes[2]
