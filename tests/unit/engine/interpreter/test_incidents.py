"""Incidents, and stimuli that come late, twice, or to the wrong place."""

import pytest

from engine.interpreter import Actor, State, refusal_of, step
from engine.interpreter.stimuli import (
    AnyStimulus,
    ClaimReceived,
    ClockReached,
    CompletionReceived,
    MessageArrived,
    ResolutionReceived,
    ServiceAnswered,
    ServiceFailed,
    ServiceRaised,
    Started,
)
from tests.support.processes import a_process
from tests.support.runs import MONDAY, Run, a_run

ANN = Actor("ann", ("clerks",))


def test_failed_script_changes_nothing_and_can_be_corrected() -> None:
    run = a_run("""
        variables: {n: {initial: 1}, flag: {initial: null}, list: {initial: 0}}
        flow:
          - {id: s, type: scriptTask, set: {n: =n + 1, list: "=if flag = null then [1..2] else n"}}
          - TASK(work)
        """)

    before = run.see("n")
    run.resolve("s", "correct", flag=True)

    assert before == 1
    assert run.see("[n, list]") == [2, 2]


def test_incident_stops_only_its_own_element() -> None:
    run = a_run("""
        flow:
          - id: both
            type: parallelGateway
            branches:
              - [{id: pause, type: timer, timer: {at: =null}}]
              - [TASK(work)]
          - TASK(behind)
        """)

    run.complete("work")

    assert run.active() == ["pause"]
    assert run.resolve("pause", "skip").active() == ["behind"]


def test_retry_that_fails_again_is_an_incident_again() -> None:
    run = a_run("flow: [{id: pause, type: timer, timer: {at: =null}}, TASK(work)]")

    run.resolve("pause", "retry")

    assert run.incidents() == [("pause", "NULL_VALUE")]


def test_handlers_of_an_element_are_armed_once_though_its_activation_was_repeated() -> None:
    run = a_run("""
        variables: {n: {initial: null}}
        flow:
          - {id: work, type: userTask, candidateGroups: =n, outcomes: [done],
             onEvent: [{timer: {in: P1D}, interrupting: false, flow: [TASK(late)]}]}
        """)

    run.resolve("work", "correct", n=["clerks"])

    assert len(run.state.timers) == 1


@pytest.mark.parametrize("action", ["retry", "correct", "skip", "cancel"])
def test_only_open_incidents_can_be_resolved(action: str) -> None:
    run = a_run("flow: [TASK(work)]")

    run.feed(ResolutionReceived(id="x", time=MONDAY, actor=ANN, instance=2, action=action))  # type: ignore[arg-type]

    assert run.refused == "incident_unknown"


def test_correcting_a_variable_that_is_not_there_is_refused() -> None:
    run = a_run("flow: [{id: pause, type: timer, timer: {at: =null}}]")

    assert run.resolve("pause", "correct", nothing=1).refused == "variable_unknown"


def test_incident_that_an_event_overtakes_is_closed() -> None:
    run = a_run("""
        variables: {n: {initial: null}}
        flow:
          - id: gate
            type: eventBasedGateway
            events: [{condition: n > 1, flow: []}, {timer: {in: P1D}, flow: []}]
          - TASK(behind)
        """)

    incidents = run.incidents()
    run.wait("P1D")

    assert incidents == [("gate", "NULL_VALUE")]
    assert run.active() == ["behind"]
    assert run.kinds().count("IncidentResolved") == 1


def test_condition_that_failed_while_handlers_run_does_not_lose_the_end_of_its_host() -> None:
    run = a_run("""
        messages: {note: {}, break_it: {}}
        variables: {n: {initial: 0}}
        flow:
          - id: inner
            type: subProcess
            onEvent:
              - {message: note, interrupting: false, flow: [TASK(noting)]}
              - {message: break_it, interrupting: false, flow: [SET(b, {n: =null})]}
              - {condition: n > 1, interrupting: false, flow: []}
            flow: [TASK(work)]
          - TASK(behind)
        """)

    run.message("note").message("break_it")
    incidents = run.incidents()
    run.complete("work").complete("noting")

    assert incidents == [("inner", "NULL_VALUE")]
    assert run.active() == ["behind"]


