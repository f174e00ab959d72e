"""Promising, producing, purchasing and shipping on the sample master data and the real back office."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine

from backoffice import ports
from database import transaction
from tests.support.service_desk import MONDAY, goods
from tests.support.service_desk import ServiceDesk as Desk


@pytest.fixture
def desk(samples: Engine) -> Iterator[Desk]:
    with transaction(samples) as connection:
        yield Desk(connection)


# -- promises


def test_what_is_in_stock_is_promised_for_today_plus_the_way(desk: Desk) -> None:
    quote = desk.run("promise.quote", lines=[goods("VAL-050", 60)], earliest=MONDAY, transit_days=2)

    assert quote["days"] == {"10": date(2026, 3, 4)}
    assert (quote["late_count"], quote["impossible"]) == (0, 0)


def test_lines_before_it_leave_a_line_less_stock(desk: Desk) -> None:
    wanted = [goods("VAL-050", 1490, "10"), goods("VAL-050", 60, "20")]

    quote = desk.run("promise.quote", lines=wanted, earliest=MONDAY)

    assert quote["days"]["10"] == MONDAY
    assert quote["days"]["20"] > quote["days"]["10"]


def test_capacity_is_promised_day_by_day_and_not_on_days_off(desk: Desk) -> None:
    # 100 pieces take 120 + 4,200 minutes: four and a half days of 960 minutes, from Friday on
    quote = desk.run("promise.quote", lines=[goods("VAL-100", 100)], earliest=date(2026, 3, 6))

    assert quote["days"] == {"10": date(2026, 3, 12)}


def test_expected_receipts_are_promised_when_they_come_sooner_than_the_supplier(desk: Desk) -> None:
    early = desk.run("sourcing.options", sku="SEA-020", quantity=30, earliest=MONDAY)

    assert (early["expected"], early["buy"]) == (date(2026, 3, 16), date(2026, 3, 12))
    assert (early["stock"], early["available"], early["soonest"]) == (None, 5, "buy")


def test_material_that_is_short_postpones_the_work(desk: Desk) -> None:
    enough = desk.run("sourcing.options", sku="PMP-075", quantity=40, earliest=MONDAY)
    short = desk.run("sourcing.options", sku="PMP-075", quantity=41, earliest=MONDAY)

    assert short["make"] > enough["make"]
    assert short["make"] >= date(2026, 3, 20)  # eighteen days for motors


def test_late_lines_are_listed_with_the_day_that_is_possible(desk: Desk) -> None:
    wanted = [goods("SNS-410", 1, requested_delivery=date(2026, 3, 10)), goods("TUR-900", 1, "20")]

    quote = desk.run("promise.quote", lines=wanted, earliest=MONDAY)

    assert [(line["id"], line["day"]) for line in quote["late"]] == [("10", date(2026, 3, 23)), ("20", None)]
    assert quote["impossible"] == 1


def test_the_first_promise_stays_known(desk: Desk) -> None:
    desk.run("promise.record", days={"10": MONDAY, "20": MONDAY})
    desk.run("promise.record", days={"10": MONDAY})
    book = desk.run("promise.record", days={"10": date(2026, 3, 9)}, reason="supplier late")

    assert book["promises"] == [
        {"id": "10", "original": MONDAY, "current": date(2026, 3, 9), "changes": 1},
    ]


# -- production


def scheduled(desk: Desk, quantity: int = 20, order: str = "M-1.1", key: str = "") -> Any:
    fields = {"line": "10", "sku": "VAL-100", "quantity": quantity, "earliest": MONDAY}
    return desk.run("production.schedule", order, key, **fields)


def test_a_production_order_takes_capacity_once(desk: Desk) -> None:
    first, again = scheduled(desk, key="once"), scheduled(desk, key="once")
    second = scheduled(desk, order="M-1.2")

    assert first == again
    assert first["production_order"] == "M-1.1-P1"
    assert (first["begins"], first["ends"]) == (MONDAY, MONDAY)
    assert second["ends"] > MONDAY


def test_a_cancelled_production_order_gives_its_capacity_back(desk: Desk) -> None:
    number = scheduled(desk)["production_order"]

    states = [desk.run("production.cancel", "M-1.1", production_order=number)["state"] for _ in range(2)]

    assert states == ["cancelled", "cancelled"]
    assert scheduled(desk, order="M-1.2")["ends"] == MONDAY


def test_reports_count_once_and_finish_the_order(desk: Desk) -> None:
    number = scheduled(desk)["production_order"]
    for key, good in (("r1", 12), ("r1", 12), ("r2", 7)):
        desk.run("production.report", "M-1.1", key, production_order=number, good=good)
    done = desk.run("production.report", "M-1.1", production_order=number, scrapped=1)

    assert (done["good"], done["scrapped"], done["open"], done["state"]) == (19, 1, 0, "finished")


def test_what_is_not_made_here_has_no_route(desk: Desk) -> None:
    fields = {"line": "10", "sku": "SNS-410", "quantity": 1, "earliest": MONDAY}

    assert desk.refused("production.schedule", **fields) == "NO_ROUTE"


def test_more_than_a_year_of_work_is_no_capacity(desk: Desk) -> None:
    fields = {"line": "10", "sku": "CAB-400", "quantity": 900, "earliest": MONDAY}

    assert desk.refused("production.schedule", **fields) == "NO_CAPACITY"


def test_an_order_cannot_touch_the_production_of_another(desk: Desk) -> None:
    scheduled(desk)

    assert desk.refused("production.report", production_order="M-1.1-P1") == "UNKNOWN_PRODUCTION_ORDER"


def test_a_finished_order_takes_no_more_reports(desk: Desk) -> None:
    number = scheduled(desk, order="M-1")["production_order"]
    desk.run("production.report", production_order=number, good=20)

    assert desk.refused("production.report", production_order=number, good=1) == "WRONG_PRODUCTION_STATE"


# -- purchasing


def requested(desk: Desk, sku: str = "SNS-410", quantity: int = 10) -> str:
    fields = {"line": "10", "sku": sku, "quantity": quantity, "earliest": MONDAY}
    number: str = desk.run("purchase.request", **fields)["purchase"]
    return number


def test_a_purchase_goes_its_way_and_wants_what_was_rejected_again(desk: Desk) -> None:
    number = requested(desk)
    desk.run("purchase.ordered", purchase=number, reference="PO-1")
    desk.run("purchase.confirm", purchase=number, expected=date(2026, 3, 25))
    first = desk.run("purchase.inspect", purchase=number, accepted=8, rejected=2)
    last = desk.run("purchase.inspect", purchase=number, accepted=2)

    assert (first["open"], first["state"]) == (2, "confirmed")
    assert (last["open"], last["state"], last["expected"]) == (0, "received", date(2026, 3, 25))


def test_a_supplier_sells_no_less_than_the_smallest_quantity(desk: Desk) -> None:
    fields = {"line": "10", "sku": "FLG-050", "quantity": 3, "earliest": MONDAY}

    bought = desk.run("purchase.request", **fields)

    assert (bought["quantity"], bought["amount"], bought["wanted"]) == (500, 10_000, date(2026, 3, 16))


def test_a_purchase_that_was_never_ordered_cannot_be_confirmed(desk: Desk) -> None:
    number = requested(desk)

    code = desk.refused("purchase.confirm", purchase=number, expected=MONDAY)

    assert code == "WRONG_PURCHASE_STATE"


def test_cancelling_a_purchase_twice_is_as_once_and_frees_nothing_received(desk: Desk) -> None:
    number = requested(desk)
    states = [desk.run("purchase.cancel", purchase=number)["state"] for _ in range(2)]

    assert states == ["cancelled", "cancelled"]
    assert desk.refused("purchase.cancel", purchase="M-1-B9") == "UNKNOWN_PURCHASE"


# -- goods in, and shipping what children hold


def test_goods_that_come_in_are_the_lines_own_at_once(desk: Desk) -> None:
    before = desk.free("SNS-410")

    got = desk.run("stock.receive", "M-1.1", goods=goods("SNS-410", 10), keep=6)

    assert (got["received"], got["reserved"]) == (10, 6)
    assert desk.free("SNS-410") == before + 4


def test_goods_that_the_line_no_longer_needs_are_for_anybody(desk: Desk) -> None:
    before = desk.free("SNS-410")

    got = desk.run("stock.receive", "M-1.1", goods=goods("SNS-410", 10), keep=0)

    assert (got["received"], got["reserved"]) == (10, 0)
    assert desk.free("SNS-410") == before + 10


def test_an_order_ships_what_its_children_hold(desk: Desk) -> None:
    for child, line in (("M-1.2", "20"), ("M-1.1", "10")):
        desk.run("stock.receive", child, goods=goods("SNS-410", 5, line))
    held = [goods("SNS-410", 5, "10", held_by="M-1.1"), goods("SNS-410", 5, "20", held_by="M-1.2")]

    picked = desk.run("shipping.pick", lines=held)
    shipped = desk.run("shipping.ship", "M-1", "ship", shipment=picked["shipment"])
    again = desk.run("shipping.ship", "M-1", "ship", shipment=picked["shipment"])

    assert shipped == again
    level = ports(desk.connection).stock.levels(["SNS-410"])["SNS-410"]
    assert (level.on_hand, level.reserved) == (Decimal(0), Decimal(0))


def test_what_another_child_holds_does_not_serve_a_line(desk: Desk) -> None:
    desk.run("stock.receive", "M-1.1", goods=goods("SNS-410", 5))
    picked = desk.run("shipping.pick", lines=[goods("SNS-410", 5, held_by="M-1.9")])

    assert desk.refused("shipping.ship", shipment=picked["shipment"]) == "NOT_RESERVED"
