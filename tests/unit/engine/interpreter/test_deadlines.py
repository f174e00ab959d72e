"""Timers: due order, cycles, working time, escalation ladders, the manual clock."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.runs import MONDAY, Run, a_run

LADDER = """
    calendar: shop
    flow:
      - id: review
        type: userTask
        candidateGroups: [clerks]
        outcomes: [accept, reject]
        due: {in: PT10M, working: true}
        escalation:
          - {after: PT10M, notify: [sales]}
          - {after: PT20M, reassign: [managers]}
          - {after: PT60M, complete: reject, data: {note: late}}
      - id: decided
        type: exclusiveGateway
        branches:
          - {when: 'review.outcome = "reject"', flow: [{type: end, terminate: true, status: rejected}]}
        default: []
      - TASK(behind)
    """


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=UTC)


def test_notify_changes_nothing_but_who_is_told() -> None:
    run = a_run(LADDER).claim("review").wait("PT10M")

    assert run.task("review")["notified"] == ["sales"]
    assert run.task("review")["assignee"] == "ann"


def test_reassign_revokes_the_claim() -> None:
    run = a_run(LADDER).claim("review").wait("PT20M")

    assert run.complete("review", "accept", by="ann").refused == "task_not_candidate"
    assert run.complete("review", "accept", by="max").active() == ["behind"]


def test_last_rung_completes_as_system_and_later_completions_are_refused() -> None:
    run = a_run(LADDER.replace("[{type: end, terminate: true, status: rejected}]", "[TASK(rejected)]"))

    run.wait("PT60M").complete_task("R-1/review#1", "accept")

    assert run.active() == ["rejected"]
    assert run.see("[review.outcome, review.by, review.data.note]") == ["reject", "system", "late"]
    assert run.refused == "task_not_open"


def test_rungs_count_from_the_opening_whatever_happens_in_between() -> None:
    run = a_run(LADDER).wait("PT9M").claim("review").release("review").wait("PT1M")

    assert run.task("review")["notified"] == ["sales"]


def test_rung_with_unless_claimed_passes_over_a_claimed_task() -> None:
    text = LADDER.replace("notify: [sales]", "notify: [sales], unlessClaimed: true")
    run = a_run(text).claim("review").wait("PT10M")

    assert "notified" not in run.task("review")


def test_completing_ends_the_ladder() -> None:
    run = a_run(LADDER).complete("review", "accept")

    assert not run.state.timers


def test_all_rungs_that_are_due_fire_in_their_order() -> None:
    run = a_run(LADDER).wait("P1D")

    fired = [record.change.purpose for record in run.records if type(record.change).__name__ == "TimerFired"]  # type: ignore[union-attr]
    assert fired == ["due", "rung/0", "rung/1", "rung/2"]
    assert run.status == "rejected"


def due_of(deadline: str, start: datetime = MONDAY) -> datetime | None:
    run = Run(f"calendar: shop\nflow: [{{id: pause, type: timer, timer: {deadline}}}]")
    run.time = start
    run.start({})
    return run.state.next_due()


@pytest.mark.parametrize(
    ("deadline", "start", "due"),
    [
        ("{in: PT10M}", at(5, 10), at(5, 10, 10)),
        ("{in: P1M}", at(31, 10), datetime(2026, 2, 28, 10, tzinfo=UTC)),
        ("{in: PT10M, working: true}", at(5, 10), at(5, 10, 10)),
        ("{in: PT10M, working: true}", at(5, 16, 55), at(6, 9, 5)),
        ("{in: PT10M, working: true}", at(10, 3), at(12, 9, 10)),
        ("{in: PT7H, working: true}", at(5, 10), at(5, 17)),
        ("{in: P2D, working: true}", at(8, 10), at(12, 10)),
        ("{in: '=duration(\"PT1H\")'}", at(5, 10), at(5, 11)),
        ('{at: =date and time("2026-03-01T08:00:00Z")}', at(5, 10), datetime(2026, 3, 1, 8, tzinfo=UTC)),
        ('{at: =date("2026-03-01")}', at(5, 10), datetime(2026, 3, 1, tzinfo=UTC)),
        ('{at: "2026-03-01T08:00:00+08:00"}', at(5, 10), datetime(2026, 3, 1, tzinfo=UTC)),
    ],
)
def test_deadline_is_due(deadline: str, start: datetime, due: datetime) -> None:
    assert due_of(deadline, start) == due


def test_working_time_beyond_the_calendar_is_undetermined() -> None:
    assert due_of("{in: P400D, working: true}") is None


@pytest.mark.parametrize(
    ("deadline", "code"),
    [
        ("{at: =null}", "NULL_VALUE"),
        ('{at: ="tomorrow"}', "NOT_A_TIME"),
        ('{at: ="2026-03-01T08:00:00"}', "NOT_A_TIME"),
        ("{in: =5}", "NOT_A_DURATION"),
        ("{in: '=duration(\"P9000Y\")'}", "TIME_OUT_OF_RANGE"),
        ("{in: P9000000D}", "TIME_OUT_OF_RANGE"),
        ("{in: '=duration(\"P1M\")', working: true}", "MONTHS_OF_WORKING_TIME"),
    ],
)
def test_deadline_that_cannot_be_worked_out_is_an_incident(deadline: str, code: str) -> None:
    run = a_run(f"calendar: shop\nflow: [{{id: pause, type: timer, timer: {deadline}}}]")

    assert run.incidents() == [("pause", code)]


CYCLE = """
    variables: {n: {initial: 0}}
    onEvent: [{timer: {every: P1DTIMES}, interrupting: false, flow: [SET(count, {n: =n + 1})]}]
    flow: [TASK(work)]
    """


def test_cycle_fires_again_and_again() -> None:
    run = a_run(CYCLE.replace("TIMES", ""))

    for _ in range(3):
        run.wait("P1D")

    assert run.see("n") == 3
    assert run.state.next_due() == MONDAY + timedelta(days=4)


def test_cycle_with_times_ends() -> None:
    run = a_run(CYCLE.replace("TIMES", ", times: 2"))

    for _ in range(3):
        run.wait("P1D")

    assert run.see("n") == 2
    assert not run.state.timers


def test_cycle_that_was_missed_fires_once_and_goes_on_from_now() -> None:
    run = a_run(CYCLE.replace("TIMES", "")).wait("P10D")

    assert run.see("n") == 1
    assert run.state.next_due() == MONDAY + timedelta(days=11)


def test_timer_handler_with_a_false_guard_does_nothing() -> None:
    run = a_run("onEvent: [{timer: {in: P1D}, when: 1 > 2, flow: []}]\nflow: [TASK(work)]").wait("P1D")

    assert run.active() == ["work"]


def test_timer_handler_whose_guard_cannot_be_evaluated_can_be_fired_again() -> None:
    run = a_run("""
        variables: {n: {initial: null}}
        onEvent: [{timer: {every: P1D}, interrupting: false, when: n > 1, flow: [TASK(late)]}]
        flow: [TASK(work)]
        """).wait("P1D")

    incidents = run.incidents()
    run.resolve("", "correct", n=2)

    assert incidents == [("", "NULL_VALUE")]
    assert run.active() == ["late", "work"]
    assert run.state.next_due() == MONDAY + timedelta(days=2)


def test_timers_due_at_once_fire_in_due_order() -> None:
    run = a_run("""
        variables: {log: {initial: []}}
        onEvent:
          - {timer: {in: PT3H}, interrupting: false, flow: [SET(c, {"log+": three})]}
          - {timer: {in: PT1H}, interrupting: false, flow: [SET(a, {"log+": one})]}
          - {timer: {in: PT2H}, interrupting: false, flow: [SET(b, {"log+": two})]}
        flow: [TASK(work)]
        """).wait("PT5H")

    assert run.see("log") == ["one", "two", "three"]


def test_timer_that_an_earlier_one_has_ended_does_not_fire() -> None:
    run = a_run("""
        flow:
          - id: inner
            type: subProcess
            onEvent:
              - {timer: {in: PT1H}, flow: []}
              - {timer: {in: PT2H}, flow: [TASK(never)]}
            flow: [TASK(work)]
          - TASK(behind)
        """).wait("PT5H")

    assert run.active() == ["behind"]


def test_manual_clock_is_recorded_when_it_moves_though_nothing_is_due() -> None:
    run = Run("flow: [TASK(work)]").start({}, manual=True).wait("P1D").wait("PT0S")

    assert run.kinds().count("ClockMoved") == 1
    assert run.state.time == MONDAY + timedelta(days=1)


def test_real_clock_leaves_no_record_when_nothing_is_due() -> None:
    run = a_run("flow: [TASK(work)]")
    before = len(run.records)

    run.wait("P1D")

    assert len(run.records) == before


def test_boundary_timer_of_a_wait_stays_when_an_event_has_happened() -> None:
    run = a_run("""
        messages: {go: {}}
        flow:
          - id: gate
            type: eventBasedGateway
            onEvent: [{timer: {in: P1D}, flow: [TASK(too_late)]}]
            events: [{message: go, flow: [TASK(work)]}, {timer: {in: P9D}, flow: []}]
        """).message("go")

    assert run.wait("P1D").active() == ["too_late"]