LATE: list[AnyStimulus] = [
    ClaimReceived(id="l", time=MONDAY, actor=ANN, task="R-1/work#1"),
    CompletionReceived(id="l", time=MONDAY, actor=ANN, task="R-1/work#1", outcome="done"),
    MessageArrived(id="l", time=MONDAY, name="go"),
    ServiceAnswered(id="l", time=MONDAY, call="R-1:2", result=None),
    ServiceRaised(id="l", time=MONDAY, call="R-1:2", code="X", message=""),
    ServiceFailed(id="l", time=MONDAY, call="R-1:2", code="X", message=""),
    ClockReached(id="l", time=MONDAY),
    ResolutionReceived(id="l", time=MONDAY, instance=2, action="skip"),
    Started(id="l", time=MONDAY, number="R-2", input={}),
]


@pytest.mark.parametrize("stimulus", LATE, ids=lambda s: type(s).__name__)
def test_closed_order_refuses_everything_and_stays_as_it_was(stimulus: AnyStimulus) -> None:
    run = a_run("messages: {go: {}}\nflow: [TASK(work), {id: w, type: message, message: go}]")
    run.complete("work").message("go")
    hash_before = run.state.hash

    run.feed(stimulus)

    assert run.refused == "order_closed"
    assert run.state.hash == hash_before


@pytest.mark.parametrize("stimulus", LATE[:-1], ids=lambda s: type(s).__name__)
def test_order_that_has_not_started_refuses_everything_else(stimulus: AnyStimulus) -> None:
    process, state = a_process("messages: {go: {}}\nflow: [TASK(work)]"), State()

    advance = step(process, state, stimulus)

    assert advance.refusal is not None
    assert advance.refusal.code == "order_not_started"
    assert state == State()


def test_order_starts_once() -> None:
    run = a_run("flow: [TASK(work)]")

    run.feed(Started(id="again", time=MONDAY, number="R-2", input={}))

    assert run.refused == "order_started"
    assert run.state.number == "R-1"


def test_same_id_again_gets_the_same_answer_and_changes_nothing() -> None:
    run = a_run("flow: [TASK(work), TASK(more)]")
    wish = CompletionReceived(id="w", time=MONDAY, actor=ANN, task="R-1/work#1", outcome="done")

    first = run.feed(wish).last
    second = run.feed(wish).last

    assert first.answer == second.answer == {"status": "done", "task": "R-1/work#1"}
    assert second.records == []
    assert refusal_of(run.process, run.state, wish) is None


def test_answers_to_calls_that_are_closed_do_nothing() -> None:
    run = a_run("flow: [{id: call, type: serviceTask, service: mail.send}, TASK(work)]")
    call = run.call("mail.send")
    run.answer("mail.send")

    for late in (
        ServiceAnswered(id="a", time=MONDAY, call=call, result=1),
        ServiceRaised(id="b", time=MONDAY, call=call, code="X", message=""),
        ServiceFailed(id="c", time=MONDAY, call="never", code="X", message=""),
    ):
        assert run.feed(late).last.records == []
    assert run.active() == ["work"]


def test_oldest_answers_are_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.interpreter.appliers.process.SEEN_LIMIT", 3)
    run = a_run("flow: [TASK(work)]")

    for _ in range(3):
        run.claim("work").release("work")

    assert len(run.state.seen) == 3


def test_every_record_names_actor_reason_and_time() -> None:
    run = Run("flow: [TASK(work)]").start({})
    actor = Actor("ann", ("clerks",), on_behalf_of="bob", role="reviewer", via="os:ann")

    run.feed(
        CompletionReceived(
            id="w", time=MONDAY, actor=actor, reason="asked by phone", task="R-1/work#1", outcome="done"
        )
    )

    record = run.last.records[0]
    assert record.actor == {"person": "ann", "onBehalfOf": "bob", "role": "reviewer", "via": "os:ann"}
    assert (record.reason, record.time, record.element) == ("asked by phone", MONDAY, "work")


def test_data_that_cannot_be_stored_is_refused() -> None:
    run = a_run("messages: {go: {}}\nflow: [{id: w, type: message, message: go}, TASK(work)]")
    step(run.process, run.state, MessageArrived(id="g", time=MONDAY, name="go", payload={"n": 1}))

    wish = CompletionReceived(
        id="w", time=MONDAY, actor=ANN, task="R-1/work#1", outcome="done", data={"$x": 1}
    )

    assert run.state.over is False
    advance = step(run.process, run.state, wish)
    assert advance.refusal is not None
    assert advance.refusal.code == "not_storable"
