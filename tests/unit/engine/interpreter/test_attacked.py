"""What an attack with strange definitions broke once, each as small as it gets."""

import pytest

from tests.support.runs import a_run
from tests.support.undoing import book, undone


def open_tasks(text: str) -> list[str]:
    """Ids of the open user tasks of a fresh run."""
    run = a_run(text)
    return [i.data["task"]["task"] for i in run.state.instances.values() if "task" in i.data]


def test_work_that_ends_under_an_incident_of_its_guard_waits_for_its_handlers() -> None:
    run = a_run(
        """
        variables: {x: {initial: null}}
        messages: {ping: {}}
        flow:
          - id: pick
            type: userTask
            candidateGroups: [clerks]
            outcomes: [done]
            onEvent:
              - {message: ping, interrupting: false, flow: [TASK(look)]}
              - {timer: {in: PT1H}, interrupting: false, when: x > 1, flow: []}
        """
    )

    run.message("ping").wait("PT2H").complete("pick").complete("look")

    assert run.status == "completed"


def test_an_end_in_an_interrupting_handler_ends_the_path_of_its_host() -> None:
    run = a_run(
        """
        messages: {stop: {}}
        flow:
          - {id: u, type: userTask, candidateGroups: [clerks], outcomes: [done], onEvent: [{message: stop, flow: [{type: end}]}]}
          - TASK(z)
        """  # noqa: E501 - the definition, not the line, is to be small
    )

    run.message("stop")

    assert run.status == "completed"


def test_a_priority_beyond_its_range_is_an_incident() -> None:
    run = a_run(
        "flow: [{id: u, type: userTask, candidateGroups: [clerks], outcomes: [done], priority: =10 ** 20}]"
    )

    assert run.incidents() == [("u", "NOT_A_PRIORITY")]


def test_a_key_with_a_slash_names_a_task_that_can_be_completed() -> None:
    text = """
        flow:
          - id: each
            type: userTask
            candidateGroups: [clerks]
            outcomes: [done]
            multiInstance: {in: '=["A/B"]', as: i, key: =i}
        """
    run = a_run(text)
    (name,) = open_tasks(text)

    run.complete_task(name)

    assert run.status == "completed"


def test_undoing_a_task_is_no_entry_into_it() -> None:
    run = a_run(
        """
        variables: {n: {initial: 0}}
        flow:
          - {id: review, type: userTask, candidateGroups: [clerks], outcomes: [done], compensation: {service: stock.release, input: {n: =1}}}
          - {id: again, type: exclusiveGateway, branches: [{when: n < 3, flow: [SET(count, {n: =n + 1}), {goto: review, undo: true}]}], default: []}
        """,  # noqa: E501 - the definition, not the line, is to be small
        stock_release=None,
    )
    names = []
    for _ in range(4):
        names.append(run.task("review")["task"])
        run.complete("review")

    assert len(set(names)) == 4
    assert run.status == "completed"


def test_many_retries_pause_no_longer_than_the_longest() -> None:
    run = a_run(
        "flow: [{id: call, type: serviceTask, service: mail.send, input: {n: =1},"
        " retry: {attempts: 1000, interval: PT5S, factor: 10, maxInterval: PT5M}}]"
    )

    for _ in range(60):
        run.fails("mail.send").wait("PT5M")

    assert run.incidents() == []
    assert run.status == "running"


def test_a_cycle_that_takes_no_time_is_an_incident() -> None:
    run = a_run(
        """
        onEvent: [{timer: {every: '=duration("PT0S")'}, interrupting: false, flow: []}]
        flow: [TASK(work)]
        """
    )

    run.wait("PT1S")

    assert [code for _, code in run.incidents()] == ["NOT_A_CYCLE"]


@pytest.mark.parametrize("expired", [True, False])
def test_a_kept_message_whose_time_is_over_may_come_again(expired: bool) -> None:
    run = a_run(
        """
        messages: {paid: {dedupe: =message.ref, early: keep, timeToLive: P1D}}
        flow: [TASK(before), {id: wait_paid, type: message, message: paid}]
        """
    )
    run.message("paid", {"ref": 1})
    run.wait("P2D" if expired else "PT1H").complete("before")

    run.message("paid", {"ref": 1}) if run.status == "running" else run

    assert run.status == "completed"


def test_compensation_beside_the_flow_leaves_alone_what_is_done_meanwhile() -> None:
    run = a_run(
        f"""
        messages: {{undo: {{}}}}
        onEvent: [{{message: undo, interrupting: false, flow: [{{type: compensate}}]}}]
        flow: [{book("a")}, TASK(work), {book("b")}, TASK(more)]
        """,
        mail_send=None,
    )

    run.message("undo").complete("work").answer("stock.release")
    first = undone(run)
    run.message("undo").answer("stock.release")

    assert first == ["a"]
    assert undone(run) == ["a", "b"]


def test_instances_of_a_user_task_can_be_counted() -> None:
    run = a_run("""
        variables: {n: {initial: 0}}
        flow:
          - {id: ask, type: userTask, candidateGroups: [clerks], outcomes: [done],
             multiInstance: {in: "=[1, 2]", as: i, key: =i}}
          - {id: count_them, type: scriptTask, set: {n: =count(ask.instances)}}
          - TASK(behind)
        """)

    run.complete("ask[1]").complete("ask[2]")

    assert run.see("n") == 2
