"""Whatever arrives, intake answers with orders and findings, and every finding has its place."""

import json
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.values import encode
from intake import read_orders
from orders import Order, order_from, split
from tests.support.orders import a_line, an_order

scalars = st.none() | st.booleans() | st.integers() | st.decimals() | st.floats() | st.text(max_size=20)
anything: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
)
FIELDS = sorted({*Order.model_fields, "unknown"})
LINE_FIELDS = ["id", "sku", "name", "specification", "quantity", "unit", "unit_price", "currency", "notes"]
yaml_like = st.text(alphabet="channel:{}[]-,&*!|>\"'#\n\t 0123456789.e", max_size=200)


@given(st.binary(max_size=300) | yaml_like.map(str.encode))
def test_any_bytes_become_orders_or_findings(data: bytes) -> None:
    intake = read_orders(data, "any")

    assert intake.orders or intake.findings
    assert all(finding.file == "any" and finding.line >= 1 for finding in intake.findings)


@given(st.sampled_from(FIELDS), anything)
def test_any_value_in_any_field_is_taken_whole_or_named(field: str, value: Any) -> None:
    data = {**an_order(), field: value}

    check(data, field)


@given(st.sampled_from(LINE_FIELDS), anything)
def test_any_value_in_any_field_of_a_line_is_taken_whole_or_named(field: str, value: Any) -> None:
    data = an_order(lines=[a_line(**{field: value})])

    check(data, "lines")


def check(data: dict[str, Any], field: str) -> None:
    """What is taken can be encoded; what is refused is blamed on the field that is wrong."""
    match order_from(data):
        case Order() as order:
            assert encode(split(order).document.value())
        case misfits:
            assert {misfit.path[0] for misfit in misfits if misfit.path} == {field}
            assert all(misfit.finding.cure for misfit in misfits)


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_good_lines_of_json_lines_come_through_whatever_stands_between(good: list[bool]) -> None:
    lines = [line_of(number) if fine else '{"channel": oops' for number, fine in enumerate(good)]

    intake = read_orders("\n".join([line_of(99), line_of(98), *lines]).encode(), "orders.jsonl")

    assert [order.external_number for order in intake.orders[2:]] == [
        f"SO-{number}" for number, fine in enumerate(good) if fine
    ]
    assert {finding.line for finding in intake.findings} == {
        number + 3 for number, fine in enumerate(good) if not fine
    }


def line_of(number: int) -> str:
    line = a_line(unit_price=29)
    return json.dumps(an_order(external_number=f"SO-{number}", lines=[line]))


prices = st.decimals(0, 10**6, places=4, allow_nan=False)


@given(st.lists(st.tuples(st.integers(1, 10**6), prices), min_size=1, max_size=20))
def test_the_total_is_the_sum_of_the_amounts(lines: list[tuple[int, Decimal]]) -> None:
    data = an_order(lines=[a_line(quantity=quantity, unit_price=price) for quantity, price in lines])
    order = order_from(data)
    assert isinstance(order, Order)

    document = split(order).document

    assert document.total == sum(line.amount for line in document.lines)
    assert abs(document.total - sum(q * p for q, p in lines)) <= Decimal("0.005") * len(lines)
