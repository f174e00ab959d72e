"""What operators read in Temporal's own UI: of segments, of timers, and where an order stands."""

from typing import Any

import pytest

from engine.interpreter import plain_stimulus
from engine.interpreter.stimuli import (
    ChildEnded,
    ClockReached,
    CompletionReceived,
    MessageArrived,
    ResolutionReceived,
    ServiceAnswered,
)
from tests.support.families import Family, a_library
from tests.support.runs import Run, a_run
from workflows.details import details
from workflows.views import segment_summary, timer_summary

LINES = """
    messages: {paid: {}}
    flow:
      - id: lines
        type: subProcess
        multiInstance: {in: '=["A", "B"]', as: sku, key: =sku}
        flow:
          - {id: check, type: userTask, candidateGroups: [clerks], outcomes: [done], due: PT10M,
             escalation: [{after: PT20M, notify: [managers]}]}
          - {id: book, type: serviceTask, service: erp.cancel}
      - {id: pay, type: eventBasedGateway, events: [{message: paid, flow: []}, {timer: {in: P3D}, flow: []}]}
"""


@pytest.fixture
def run() -> Run:
    return a_run(LINES)


def plain(run: Run, kind: Any, by: str = "system", **parts: Any) -> dict[str, Any]:
    return plain_stimulus(kind(**run.base(by), **parts))


def summary(run: Run, kind: Any, by: str = "system", **parts: Any) -> str:
    return segment_summary(run.state, [plain(run, kind, by, **parts)])


def test_a_segment_says_who_did_what(run: Run) -> None:
    task = run.task("lines[A]/check")["task"]

    done = summary(run, CompletionReceived, "ann", task=task, outcome="done")
    told = summary(run, MessageArrived, name="paid")
    reported = summary(run, MessageArrived, name="progress", sender="R-1.2")

    assert done == "R-1/lines[A]/check#1 done by ann"
    assert told == "message paid"
    assert reported == "message progress of R-1.2"


def test_a_segment_says_which_call_was_answered_and_which_child_has_ended(run: Run) -> None:
    run.complete("lines[B]/check")
    call = run.call("erp.cancel")

    assert summary(run, ServiceAnswered, call=call, result=None) == "book[B] answered"
    assert summary(run, ServiceAnswered, call="R-1:99", result=None) == "R-1:99 answered"
    assert summary(run, ChildEnded, child="R-1.2", status="completed") == "R-1.2 completed"


def test_a_segment_says_what_has_become_due(run: Run) -> None:
    assert summary(run, ClockReached) == "due: check[A] due, check[B] due"


def test_a_segment_says_whose_incident_was_resolved() -> None:
    run = a_run("variables: {n: {initial: null}}\nflow: [{id: later, type: timer, timer: {in: =n}}]")
    key = run.incident("later")["key"]

    resolved = summary(run, ResolutionReceived, "max", instance=key, action="retry")

    assert resolved == "retry at later by max"


def test_a_timer_says_for_which_line_it_is_and_what_it_will_do(run: Run) -> None:
    run.complete("lines[A]/check")
    due = run.state.next_due()
    assert due is not None
    rung = max(timer.due for timer in run.state.timers.values() if timer.due is not None)

    assert timer_summary(run.state, due) == "check[B] due"
    assert timer_summary(run.state, rung) == "check[B] escalation 1"


def test_a_timer_says_which_handler_it_starts() -> None:
    run = a_run("""
        flow:
          - id: pay
            type: userTask
            candidateGroups: [clerks]
            outcomes: [done]
            onEvent: [{timer: {in: PT1H}, interrupting: false, flow: []}]
    """)
    due = run.state.next_due()
    assert due is not None

    assert timer_summary(run.state, due) == "pay on_timer"


def test_details_name_who_is_waited_for_and_until_when(run: Run) -> None:
    run.claim("lines[A]/check").complete("lines[B]/check")

    lines = details(run.process, run.state).splitlines()

    assert lines[0] == "**R-1** sample v1: running, stage *-*"
    assert lines[1] == "- open task: R-1/lines[A]/check#1, with ann, due 2026-01-05 10:10+00:00"
    assert lines[2] == "- waits for erp: erp.cancel (book[B]), since 2026-01-05 10:00+00:00"


def test_details_say_for_which_message_an_order_waits(run: Run) -> None:
    for sku in ("A", "B"):
        run.complete(f"lines[{sku}]/check")
    run.answer_all()

    assert "- waits at pay: paid, until 2026-01-08 10:00+00:00" in details(run.process, run.state)


def test_details_tell_of_a_deadline_that_no_calendar_reaches() -> None:
    run = a_run("""
        calendar: shop
        flow:
          - {id: far, type: timer, timer: {in: P400D, working: true}}
    """)

    text = details(run.process, run.state)

    assert "- a deadline of far has no date: the calendar shop does not reach that far" in text


def test_details_of_a_large_order_stay_short() -> None:
    many = ", ".join(f'"{n}"' for n in range(40))
    run = a_run(LINES.replace('"A", "B"', many))

    lines = details(run.process, run.state).splitlines()

    assert "- … and 30 more" in lines
    assert len(lines) < 15


def test_details_name_called_orders_that_are_under_way() -> None:
    line = "flow: [TASK(make)]"
    parent = """
        flow:
          - id: lines
            type: subProcess
            multiInstance: {in: '=["A", "B"]', as: sku, key: =sku}
            flow: [{id: source, type: callActivity, process: line}]
    """
    family = Family(a_library(parent=parent, line=line)).start()

    text = details(family.parent.process, family.parent.state)

    assert "- called orders under way: 2 (R-1.1, R-1.2)" in text
