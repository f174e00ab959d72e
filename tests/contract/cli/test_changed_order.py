"""What a clerk sees of an order that was changed: its lines and total as they are now, and as they were."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backoffice.master_data import MasterData, load_master_data, read_master_data
from database import create_engine, transaction
from stack.embedded import Stack
from tests.contract.cli.conftest import CommandLine
from tests.contract.cli.conftest import order as order_of_cups
from tests.support.waiting import eventually

PRODUCTS = Path(__file__).parents[3] / "definitions" / "samples" / "products.yaml"
CHANGE = {
    "revision": 2,
    "changes": [
        {"line": "1", "quantity": 5},
        {"line": "2", "remove": True},
        {"line": "4", "add": True, "sku": "LAM-001", "quantity": 1, "unit_price": 80},
    ],
}


def a_changing_order(orderflow: CommandLine, name: str) -> str:
    """Three lines, 60 each, on their way; returns the number."""
    line = {"sku": "CUP-001", "quantity": 2, "unit_price": 30}
    content = order_of_cups(name) | {"lines": [line, line, line]}
    file = orderflow.stack.assembly.data.root / f"{name}.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    said = orderflow("submit", str(file), "--process", "changing-order", "--json")
    assert said.status == 0, said.err
    number = str(said.json["received"][0]["number"])
    eventually(lambda: orderflow.open_tasks(number))
    return number


def decided(orderflow: CommandLine, number: str, outcome: str, change: dict[str, Any] = CHANGE) -> None:
    """A change order, accepted or declined."""
    told = orderflow("message", number, "change_requested", json.dumps(change), "--as", "lin.mei")
    assert told.status == 0, told.err
    tasks = {task["element"]: task["id"] for task in orderflow("tasks", "--order", number, "--json").json}
    done = orderflow("task", "complete", tasks["assess"], outcome, "--as", "lin.mei")
    assert done.status == 0, done.err


@pytest.fixture(scope="module")
def catalogue(served: Stack) -> None:
    """The sample products: a line can be added only of what is sold."""
    data = read_master_data(PRODUCTS.read_bytes(), PRODUCTS.name)
    assert isinstance(data, MasterData)
    engine = create_engine(served.database_url)
    with transaction(engine) as connection:
        load_master_data(connection, data, datetime.now(UTC))
    engine.dispose()


@pytest.fixture(scope="module")
def changed() -> dict[str, str]:
    """Filled by the first test that needs it: where the stack is, each test is told anew."""
    return {}


@pytest.fixture
def changed_order(catalogue: None, orderflow: CommandLine, changed: dict[str, str]) -> str:
    if not changed:
        number = a_changing_order(orderflow, "three-cups")
        decided(orderflow, number, "accept")
        changed["number"] = number
    return changed["number"]


def test_lists_show_the_total_of_now_and_that_it_was_changed(
    orderflow: CommandLine, changed_order: str
) -> None:
    # given / when
    (row,) = orderflow("orders", changed_order, "--json").json
    english = orderflow("orders", changed_order).out
    chinese = orderflow("orders", "lam-001", "--as", "lin.mei").out

    # then
    assert (row["total"], row["changed"]) == ("290.00", True)
    assert "290.00 CNY" in english
    assert english.split()[-1] == "changed"
    assert changed_order in chinese
    assert "已变更" in chinese


def test_the_page_shows_the_lines_of_now_and_what_was_done_to_each(
    orderflow: CommandLine, changed_order: str
) -> None:
    # given / when
    english = orderflow("order", "show", changed_order).out
    chinese = orderflow("order", "show", changed_order, "--as", "lin.mei").out

    # then
    table = {line.split()[0]: " ".join(line.split()) for line in english.splitlines() if line.strip()}
    assert table["1"] == "1 CUP-001 5 pcs 30 150.00 2026-03-20 (first 2026-03-10) was 2 pcs × 30"
    assert table["2"] == "2 CUP-001 - 30 - taken out, was 2 pcs × 30"
    assert table["3"] == "3 CUP-001 2 pcs 30 60.00 2026-03-20 (first 2026-03-10)"
    assert table["4"] == "4 LAM-001 1 pcs 80 80.00 new"
    assert table["Total:"] == "Total: 290.00 CNY"
    assert "Changed 1×, last " in english
    assert "Received: 3 lines, 180.00 CNY; --received shows them." in english
    assert "已变更 1 次" in chinese
    assert "2026-03-20 (原定 2026-03-10)" in chinese


def test_what_was_received_stays_within_reach(orderflow: CommandLine, changed_order: str) -> None:
    # given / when
    received = orderflow("order", "show", changed_order, "--received").out
    raw = orderflow("order", "show", changed_order, "--received", "--json").json
    whole = orderflow("order", "show", changed_order, "--json").json

    # then
    assert [line.split()[0] for line in received.splitlines()] == ["Line", "1", "2", "3", "Total:"]
    assert "Total: 180.00 CNY" in received
    assert raw == whole["page"]["document"]
    assert [(line["id"], line["quantity"]) for line in raw["lines"]] == [("1", 2), ("2", 2), ("3", 2)]
    assert [line["id"] for line in whole["page"]["lines"]] == ["1", "3", "4"]
    assert [line.get("promised") for line in whole["variables"]["order"]["lines"]] == [
        *["2026-03-20"] * 2,
        None,
    ]
    assert [(change["lines"], change["total"]) for change in whole["changes"]] == [(3, "290.00")]


def test_a_change_that_is_declined_changes_nothing(orderflow: CommandLine) -> None:
    # given
    number = a_changing_order(orderflow, "declined")

    # when
    decided(orderflow, number, "decline")

    # then
    shown = orderflow("order", "show", number, "--json").json
    assert (shown["page"]["order"]["total"], shown["page"]["order"]["changed"]) == ("180.00", False)
    assert shown["changes"] == []
    assert "Changed" not in orderflow("order", "show", number).out


def test_variables_of_the_process_are_shown_when_they_are_asked_for(
    orderflow: CommandLine, changed_order: str
) -> None:
    # given / when
    shown = orderflow("order", "show", changed_order, "--variables").out

    # then
    rows = [line.split() for line in shown.splitlines()]
    assert ["account.received", "50"] in rows
    assert ["agreed", "2"] in rows
    assert not any(row[:1] == ["none"] for row in rows)
    assert "account.received" not in orderflow("order", "show", changed_order).out


def test_a_long_timeline_is_cut_in_front_and_says_so(orderflow: CommandLine, changed_order: str) -> None:
    # given
    entries = len(orderflow("order", "show", changed_order, "--json").json["timeline"])

    # when
    cut = orderflow("order", "show", changed_order, "--limit", "3").out.partition("Timeline\n")[2]
    whole = orderflow("order", "show", changed_order, "--limit", str(entries)).out.partition("Timeline\n")[2]

    # then
    first, *last = cut.splitlines()
    assert first.strip() == f"({entries - 3} earlier entries; --limit {entries} shows them all)"
    assert last == whole.splitlines()[-3:]
    assert len(whole.splitlines()) == entries > 3
