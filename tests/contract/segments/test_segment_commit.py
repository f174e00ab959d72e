"""A segment commits once, at one place, with everything it did: on a real PostgreSQL."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine

from activities import segment
from activities.service import Call
from application.messages import SegmentAnswer
from application.read_model import Changes, changes_of
from database import create_engine
from engine.interpreter import GENESIS, State, snapshot
from tests.support.definitions_for_segments import SMALL, Note, noting
from tests.support.order_bench import Bench, clerk, stimulus
from workflows.adoption import adopt

FILES = {"processes/small.yaml": SMALL.encode()}


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def bench(engine: Engine) -> Bench:
    return Bench(engine, FILES, {"test.note": noting()})


def texts(bench: Bench) -> list[str]:
    return [row.data["text"] for row in bench.rows("select data from outbox order by created_at, key")]


def follow(bench: Bench, state: bytes, answer: SegmentAnswer) -> State:
    return adopt(bench.process, state, answer.segments)[0]


def begun(bench: Bench, number: str = "T-1") -> State:
    """An order that waits for its review."""
    return follow(bench, snapshot(State()), bench.begin(number, {"order": {"price": 100}}))


def completion(id_: str, outcome: str, person: str = "li") -> dict[str, Any]:
    parts: dict[str, Any] = {"task": "T-1/review#1", "outcome": outcome, "data": {}}
    return stimulus("CompletionReceived", id_, clerk(person), **parts)


def test_effects_records_and_read_model_commit_together(bench: Bench) -> None:
    state = begun(bench)

    assert texts(bench) == ["before"]
    assert bench.rows("select count(*) from records")[0][0] == state.seq
    assert [tuple(row) for row in bench.rows("select id, state from tasks")] == [("T-1/review#1", "open")]
    assert bench.rows("select head_hash from orders")[0][0].hex() == state.hash


def one_more(columns: dict[str, Any]) -> None:
    columns["misspelt"] = 1


def one_less(columns: dict[str, Any]) -> None:
    del columns["stage"]


@pytest.mark.parametrize(("spoil", "named"), [(one_more, "misspelt"), (one_less, "stage")])
def test_columns_that_are_not_those_of_the_statement_are_loud_and_commit_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[dict[str, Any]], None], named: str
) -> None:
    def spoilt(*given: Any) -> Changes:
        changes = changes_of(*given)
        spoil(changes.order)
        return changes

    monkeypatch.setattr(segment, "changes_of", spoilt)

    with pytest.raises(KeyError, match=named):
        bench.begin("T-1", {"order": {"price": 100}})

    assert bench.rows("select count(*) from segments")[0][0] == 0


def test_of_two_attempts_at_one_place_the_first_commit_wins_and_the_second_adopts_it(bench: Bench) -> None:
    state = begun(bench)
    before = snapshot(state)
    runner = bench.runner()

    first = runner.run(bench.request("T-1", state.hash, completion("a", "accept")), before)
    cancel = stimulus("MessageArrived", "c", clerk(), name="cancel_requested", payload=None)
    second = runner.run(bench.request("T-1", state.hash, cancel, completion("a", "accept")), before)

    assert second.segments == first.segments
    assert second.outcomes == {"a": first.outcomes["a"]}, "what was not handled has to be sent again"
    assert follow(bench, before, second).status == "running"
    assert texts(bench) == ["before", "price 100", "second"]


def test_attempts_that_race_leave_every_effect_once(bench: Bench) -> None:
    state = begun(bench)
    together = Barrier(6)

    def attempt(n: int) -> SegmentAnswer:
        together.wait()
        request = bench.request("T-1", state.hash, completion(f"id-{n}", "accept", f"person-{n}"))
        return bench.runner().run(request, snapshot(state))

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(attempt, range(6)))

    assert len({answer.segments[0].after for answer in answers}) == 1
    assert texts(bench) == ["before", "price 100", "second"]
    assert bench.rows("select count(*) from effects")[0][0] == 3


def test_a_thawed_worker_adopts_all_that_has_happened_since(bench: Bench) -> None:
    old = begun(bench)
    frozen = bench.request("T-1", old.hash, completion("late", "reject"))
    runner = bench.runner()
    newer = follow(
        bench,
        snapshot(old),
        runner.run(bench.request("T-1", old.hash, completion("a", "accept")), snapshot(old)),
    )
    paid = stimulus("MessageArrived", "p", clerk(), name="paid", payload={"reference": "x"})
    newest = follow(
        bench, snapshot(newer), runner.run(bench.request("T-1", newer.hash, paid), snapshot(newer))
    )

    answer = runner.run(frozen, snapshot(old))

    assert len(answer.segments) == 2
    assert follow(bench, snapshot(old), answer).hash == newest.hash
    assert newest.status == "completed"


def test_an_id_that_was_answered_gets_the_stored_answer_again(bench: Bench) -> None:
    state = begun(bench)
    runner = bench.runner()
    first = runner.run(bench.request("T-1", state.hash, completion("a", "accept")), snapshot(state))
    after = follow(bench, snapshot(state), first)

    again = runner.run(bench.request("T-1", after.hash, completion("a", "accept")), snapshot(after))

    assert again.outcomes["a"] == first.outcomes["a"]
    assert again.segments == []


def test_a_refusal_writes_nothing(bench: Bench) -> None:
    state = begun(bench)
    wrong = completion("a", "perhaps")

    answer = bench.runner().run(bench.request("T-1", state.hash, wrong), snapshot(state))

    assert answer.outcomes["a"]["refusal"]["code"] == "task_unknown_outcome"
    assert bench.rows("select count(*) from segments")[0][0] == 1


def test_times_of_records_come_from_the_segment_and_never_run_backwards(bench: Bench) -> None:
    state = begun(bench)
    past = bench.request("T-1", state.hash, completion("a", "accept"))
    past = type(past)(past.number, past.digest, past.before, "2001-01-01T00:00:00+00:00", past.stimuli)

    answer = bench.runner().run(past, snapshot(state))

    times = [plain["time"] for plain in answer.segments[0].stimuli]
    assert times == sorted(times)
    assert times[0] >= state.time


def test_a_failing_service_leaves_no_effect_of_its_own_but_keeps_those_before(engine: Engine) -> None:
    def fail_at_second(_: Call, note: Note) -> None:
        if note.text == "second":
            raise RuntimeError("the printer is on fire")

    bench = Bench(engine, FILES, {"test.note": noting(meanwhile=fail_at_second)})
    state = begun(bench)

    answer = bench.runner().run(bench.request("T-1", state.hash, completion("a", "accept")), snapshot(state))

    after = follow(bench, snapshot(state), answer)
    assert texts(bench) == ["before", "price 100"]
    assert [timer.purpose for timer in after.timers.values()] == ["retry"]


def test_a_result_that_no_history_can_hold_is_that_services_error(engine: Engine) -> None:
    service = noting()
    big = type(service)(
        service.name,
        lambda _ports, _call, _request: service.output(key="x" * 300_000),
        service.input,
        service.output,
        service.errors,
        service.queue,
        service.signature,
    )
    bench = Bench(engine, FILES, {"test.note": big})

    state = follow(bench, snapshot(State()), bench.begin("T-1", {"order": {"price": 1}}))

    (instance,) = state.incidents()
    assert instance.incident is not None
    assert instance.incident["code"] == "OversizedError"
    assert "answered 300" in instance.incident["message"]


def test_a_deadlock_repeats_the_whole_segment(engine: Engine) -> None:
    bench = Bench(engine, FILES, {"test.note": noting()})
    failures: list[str] = []

    def deadlock_once(call: Call, _: Note) -> None:
        if not failures:
            failures.append(call.key)
            with engine.connect() as connection:
                connection.exec_driver_sql("do $$ begin raise exception using errcode = '40P01'; end $$")

    bench = Bench(engine, FILES, {"test.note": noting(meanwhile=deadlock_once)})

    state = begun(bench)

    assert len(failures) == 1
    assert state.incidents() == []
    assert texts(bench) == ["before"]


def test_an_order_that_is_not_in_the_database_is_an_error_not_an_order(bench: Bench) -> None:
    started = stimulus("Started", "s", number="T-9", input={"order": {}}, clock="real")

    with pytest.raises(Exception, match="T-9 is not in the database"):
        bench.runner().run(bench.request("T-9", GENESIS, started), snapshot(State()))
