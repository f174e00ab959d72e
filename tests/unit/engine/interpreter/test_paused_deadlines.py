"""`pausedBy`: a deadline stands still while an element is active, on the clock and in working time."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from activities.surroundings import reaches
from engine.calendars import Calendar
from tests.support.processes import compiled, the_calendar
from tests.support.runs import MONDAY, Run, a_run

REVIEW = """
    calendar: shop
    flow:
      - id: both
        type: parallelGateway
        branches:
          - - id: review
              type: userTask
              candidateGroups: [clerks]
              outcomes: [accept]
              due: {in: PT4H, WORKING pausedBy: [ask]}
              escalation: [{after: {in: PT5H, WORKING pausedBy: [ask]}, notify: [managers]}]
          - [TASK(before), TASK(ask), TASK(behind)]
    """


def review(working: str = "") -> Run:
    return a_run(REVIEW.replace("WORKING", working))


def test_deadline_stands_still_while_the_element_is_active() -> None:
    run = review().wait("PT1H").complete("before")
    paused = run.task("review")["due"], run.see("review.due"), run.state.next_due()

    run.wait("P3D").complete("ask")

    assert paused == (None, None, None)
    assert run.task("review")["due"] == run.see("review.due") == run.time.replace(hour=14)
    assert run.time == MONDAY.replace(day=8, hour=11)


def test_ladder_is_climbed_when_what_was_left_is_over() -> None:
    run = review().wait("PT1H").complete("before").wait("P3D").complete("ask")

    early = run.wait("PT3H59M").kinds().count("UserTaskEscalated")
    late = run.wait("PT1M").kinds().count("UserTaskEscalated")

    assert (early, late) == (0, 1)


def test_in_working_time_only_open_hours_are_left() -> None:
    run = review("working: true,").wait("PT1H").complete("before")  # Monday 11:00, three hours are left

    run.wait("PT29H").complete("ask")  # Tuesday 16:00, one hour before closing

    assert run.task("review")["due"] == datetime(2026, 1, 7, 11, tzinfo=UTC)


def test_pause_that_ends_outside_opening_hours_goes_on_at_the_next_opening() -> None:
    run = review("working: true,").complete("before")

    run.wait("PT12H").complete("ask")  # Monday 22:00

    assert run.task("review")["due"] == datetime(2026, 1, 6, 13, tzinfo=UTC)


def test_pause_may_begin_and_end_again_and_again() -> None:
    run = a_run("""
        variables: {stop: {initial: false}}
        messages: {toggle: {}}
        onEvent: [{message: toggle, interrupting: false, flow: [SET(turn, {stop: =stop = false})]}]
        flow:
          - id: both
            type: parallelGateway
            join: any
            branches:
              - [{id: pause, type: timer, timer: {in: PT10H, pausedBy: [hold]}}]
              - - {id: begin, type: wait, condition: stop}
                - {id: hold, type: wait, condition: not(stop)}
                - {goto: begin}
          - TASK(behind)
        """)
    for _ in range(3):
        run.wait("PT3H").message("toggle").wait("P9D").message("toggle")

    early = run.wait("PT59M").active()

    assert "behind" not in early
    assert run.wait("PT1M").active() == ["behind"]


def test_cycle_of_a_handler_stands_still_too() -> None:
    run = a_run("""
        variables: {n: {initial: 0}}
        onEvent:
          - timer: {every: PT10H, pausedBy: [ask]}
            interrupting: false
            flow: [SET(count, {n: =n + 1})]
        flow: [TASK(before), TASK(ask), TASK(behind)]
        """)

    run.wait("PT10H").complete("before").wait("P9D").complete("ask")
    held = run.see("n")
    run.wait("PT9H").wait("PT1H")

    assert (held, run.see("n")) == (1, 2)


def test_what_is_left_and_beyond_the_calendar_is_undetermined_until_it_grows() -> None:
    run = Run(REVIEW.replace("WORKING", "working: true,"))
    run.time = datetime(2026, 12, 31, 16, tzinfo=UTC)
    run.surroundings.calendar = replace(the_calendar(), last=date(2027, 1, 31))
    run.start().complete("before")
    run.surroundings.calendar = the_calendar()

    run.wait("PT1H").complete("ask")
    awaited = run.state.awaited()
    run.calendar_grows(replace(the_calendar(), last=date(2027, 12, 31)))

    assert len(awaited) == 2
    assert run.task("review")["due"] == datetime(2027, 1, 1, 13, tzinfo=UTC)


BEYOND = datetime(2027, 1, 1, 9, tzinfo=UTC)  # Friday, the day after the last one that is covered
GROWN = replace(the_calendar(), last=date(2027, 12, 31))


def undetermined(calendar: Calendar | None = None) -> Run:
    """A review of four working hours that begins on Friday at nine."""
    run = Run(REVIEW.replace("WORKING", "working: true,"))
    run.time = BEYOND
    if calendar is not None:
        run.surroundings.calendar = calendar
    return run.start()


@pytest.mark.parametrize(("hours", "grows"), [("PT5H", "after"), ("PT5H", "during"), ("P3D", "during")])
def test_deadline_that_no_calendar_reaches_stands_still_as_one_that_is_known(hours: str, grows: str) -> None:
    known = undetermined(GROWN).wait("PT1H").complete("before").wait(hours).complete("ask")

    run = undetermined().wait("PT1H").complete("before").wait(hours)
    if grows == "during":
        run.calendar_grows(GROWN)
    standing = run.task("review")["due"], run.state.next_due()
    run.complete("ask")
    if grows == "after":
        run.calendar_grows(GROWN)

    assert standing == (None, None)
    assert run.state.awaited() == []
    assert run.task("review")["due"] == known.task("review")["due"]
    assert run.state.next_due() == known.state.next_due()


def test_deadline_that_is_reached_only_without_its_pause_waits_on() -> None:
    run = undetermined().wait("PT1H").complete("before").wait("P7D").complete("ask")
    (awaited, _) = run.state.awaited()
    enough_without_pause = replace(the_calendar(), last=date(2027, 1, 3))

    run.calendar_grows(enough_without_pause)

    assert len(run.state.awaited()) == 2
    assert not reaches({"shop": enough_without_pause}, awaited)
    assert reaches({"shop": GROWN}, awaited)


def test_pause_that_takes_no_time_moves_no_deadline_of_many_working_days() -> None:
    run = a_run("""
        calendar: shop
        messages: {question: {}, answer: {}}
        onEvent:
          - message: question
            interrupting: false
            flow: [{id: asking, type: message, message: answer}]
        flow: [{id: late, type: timer, timer: {in: P5D, working: true, pausedBy: [asking]}}]
        """)
    before = run.state.next_due()

    run.message("question").message("answer")

    assert before == run.state.next_due() == datetime(2026, 1, 12, 10, tzinfo=UTC)


def test_other_entries_of_a_multi_instance_do_not_stop_it() -> None:
    run = a_run("""
        messages: {question: {}, answer: {}}
        flow:
          - id: lines
            type: subProcess
            multiInstance: {in: "=[1, 2]", as: n, key: =n}
            onEvent:
              - message: question
                interrupting: false
                flow: [{id: asking, type: message, message: answer}]
            flow: [{id: late, type: timer, timer: {in: PT2H, pausedBy: [asking]}}, TASK(behind)]
        """)

    run.message("question", correlation=1).wait("PT2H")

    assert run.active() == ["asking", "behind", "late"]


@pytest.mark.parametrize("name", ["work", "scope"])
def test_deadline_that_its_own_element_pauses_is_a_finding(name: str) -> None:
    library = compiled(f"""
        flow:
          - id: scope
            type: subProcess
            flow: [{{id: work, type: timer, timer: {{in: PT1H, pausedBy: [{name}]}}}}]
        """)

    assert [finding.code for finding in library.errors] == ["paused-for-ever"]
