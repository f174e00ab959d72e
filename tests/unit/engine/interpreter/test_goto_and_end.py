"""goto, end, terminate, milestones and gateways."""

import pytest

from tests.support.runs import Run, a_run

REVIEW = """
    messages: {paid: {}}
    variables: {rounds: {initial: 0}}
    flow:
      - {id: reserve, type: serviceTask, service: stock.reserve, onEvent: [{error: "*", flow: []}],
         compensation: {service: stock.release, input: {round: =result.round}}}
      - {id: checked, type: milestone}
      - id: part
        type: exclusiveGateway
        branches: [{when: true, flow: [{id: nested, type: milestone}]}]
        default: []
      - TASK(review, again, ok)
      - id: decided
        type: exclusiveGateway
        branches: [{when: 'review.outcome = "again"', flow: [{goto: reserve, undo: UNDO}]}]
        default: []
      - TASK(stay)
    """


def review(undo: str) -> Run:
    rounds = iter(range(1, 10))
    answers = {"stock_reserve": lambda _: {"round": next(rounds)}, "stock_release": None}
    return a_run(REVIEW.replace("UNDO", undo), **answers)  # type: ignore[arg-type]


def test_goto_enters_the_element_again_as_a_new_entry() -> None:
    run = review("false")

    run.complete("review", "again")

    assert run.task("review")["task"] == "R-1/review#2"
    assert run.see("review.entries") == 2


def test_goto_without_undo_leaves_everything_done() -> None:
    run = review("false")

    run.complete("review", "again")

    assert run.services() == ["stock.reserve", "stock.reserve"]
    assert run.see('reached("checked")') is True


def test_goto_with_undo_compensates_what_it_jumps_back_over() -> None:
    run = review("true")

    run.complete("review", "again")

    assert run.called[1:] == [("stock.release", {"round": 1}), ("stock.reserve", {})]


def test_goto_with_undo_unreaches_milestones_also_inside_branches() -> None:
    run = a_run(REVIEW.replace("UNDO", "true"), stock_reserve={"round": 1})
    before = run.see('reached("checked") and reached("nested")')

    run.complete("review", "again")

    assert before is True
    assert run.see('reached("checked") or reached("nested")') is False  # stock.release is still open


def test_goto_ends_timers_and_subscriptions_of_what_it_leaves() -> None:
    run = a_run("""
        messages: {paid: {}}
        flow:
          - TASK(start_here)
          - id: waiting
            type: eventBasedGateway
            events:
              - {message: paid, flow: []}
              - {timer: {in: P1D}, flow: [{goto: start_here}]}
        """)

    run.complete("start_here").wait("P1D")

    assert run.active() == ["start_here"]
    assert not run.state.timers
    assert run.message("paid").refused == "message_not_expected"


def test_goto_out_of_an_interrupting_boundary_handler_leaves_its_host() -> None:
    run = a_run("""
        flow:
          - TASK(first)
          - id: book
            type: serviceTask
            service: stock.reserve
            onEvent: [{error: "*", flow: [{goto: first}]}]
        """)

    run.complete("first").raises("stock.reserve", "BLOCKED")

    assert run.active() == ["first"]


def test_more_jumps_than_allowed_without_anything_from_outside_are_an_incident() -> None:
    run = a_run("""
        variables: {go: {initial: true}}
        messages: {stop: {}}
        onEvent: [{message: stop, interrupting: false, flow: [SET(off, {go: false})]}]
        flow:
          - {id: hold, type: wait, condition: go}
          - {id: again, type: goto, to: hold}
        """)

    assert run.incidents() == [("again", "LIVELOCK")]
    assert run.message("stop").resolve("again", "retry").active() == ["hold"]


def test_jumps_with_time_between_them_are_no_livelock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.interpreter.elements.goto.JUMP_LIMIT", 3)
    run = a_run("""
        flow:
          - {id: pause, type: timer, timer: {in: PT1M}}
          - {goto: pause}
        """)

    for _ in range(10):
        run.wait("PT1M")

    assert run.incidents() == []
    assert run.active() == ["pause"]


def test_timer_that_is_due_when_it_is_set_fires_once_per_stimulus() -> None:
    run = a_run("""
        flow:
          - {id: pause, type: timer, timer: {at: =process.startedAt}}
          - {goto: pause}
        """)
    before = run.kinds().count("TimerFired")

    run.wait("PT1M")

    assert (before, run.kinds().count("TimerFired")) == (0, 1)
    assert run.active() == ["pause"]


def test_timers_that_are_always_due_are_a_livelock_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.interpreter.elements.goto.JUMP_LIMIT", 3)
    run = a_run("""
        flow:
          - {id: pause, type: timer, timer: {at: =process.startedAt}}
          - {id: again, type: goto, to: pause}
        """)

    for _ in range(4):
        run.wait("PT0S")

    assert run.incidents() == [("again", "LIVELOCK")]


def test_terminate_ends_the_process_with_its_status_and_everything_in_it() -> None:
    run = a_run("""
        flow:
          - id: both
            type: parallelGateway
            branches:
              - [TASK(work)]
              - [{id: pause, type: timer, timer: {in: P1D}}, {type: end, terminate: true, status: given_up}]
        """)

    run.wait("P1D")

    assert run.status == "given_up"


def test_terminate_ends_only_the_nearest_sub_process() -> None:
    run = a_run("""
        flow:
          - id: inner
            type: subProcess
            flow:
              - id: both
                type: parallelGateway
                branches:
                  - [TASK(work)]
                  - [{type: end, terminate: true}]
          - TASK(stay)
        """)

    assert run.active() == ["stay"]


def test_terminate_in_a_handler_ends_the_host_scope() -> None:
    run = a_run("""
        messages: {stop: {}}
        onEvent: [{message: stop, interrupting: false, flow: [{type: end, terminate: true, status: stopped}]}]
        flow: [TASK(work)]
        """)

    run.message("stop")

    assert run.status == "stopped"


def test_skip_when_goes_on_without_anything() -> None:
    run = a_run("""
        flow:
          - {id: tell, type: serviceTask, service: mail.send, skipWhen: true}
          - TASK(stay)
        """)

    assert run.services() == []
    assert run.active() == ["stay"]


def test_skip_condition_that_fails_can_be_corrected_and_then_skips() -> None:
    run = a_run(
        """
        input: {order: any}
        flow:
          - {id: tell, type: serviceTask, service: mail.send, skipWhen: order.quiet}
          - TASK(stay)
        """,
        {"order": {}},
    )

    run.resolve("tell", "correct", **{"order.quiet": True})

    assert run.active() == ["stay"]


def test_stage_of_an_element_becomes_the_stage_of_the_order() -> None:
    run = a_run("""
        stages: {review: Review, done: Done}
        flow:
          - {id: first, type: userTask, stage: review, candidateGroups: [clerks], outcomes: [done]}
          - {id: last, type: serviceTask, service: mail.send, stage: done, skipWhen: true}
          - TASK(stay)
        """)
    before = run.state.stage

    run.complete("first")

    assert (before, run.state.stage) == ("review", "review")
