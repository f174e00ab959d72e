"""The table of an order's lines says no more than there is to say."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cli.commands.order_lines import show_lines
from cli.commands.order_variables import show_variables


def a_line(id_: str = "1", **fields: Any) -> dict[str, Any]:
    line: dict[str, Any] = {"id": id_, "sku": "CUP-001", "name": None, "specification": {}, "unit": "pcs"}
    return (
        line | {"quantity": Decimal(2), "unit_price": Decimal("29.90"), "amount": Decimal("59.80")} | fields
    )


def table(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_an_order_that_is_as_it_was_received_has_no_more_columns_than_a_letter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # given / when
    show_lines([a_line()], [a_line()], "en")

    # then
    assert table(capsys) == ["Line Goods Quantity Unit price Amount", "1 CUP-001 2 pcs 29.90 59.80"]


def test_a_line_says_its_promised_day_once_and_the_first_one_when_it_was_renegotiated(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # given
    kept: dict[str, Any] = {"promised": date(2026, 3, 2), "promised_first": date(2026, 3, 2)}
    moved: dict[str, Any] = {
        "promised": date(2026, 4, 1),
        "promised_first": date(2026, 3, 2),
        "got": Decimal(1),
    }

    # when
    show_lines([a_line(**kept), a_line("2", **moved)], [a_line(), a_line("2")], "zh")

    # then
    heading, *rows = table(capsys)
    assert heading.endswith("承诺交期 已备")
    assert rows == [
        "1 CUP-001 2 pcs 29.90 59.80 2026-03-02",
        "2 CUP-001 2 pcs 29.90 59.80 2026-04-01 (原定 2026-03-02) 1",
    ]


def test_every_kind_of_change_of_a_line_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    # given
    received = [a_line(), a_line("2"), a_line("3"), a_line("4"), a_line("5")]
    now = [
        a_line(),
        a_line("2", quantity=Decimal("1E+1")),
        a_line("3", sku="CUP-002"),
        a_line("4", quantity=Decimal(0)),
        a_line("6"),
    ]

    # when
    show_lines(now, received, "en")

    # then
    _, *rows = table(capsys)
    assert rows == [
        "1 CUP-001 2 pcs 29.90 59.80",
        "2 CUP-001 10 pcs 29.90 59.80 was 2 pcs × 29.90",
        "3 CUP-002 2 pcs 29.90 59.80 was CUP-001 2 pcs × 29.90",
        "4 CUP-001 0 pcs 29.90 59.80 taken out, was 2 pcs × 29.90",
        "6 CUP-001 2 pcs 29.90 59.80 new",
        "5 CUP-001 - 29.90 - taken out, was 2 pcs × 29.90",
    ]


def test_variables_are_told_part_by_part_without_what_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    # given
    variables = {
        "account": {"held": Decimal("0.00"), "due": None},
        "deliveries": [{"shipment": "S1", "lines": 2}, {"shipment": "S2", "lines": 1}],
        "ready": ["1", "2"],
        "stale": False,
        "nothing": {},
        "none": [],
    }

    # when
    show_variables(variables, None, [], "zh")

    # then
    assert table(capsys)[1:] == [
        "流程变量",
        "名称 值",
        "account.held 0.00",
        "deliveries[1].shipment S1",
        "deliveries[1].lines 2",
        "deliveries[2].shipment S2",
        "deliveries[2].lines 1",
        "ready 1, 2",
        "stale false",
    ]


def test_what_is_noted_for_each_line_is_a_table_of_lines(capsys: pytest.CaptureFixture[str]) -> None:
    # given
    variables = {
        "sent": {"10": "S1", "20": "S2"},
        "days": {"20": date(2026, 3, 2)},
        "parcels": {"10": ["P1", "P2"]},
        "plan": {"10": "first", "percent": 30},
        "undeclared": 1,
    }

    # when
    show_variables(variables, ["days", "sent", "parcels", "plan", "later"], ["10", "20", "30"], "en")

    # then
    assert table(capsys)[2:] == [
        "Name Value",
        "parcels.10 P1, P2",
        "plan.10 first",
        "plan.percent 30",
        "",
        "Line days sent",
        "10 S1",
        "20 2026-03-02 S2",
        "30",
    ]
