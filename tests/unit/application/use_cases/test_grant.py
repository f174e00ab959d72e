"""An answer can be relied on: a lost one is found again, and nobody hears no for a yes."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from application.messages import CLAIM_TASK
from application.ports.read_model import ReadModel
from application.ports.runtime import NotRunningError, UnansweredError
from application.refusals import RefusedError, refused
from application.use_cases.grant import Grant, NotRecordedError
from engine.values import Refusal
from tests.support.fake_office import CLERK, FakeJournal, FakeRefusalLog, FakeRuntime

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TASK = {"task": "R-1001/first_review#1"}
YES = {"answer": {"status": "done"}}
BEHIND = RefusedError(Refusal("task_unknown", {"task": TASK["task"]}), head="not that of the journal")


def a_grant(*tries: Any, stored: dict[str, Any] | None = None) -> tuple[Grant, FakeRuntime, FakeRefusalLog]:
    runtime, log = FakeRuntime(list(tries)), FakeRefusalLog()
    journal = cast("ReadModel", FakeJournal(stored or {}))
    return Grant(runtime, journal, log, timedelta(milliseconds=500)), runtime, log


async def test_answer_is_handed_on() -> None:
    # given
    grant, runtime, _ = a_grant(YES)

    # when
    answer = await grant("R-1001", CLAIM_TASK, CLERK, TASK)

    # then
    assert answer == {"status": "done"}
    assert runtime.wishes[0].actor["person"] == "lin.mei"
    assert runtime.wishes[0].actor["via"] == "cli:tester"


async def test_unanswered_try_is_repeated_with_the_same_id() -> None:
    # given
    grant, runtime, _ = a_grant(UnansweredError("aborted"), YES)

    # when
    await grant("R-1001", CLAIM_TASK, CLERK, TASK)

    # then
    assert len(runtime.wishes) == 2
    assert runtime.wishes[0].id == runtime.wishes[1].id


async def test_after_all_patience_the_id_is_told() -> None:
    # given
    grant, runtime, _ = a_grant(UnansweredError("no answer"))

    # when
    with pytest.raises(NotRecordedError) as caught:
        await grant("R-1001", CLAIM_TASK, CLERK, TASK)

    # then
    assert {wish.id for wish in runtime.wishes} == {caught.value.id}
    assert len(runtime.wishes) > 1


async def test_id_of_an_earlier_try_is_used_again() -> None:
    # given
    grant, runtime, _ = a_grant(YES)

    # when
    await grant("R-1001", CLAIM_TASK, CLERK, TASK, id_="mine")

    # then
    assert runtime.wishes[0].id == "mine"


async def test_refusal_is_raised_and_kept_in_the_persons_language() -> None:
    # given
    grant, _, log = a_grant(refused("task_taken", task=TASK["task"], assignee="he.jun"))

    # when
    with pytest.raises(RefusedError):
        await grant("R-1001", CLAIM_TASK, CLERK, TASK)

    # then
    (row,) = log.rows
    assert (row["code"], row["action"]) == ("task_taken", CLAIM_TASK)
    assert "正由 he.jun 处理" in row["text"]


async def test_who_loses_a_race_after_acceptance_is_refused_as_well() -> None:
    # given
    plain = {"code": "task_taken", "details": {"task": TASK["task"], "assignee": "he.jun"}, "texts": None}
    grant, _, log = a_grant({"refusal": plain})

    # when
    with pytest.raises(RefusedError) as caught:
        await grant("R-1001", CLAIM_TASK, CLERK, TASK)

    # then
    assert caught.value.refusal.code == "task_taken"
    assert len(log.rows) == 1


async def test_refused_repetition_of_what_was_granted_gets_the_stored_answer() -> None:
    # given
    no = refused("task_not_open", task=TASK["task"])
    grant, _, log = a_grant(no, stored={"first-try": YES})

    # when
    answer = await grant("R-1001", CLAIM_TASK, CLERK, TASK, id_="first-try")

    # then
    assert answer == {"status": "done"}
    assert log.rows == []


async def test_the_no_of_an_order_that_is_behind_its_journal_does_not_count() -> None:
    # given
    grant, runtime, log = a_grant(BEHIND, YES)

    # when
    answer = await grant("R-1001", CLAIM_TASK, CLERK, TASK)

    # then
    assert answer == {"status": "done"}
    assert runtime.wishes[0].id == runtime.wishes[1].id
    assert runtime.reconciled == 1
    assert log.rows == []


async def test_order_that_stays_behind_its_journal_says_neither_yes_nor_no() -> None:
    # given
    grant, _, log = a_grant(BEHIND)

    # when / then
    with pytest.raises(NotRecordedError, match="taking up what its journal says"):
        await grant("R-1001", CLAIM_TASK, CLERK, TASK)
    assert log.rows == []


async def test_order_that_closed_meanwhile_has_the_answer_in_its_journal() -> None:
    # given
    grant, _, _ = a_grant(UnansweredError("lost"), NotRunningError("closed"), stored={"first-try": YES})

    # when
    answer = await grant("R-1001", CLAIM_TASK, CLERK, TASK, id_="first-try")

    # then
    assert answer == {"status": "done"}


async def test_order_that_does_not_exist_is_refused_with_similar_numbers() -> None:
    # given
    grant, _, _ = a_grant(NotRunningError("unknown"))

    # when
    with pytest.raises(RefusedError) as caught:
        await grant("R-1oo1", CLAIM_TASK, CLERK, TASK)

    # then
    assert caught.value.refusal.code == "order_unknown"
    assert caught.value.refusal.details["known"] == ["R-1001"]


@pytest.mark.parametrize(
    ("said", "outcome", "code"),
    [
        ("task_not_open", "accept", "task_completed"),
        ("task_not_open", None, "task_withdrawn"),
        ("task_not_open", "open", "task_not_open"),
        ("order_closed", "accept", "task_completed"),
        ("order_closed", None, "order_closed"),
        ("task_reopened", "accept", "task_reopened"),
        ("task_taken", "accept", "task_taken"),
    ],
)
async def test_task_that_the_order_has_forgotten_is_told_from_the_read_model(
    said: str, outcome: str | None, code: str
) -> None:
    # given
    grant, _, log = a_grant(refused(said))
    closed = None if outcome == "open" else NOW
    row = SimpleNamespace(
        id="R-1001/pack/pick#1", completed_at=closed, completed_by="he.jun", outcome=outcome
    )
    cast("FakeJournal", grant.read_model).rows["R-1001/pack/pick#1"] = row

    # when
    with pytest.raises(RefusedError) as caught:
        await grant("R-1001", CLAIM_TASK, CLERK, {"task": "R-1001/pack/pick#1"})

    # then
    assert caught.value.refusal.code == code
    assert [kept["code"] for kept in log.rows] == [code]


async def test_who_closed_an_earlier_entry_is_told_with_the_current_one() -> None:
    # given
    old, new = "R-1001/first_review#1", "R-1001/first_review#2"
    grant, _, log = a_grant(refused("task_reopened", task=old, current=new))
    row = SimpleNamespace(id=old, completed_at=NOW, completed_by="he.jun", outcome="accept")
    cast("FakeJournal", grant.read_model).rows[old] = row

    # when
    with pytest.raises(RefusedError):
        await grant("R-1001", CLAIM_TASK, CLERK, TASK)

    # then
    assert log.rows[0]["text"] == f"任务 {old} 已由 he.jun 以“accept”关闭并重新打开，当前任务是 {new}。"
