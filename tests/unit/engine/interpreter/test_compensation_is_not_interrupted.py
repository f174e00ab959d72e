"""Nothing interrupts a compensation: what would end something in which one runs waits until it is done."""

import pytest

from tests.support.runs import Run, a_run
from tests.support.undoing import book, undone

# In every case two things were booked and the first undoing is awaited.
UNDO_BOTH = f"{book('a')}, {book('b')}, {{type: compensate}}"


def undoing(text: str) -> Run:
    """A run in which `b` is being undone and `a` is still to come."""
    run = a_run(text.replace("UNDO_BOTH", UNDO_BOTH), mail_send=None)
    assert undone(run) == ["b"]
    return run


def finish_undoing(run: Run) -> Run:
    """Both undoings are answered."""
    return run.answer("stock.release").answer("stock.release")


def test_complete_when_waits_for_a_compensation_in_one_of_its_instances() -> None:
    run = undoing("""
        flow:
          - id: each
            type: subProcess
            multiInstance: {in: "=[1, 2, 3]", as: n, key: =n, completeWhen: completed = 1}
            flow:
              - id: first
                type: exclusiveGateway
                branches: [{when: n = 1, flow: [UNDO_BOTH, TASK(never)]}]
                default: [TASK(work)]
          - TASK(behind)
        """)

    run.complete("each[2]/work")
    meanwhile = run.active()
    finish_undoing(run)

    assert meanwhile == ["b", "work"]
    assert undone(run) == ["b", "a"]
    assert run.active() == ["behind"]


def test_complete_when_that_held_once_holds_although_things_changed_meanwhile() -> None:
    run = undoing("""
        variables: {enough: {initial: true}}
        messages: {more: {}}
        onEvent: [{message: more, interrupting: false, flow: [SET(no, {enough: false})]}]
        flow:
          - id: each
            type: subProcess
            multiInstance: {in: "=[1, 2, 3]", as: n, key: =n, completeWhen: enough}
            flow:
              - id: first
                type: exclusiveGateway
                branches: [{when: n = 1, flow: [UNDO_BOTH, TASK(never)]}]
                default: [TASK(work)]
          - TASK(behind)
        """)

    run.complete("each[2]/work").message("more").complete("each[3]/work")
    finish_undoing(run)

    assert run.active() == ["behind"]


def test_partial_join_goes_on_as_soon_as_a_nested_compensation_is_done() -> None:
    run = undoing("""
        flow:
          - id: both
            type: parallelGateway
            join: any
            branches:
              - [TASK(quick)]
              - - {id: inner, type: subProcess, flow: [UNDO_BOTH, TASK(slow)]}
          - TASK(behind)
        """)

    run.complete("quick")
    meanwhile = run.active()
    finish_undoing(run)

    assert "behind" not in meanwhile
    assert undone(run) == ["b", "a"]
    assert run.active() == ["behind"]


def test_terminate_waits_for_a_compensation_beside_it() -> None:
    run = undoing("""
        flow:
          - id: both
            type: parallelGateway
            branches:
              - [TASK(quick), {type: end, terminate: true, status: stopped}]
              - [UNDO_BOTH, TASK(slow)]
        """)

    run.complete("quick")
    before = run.status
    finish_undoing(run)

    assert undone(run) == ["b", "a"]
    assert (before, run.status) == ("running", "stopped")


@pytest.mark.parametrize("handled", [True, False])
def test_error_waits_for_a_compensation_that_it_would_end(handled: bool) -> None:
    handler = "onEvent: [{error: LOST, flow: [TASK(lost)]}]" if handled else "errors: {LOST: Lost}"
    run = undoing(f"""
        {handler}
        flow:
          - id: both
            type: parallelGateway
            branches:
              - [TASK(quick), {{type: end, error: LOST}}]
              - [UNDO_BOTH, TASK(slow)]
        """)

    run.complete("quick")
    incidents = run.incidents()
    finish_undoing(run)

    assert incidents == []
    assert undone(run) == ["b", "a"]
    assert run.active() == ["lost"] if handled else run.status == "LOST"


def test_error_of_a_service_waits_for_a_compensation_too() -> None:
    run = undoing("""
        onEvent: [{error: BLOCKED, flow: [TASK(blocked)]}]
        flow:
          - id: both
            type: parallelGateway
            branches:
              - [{id: reserve, type: serviceTask, service: erp.book}]
              - [UNDO_BOTH, TASK(slow)]
        """)

    run.raises("erp.book", "BLOCKED")
    finish_undoing(run)

    assert undone(run) == ["b", "a"]
    assert run.active() == ["blocked"]


def test_skipping_waits_for_a_compensation_inside() -> None:
    run = undoing("""
        flow:
          - id: both
            type: parallelGateway
            join: 2
            branches:
              - [TASK(one), {type: end}]
              - [TASK(two), {type: end}]
              - [UNDO_BOTH, TASK(slow)]
          - TASK(behind)
        """)

    run.complete("one").complete("two").resolve("both", "skip")
    meanwhile = run.active()
    finish_undoing(run)

    assert "behind" not in meanwhile
    assert undone(run) == ["b", "a"]
    assert run.active() == ["behind"]


def test_what_is_ended_from_outside_waits_no_longer() -> None:
    run = undoing("""
        messages: {stop: {}}
        flow:
          - id: scope
            type: subProcess
            flow:
              - id: both
                type: parallelGateway
                branches:
                  - - id: waiting
                      type: subProcess
                      onEvent: [{message: stop, flow: []}]
                      flow: [TASK(quick), {type: end, error: LOST}]
                  - [UNDO_BOTH]
            onEvent: [{error: LOST, flow: [TASK(lost)]}]
          - TASK(behind)
        """)

    run.complete("quick").message("stop")
    finish_undoing(run)

    assert run.state.held == {}
    assert run.active() == ["behind"]
