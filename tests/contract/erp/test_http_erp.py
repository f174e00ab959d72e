"""An ERP that behaves badly over HTTP: what each kind of trouble means, and that nothing is done twice."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from application.ports import RefusedError, RejectedError, TooLateError, UnavailableError
from stack.settings import Settings
from tests.contract.erp.conftest import SALE, OpenErp, opened
from tests.contract.erp.test_erp_port import enter, found, origin
from tests.support.erp_process import ErpProcess, erp_process
from tests.support.waiting import eventually


@pytest.mark.parametrize(
    ("fault", "documents"),
    [
        ({"kind": "slow", "seconds": 2}, 0),
        ({"kind": "silent", "when": "before", "seconds": 2}, 0),
        ({"kind": "silent", "when": "after", "seconds": 2}, 1),
        ({"kind": "broken"}, 0),
        ({"kind": "garbage"}, 1),
        ({"kind": "lazy", "seconds": 3}, 1),
    ],
    ids=lambda value: f"{value['kind']} {value.get('when', '')}" if isinstance(value, dict) else "",
)
def test_trouble_that_may_pass_can_be_tried_again_and_enters_once(
    outside_erp: ErpProcess, http_erp: OpenErp, fault: dict[str, Any], documents: int
) -> None:
    outside_erp.misbehave(**fault)
    with pytest.raises(UnavailableError):
        enter(http_erp)
    assert len(outside_erp.documents()) == documents

    outside_erp.behave()
    if fault["kind"] == "lazy":
        outside_erp.set_state(outside_erp.documents()[0]["number"], "confirmed")
    entered = enter(http_erp)

    assert [one["number"] for one in outside_erp.documents()] == [entered.number]


def test_a_busy_erp_says_when_it_wants_to_be_asked_again(outside_erp: ErpProcess, http_erp: OpenErp) -> None:
    outside_erp.misbehave("busy", seconds=7)
    with pytest.raises(UnavailableError) as caught:
        enter(http_erp)

    assert caught.value.retry_after == timedelta(seconds=7)
    assert outside_erp.documents() == []


def test_a_refusal_is_told_in_the_words_of_the_erp(outside_erp: ErpProcess, http_erp: OpenErp) -> None:
    outside_erp.misbehave("refuse")
    with pytest.raises(RefusedError, match="the customer is blocked"):
        enter(http_erp)

    assert enter(http_erp).state == "confirmed"


def test_what_nobody_can_cure_by_trying_again_is_rejected(outside_erp: ErpProcess, http_erp: OpenErp) -> None:
    outside_erp.misbehave("reject")
    with pytest.raises(RejectedError, match=r"400 Bad Request.*no such field"):
        enter(http_erp)


def test_an_answer_that_comes_twice_does_not_answer_the_next_question(
    outside_erp: ErpProcess, http_erp: OpenErp
) -> None:
    outside_erp.misbehave("twice")
    with http_erp() as port:
        entered = port.enter_order(origin("k1"), SALE)
        nothing = port.find_order("M-9")

    assert nothing is None
    assert [one["number"] for one in outside_erp.documents()] == [entered.number]


def test_an_order_that_is_processed_late_is_waited_for(outside_erp: ErpProcess, http_erp: OpenErp) -> None:
    outside_erp.misbehave("lazy", seconds=0.6)

    assert enter(http_erp).state == "confirmed"


def test_an_order_that_is_still_on_its_way_never_takes_effect_once_it_is_undone(
    outside_erp: ErpProcess, http_erp: OpenErp
) -> None:
    outside_erp.misbehave("slow", seconds=1.5)
    with pytest.raises(UnavailableError):
        enter(http_erp)
    with http_erp() as port:
        left = port.cancel_order(origin("c1"), SALE.reference, undoes="k1")
    eventually(outside_erp.is_quiet)

    assert left is None
    assert outside_erp.documents() == []


def test_what_is_done_cannot_be_cancelled(outside_erp: ErpProcess, http_erp: OpenErp) -> None:
    entered = enter(http_erp)
    outside_erp.set_state(entered.number, "done")
    with http_erp() as port, pytest.raises(TooLateError) as caught:
        port.cancel_order(origin("c1"), SALE.reference)

    assert (caught.value.number, caught.value.state) == (entered.number, "done")


def test_an_erp_that_is_not_there_is_unavailable(engine: Engine, outside_erp: ErpProcess) -> None:
    nowhere = Settings(ERP_URL="http://127.0.0.1:9", erp_timeout_seconds=1)
    with opened(nowhere, engine) as erp, pytest.raises(UnavailableError, match="cannot be reached"):
        enter(erp)


def test_what_an_erp_has_done_survives_its_death(tmp_path: Any, engine: Engine) -> None:
    with erp_process(tmp_path) as process:
        process.misbehave("die", when="after")
        with opened(Settings(ERP_URL=process.url, erp_timeout_seconds=1), engine) as erp:
            with pytest.raises(UnavailableError):
                enter(erp)
            code = process.wait_until_dead()
            process.start()
            entered = enter(erp)

        assert code == 137
        assert [one["number"] for one in process.documents()] == [entered.number]


@pytest.fixture
def forgetful(tmp_path: Any) -> Iterator[ErpProcess]:
    """An ERP that keeps no keys and takes duplicates, as Tryton does."""
    with erp_process(tmp_path, forgetful=True) as process:
        yield process


def test_an_erp_without_keys_is_asked_before_it_is_told(forgetful: ErpProcess, engine: Engine) -> None:
    with opened(Settings(ERP_URL=forgetful.url, erp_timeout_seconds=1), engine) as erp:
        forgetful.misbehave("garbage")
        with pytest.raises(UnavailableError):
            enter(erp)
        entered = enter(erp)

    assert [one["number"] for one in forgetful.documents()] == [entered.number]


def test_an_order_that_stands_twice_is_shown_to_an_engineer(forgetful: ErpProcess, engine: Engine) -> None:
    with opened(Settings(ERP_URL=forgetful.url, erp_timeout_seconds=1), engine) as erp:
        forgetful.misbehave("twice")
        enter(erp)
        with pytest.raises(RejectedError, match="M-1 stands in the ERP more than once"):
            found(erp)


def test_an_erp_without_keys_is_looked_at_until_what_is_on_its_way_has_come(
    forgetful: ErpProcess, engine: Engine
) -> None:
    with opened(Settings(ERP_URL=forgetful.url, erp_timeout_seconds=1), engine) as erp:
        forgetful.misbehave("slow", seconds=1.5)
        with pytest.raises(UnavailableError):
            enter(erp)
        with erp() as port:
            left = port.cancel_order(origin("c1"), SALE.reference, undoes="k1")

    assert left is not None
    assert [one["state"] for one in forgetful.documents()] == ["cancelled"]
