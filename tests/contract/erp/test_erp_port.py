"""The ERP does each thing once, whoever stands behind the port."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import pytest

from application.ports import EnteredOrder, EnteredOtherwiseError, Origin, PlacedPurchase
from tests.contract.conftest import NOON
from tests.contract.erp.conftest import LINES, PURCHASE, SALE, OpenErp


def origin(key: str) -> Origin:
    return Origin(key, "M-1", NOON)


def enter(erp: OpenErp, key: str = "k1") -> EnteredOrder:
    with erp() as port:
        return port.enter_order(origin(key), SALE)


def cancel(erp: OpenErp, key: str = "c1") -> EnteredOrder | None:
    with erp() as port:
        return port.cancel_order(origin(key), SALE.reference)


def found(erp: OpenErp) -> EnteredOrder | None:
    with erp() as port:
        return port.find_order(SALE.reference)


def buy(erp: OpenErp, key: str = "k1") -> PlacedPurchase:
    with erp() as port:
        return port.purchase(origin(key), PURCHASE)


def test_an_order_that_was_entered_is_found_by_our_reference(erp: OpenErp) -> None:
    entered = enter(erp)

    assert (entered.reference, entered.state) == ("M-1", "confirmed")
    assert found(erp) == entered


def test_nothing_is_found_where_nothing_was_entered(erp: OpenErp) -> None:
    with erp() as port:
        assert port.find_order("M-9") is None
        assert port.find_purchase("M-9/1") is None


@pytest.mark.parametrize("second", ["k1", "k2"])
def test_the_same_order_again_is_that_order(erp: OpenErp, second: str) -> None:
    first, again = enter(erp, "k1"), enter(erp, second)

    assert first == again


def test_many_callers_with_one_key_enter_one_order(erp: OpenErp) -> None:
    with ThreadPoolExecutor(6) as threads:
        numbers = {entered.number for entered in threads.map(lambda _: enter(erp), range(12))}

    assert len(numbers) == 1


def test_another_order_under_the_same_reference_is_refused(erp: OpenErp) -> None:
    entered = enter(erp)
    other = replace(SALE, lines=(replace(LINES[0], quantity=Decimal(3)),))
    with erp() as port, pytest.raises(EnteredOtherwiseError) as caught:
        port.enter_order(origin("k2"), other)

    assert caught.value.number == entered.number
    assert found(erp) == entered


def test_a_cancelled_order_stays_cancelled_when_its_call_comes_again(erp: OpenErp) -> None:
    entered = enter(erp, "k1")
    cancelled = cancel(erp)
    late = enter(erp, "k1")

    assert cancelled == replace(entered, state="cancelled")
    assert late == cancelled
    assert found(erp) == cancelled


def test_after_a_cancellation_another_call_enters_a_new_order(erp: OpenErp) -> None:
    first = enter(erp, "k1")
    cancel(erp)
    second = enter(erp, "k2")

    assert second.number != first.number
    assert found(erp) == second


def test_cancelling_twice_is_as_once(erp: OpenErp) -> None:
    enter(erp)

    assert cancel(erp, "c1") == cancel(erp, "c2")


def test_cancelling_what_was_never_entered_does_nothing(erp: OpenErp) -> None:
    with erp() as port:
        assert port.cancel_order(origin("c1"), "M-9", undoes="k9") is None
        assert port.cancel_purchase(origin("c2"), "M-9/1", undoes="k8") is None


def test_a_purchase_comes_with_the_answer_of_the_supplier(erp: OpenErp) -> None:
    placed = buy(erp)

    assert (placed.reference, placed.state, placed.promised) == ("M-1/1", "confirmed", PURCHASE.wanted)
    assert {part.line: part.quantity for part in placed.confirmed} == {"1": Decimal("2.5"), "2": Decimal(1)}
    with erp() as port:
        assert port.find_purchase("M-1/1") == placed


def test_the_same_purchase_again_is_that_purchase(erp: OpenErp) -> None:
    assert buy(erp, "k1") == buy(erp, "k1") == buy(erp, "k2")


def test_a_purchase_can_be_cancelled_and_made_anew(erp: OpenErp) -> None:
    first = buy(erp, "k1")
    with erp() as port:
        cancelled = port.cancel_purchase(origin("c1"), "M-1/1")
    second = buy(erp, "k2")

    assert cancelled is not None
    assert (cancelled.number, cancelled.state) == (first.number, "cancelled")
    assert second.number != first.number


def test_sales_and_purchases_of_one_reference_do_not_touch(erp: OpenErp) -> None:
    enter(erp, "k1")
    with erp() as port:
        placed = port.purchase(origin("k2"), replace(PURCHASE, reference="M-1"))

    assert placed.number != (found(erp) or placed).number


def test_a_call_that_comes_after_it_was_undone_takes_no_effect(erp: OpenErp) -> None:
    with erp() as port:
        nothing = port.cancel_order(origin("c1"), SALE.reference, undoes="late")
    late = enter(erp, "late")

    assert nothing is None
    assert late.state == "cancelled"
    assert found(erp) is None
    assert enter(erp, "new").state == "confirmed"


def test_a_purchase_that_comes_after_it_was_undone_is_not_sent(erp: OpenErp) -> None:
    with erp() as port:
        port.cancel_purchase(origin("c1"), PURCHASE.reference, undoes="late")
    late = buy(erp, "late")

    assert (late.state, list(late.confirmed)) == ("cancelled", [])
    with erp() as port:
        assert port.find_purchase(PURCHASE.reference) is None


def test_undoing_a_call_in_doubt_that_took_effect_cancels_it(erp: OpenErp) -> None:
    entered = enter(erp, "k1")
    with erp() as port:
        left = port.cancel_order(origin("c1"), SALE.reference, undoes="k1")

    assert left == replace(entered, state="cancelled")
