"""Deadlines beyond what a calendar covers stay undetermined, and get their time when the calendar grows."""

from dataclasses import replace
from datetime import UTC, date, datetime

from engine.calendars import Calendar
from tests.support.processes import the_calendar
from tests.support.runs import Run, a_run

BEYOND = datetime(2027, 1, 1, 9, 10, tzinfo=UTC)  # a Friday, the day after the last one that is covered
REVIEW = """
    calendar: shop
    flow:
      - id: review
        type: userTask
        candidateGroups: [clerks]
        outcomes: [accept]
        due: {in: PT10M, working: true}
        escalation: [{after: {in: PT20M, working: true}, notify: [sales]}]
    """
CYCLE = """
    calendar: shop
    variables: {n: {initial: 0}}
    onEvent:
      - timer: {every: PT10M, working: true, times: 2}
        interrupting: false
        flow: [SET(count, {n: =n + 1})]
    flow: [TASK(work)]
    """


def grown() -> Calendar:
    """The shop, with another year."""
    return replace(the_calendar(), last=date(2027, 12, 31))


def late_run(text: str) -> Run:
    """Started when the last day that the calendar covers is over."""
    run = Run(text)
    run.time = datetime(2027, 1, 1, tzinfo=UTC)
    return run.start({})


def test_deadline_beyond_coverage_is_undetermined_and_says_what_it_waits_for() -> None:
    run = late_run(REVIEW)

    assert run.state.next_due() is None
    assert {waits["amount"] for waits in run.state.awaited()} == {"PT10M", "PT20M"}
    assert run.kinds().count("DeadlineUndetermined") == 2
    assert run.task("review")["due"] is None


def test_it_is_worked_out_from_its_own_start_when_the_calendar_grows() -> None:
    run = late_run(REVIEW).wait("P9D").calendar_grows(grown())

    assert run.task("review")["due"] == BEYOND
    assert run.see("review.due") == BEYOND
    assert run.state.awaited() == []
    assert run.state.next_due() == BEYOND


def test_what_became_due_while_it_was_undetermined_fires_at_the_next_moment() -> None:
    run = late_run(REVIEW).wait("P9D").calendar_grows(grown()).wait("PT0S")

    assert run.task("review")["notified"] == ["sales"]


def test_a_calendar_that_has_not_grown_changes_nothing() -> None:
    run = late_run(REVIEW)
    before = len(run.records)

    run.calendar_grows(the_calendar())

    assert len(run.records) == before


def test_a_task_that_is_done_waits_for_no_calendar() -> None:
    run = late_run(REVIEW).complete("review", "accept")

    assert run.calendar_grows(grown()).kinds().count("DeadlineDetermined") == 0


def test_the_next_of_a_cycle_that_runs_out_of_the_calendar_goes_on_when_it_grows() -> None:
    run = Run(CYCLE)
    run.time = datetime(2026, 12, 31, 16, 45, tzinfo=UTC)
    run.start({}).wait("PT10M")
    stopped = run.state.next_due()

    run.wait("P7D").calendar_grows(grown()).wait("PT0S")

    assert stopped is None
    assert run.see("n") == 2


def test_a_timer_in_the_flow_goes_on_when_the_calendar_grows() -> None:
    text = "calendar: shop\nflow: [{id: pause, type: timer, timer: {in: P400D, working: true}}, TASK(behind)]"
    run = a_run(text)
    waiting = run.active()

    run.calendar_grows(replace(the_calendar(), last=date(2028, 12, 31))).wait("P800D")

    assert (waiting, run.active()) == (["pause"], ["behind"])
