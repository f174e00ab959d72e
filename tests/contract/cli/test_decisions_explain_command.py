"""`decisions explain` about an order that real servers carried out, for readers and for programs."""

import json
from pathlib import Path

from tests.contract.cli.conftest import CommandLine, order
from tests.support.waiting import eventually


def decided(orderflow: CommandLine, name: str, folder: Path) -> str:
    """An order behind its decisions; returns the number."""
    file = folder / f"{name}.json"
    file.write_text(json.dumps(order(name)), encoding="utf-8")
    said = orderflow("submit", str(file), "--process", "decided-order", "--json")
    assert said.status == 0, said.err
    number = str(said.json["received"][0]["number"])
    eventually(lambda: orderflow.open_tasks(number))
    return number


def test_decisions_of_an_order_are_explained_in_the_readers_language(
    orderflow: CommandLine, tmp_path: Path
) -> None:
    # given
    number = decided(orderflow, "explained", tmp_path)

    # when
    english = orderflow("decisions", "explain", number, "--as", "alice.brown")
    chinese = orderflow("decisions", "explain", number, "--as", "lin.mei")

    # then
    assert english.status == chinese.status == 0
    assert "charge: carriage" in english.out
    assert "Pieces = 2" in english.out
    assert "rule 2 fired" in english.out
    assert "a parcel" in english.out
    assert "件数 = 2" in chinese.out
    assert "规则 2 命中" in chinese.out
    assert "普通包裹" in chinese.out
    assert "grade: 订单级别" in chinese.out


def test_one_decision_of_an_order_is_there_for_programs(orderflow: CommandLine, tmp_path: Path) -> None:
    # given
    number = decided(orderflow, "programs", tmp_path)

    # when
    said = orderflow("decisions", "explain", number, "--decision", "订单级别", "--json")
    none = orderflow("decisions", "explain", number, "--decision", "nothing")

    # then
    (made,) = said.json
    assert (made["element"], made["value"]) == ("grade", "普通")
    assert made["trace"]["value"] == "普通"
    assert (none.out, none.status) == ("", 0)


def test_order_that_is_not_there_cannot_be_explained(orderflow: CommandLine) -> None:
    said = orderflow("decisions", "explain", "D-999999")

    assert said.status == 1
    assert "D-999999" in said.err
