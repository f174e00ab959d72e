"""What goes on beside the flow: `rest: keep` of a join or of `completeWhen`, and `wait: false`."""

import pytest

from tests.support.runs import a_run
from tests.support.undoing import CANCEL, book, undone

JOIN = """
    messages: {again: {}}
    variables: {n: {initial: 0}}
    flow:
      - id: scope
        type: subProcess
        flow:
          - TASK(before)
          - id: both
            type: parallelGateway
            join: any
            rest: keep
            branches: [[TASK(a)], [TASK(b), TASK(b_more)]]
          - TASK(behind)
      - TASK(outside)
    """


def test_kept_branches_go_on_beside_what_is_behind_the_join() -> None:
    run = a_run(JOIN).complete("before")

    run.complete("a")
    beside = run.active()
    run.complete("b")

    assert beside == ["b", "behind"]
    assert run.active() == ["b_more", "behind"]


def test_kept_branches_keep_their_scope_open() -> None:
    run = a_run(JOIN).complete("before").complete("a")

    run.complete("behind")
    waiting = run.active()
    run.complete("b").complete("b_more")

    assert waiting == ["b"]
    assert run.active() == ["outside"]


def test_kept_branches_that_end_first_change_nothing_behind_the_join() -> None:
    run = a_run(JOIN).complete("before").complete("a")

    run.complete("b").complete("b_more")

    assert run.active() == ["behind"]
    assert run.complete("behind").active() == ["outside"]


def test_kept_branches_in_a_branch_do_not_hold_up_the_gateway_around() -> None:
    run = a_run("""
        flow:
          - id: way
            type: exclusiveGateway
            default: []
            branches:
              - when: true
                flow:
                  - {id: both, type: parallelGateway, join: any, rest: keep, branches: [[TASK(a)], [TASK(b)]]}
          - TASK(behind)
        """)

    run.complete("b")
    beside = run.active()
    run.complete("behind")

    assert beside == ["a", "behind"]
    assert run.complete("a").status == "completed"


def test_interrupting_a_scope_ends_what_it_keeps() -> None:
    run = a_run("""
        messages: {stop: {}}
        flow:
          - id: scope
            type: subProcess
            onEvent: [{message: stop, flow: []}]
            flow:
              - {id: both, type: parallelGateway, join: any, rest: keep, branches: [[TASK(a)], [TASK(b)]]}
              - TASK(behind)
          - TASK(outside)
        """)

    run.complete("a").message("stop")

    assert run.active() == ["outside"]


@pytest.mark.parametrize("kind", ["handler", "compensation"])
def test_handler_and_compensation_wait_for_what_they_keep(kind: str) -> None:
    keeping = "{id: both, type: parallelGateway, join: any, rest: keep, branches: [[TASK(a)], [TASK(b)]]}"
    run = a_run(
        f"""
        messages: {{stop: {{}}}}
        flow:
          - id: scope
            type: subProcess
            onEvent: [{{message: stop, flow: [{keeping}]}}]
            flow: [TASK(work)]
          - TASK(outside)
        """
        if kind == "handler"
        else f"""
        messages: {{stop: {{}}}}
        onEvent: [{{message: stop, flow: [{{type: compensate}}, TASK(outside)]}}]
        flow:
          - {{id: done, type: scriptTask, set: {{x: 1}}, compensation: [{keeping}]}}
          - TASK(work)
        variables: {{x: {{initial: 0}}}}
        """
    )

    run.message("stop").complete("a")
    waiting = run.active()
    run.complete("b")

    assert waiting == ["b"]
    assert run.active() == ["outside"]


def test_a_newer_entry_of_a_kept_task_is_what_expressions_see() -> None:
    run = a_run("""
        flow:
          - TASK(start)
          - {id: both, type: parallelGateway, join: any, rest: keep, branches: [[TASK(a, yes, no)], [TASK(b)]]}
          - TASK(review, redo, fine)
          - id: way
            type: exclusiveGateway
            branches: [{when: 'review.outcome = "redo"', flow: [{goto: start}]}]
            default: [{id: last, type: userTask, candidateGroups: [clerks], outcomes: [done], input: {said: =a.outcome}}]
        """)  # noqa: E501 - the definition, not the line, is to be small
    run.complete("start").complete("b")
    old = run.task("a")["task"]

    run.complete("review", "redo").complete("start")
    new = [i.data["task"]["task"] for i in run.state.instances_of(["a"])][-1]
    run.complete_task(new, "no").complete_task(old, "yes", by="bob")

    assert old != new
    assert run.see("a.outcome") == "no"
    assert run.see("a.actors") == ["ann", "bob"]


EACH = """
    variables: {all: {initial: null}}
    flow:
      - id: each
        type: userTask
        candidateGroups: [clerks]
        outcomes: [done]
        multiInstance: {in: "=[1, 2, 3]", as: n, key: =n, MARK}
        OUTPUT
      - TASK(behind)
    """


def each(mark: str, output: str = "") -> str:
    return EACH.replace("MARK", mark).replace("OUTPUT", output)


def test_rest_keep_lets_the_other_instances_go_on() -> None:
    mark = "completeWhen: completed = 1, rest: keep, collect: =n"
    run = a_run(each(mark, "output: all"))

    run.complete("each[2]")
    beside, collected = run.active(), run.see("all")
    run.complete("each[1]").complete("behind")
    waiting = run.active()

    assert beside == ["behind", "each[1]", "each[3]"]
    assert collected == [None, 2, None]
    assert waiting == ["each[3]"]
    assert run.see("all") == collected
    assert run.complete("each[3]").status == "completed"


def test_rest_keep_of_a_sequence_runs_the_others_one_after_the_other() -> None:
    run = a_run(each("completeWhen: completed = 1, rest: keep, sequential: true"))

    run.complete("each[1]")
    second = run.active()
    run.complete("each[2]")

    assert second == ["behind", "each[2]"]
    assert run.active() == ["behind", "each[3]"]


@pytest.mark.parametrize(
    ("mark", "first"), [("", ["each[1]", "each[2]", "each[3]"]), (", sequential: true", ["each[1]"])]
)
def test_wait_false_goes_on_at_once_and_keeps_its_scope_open(mark: str, first: list[str]) -> None:
    run = a_run(each(f"wait: false{mark}"))
    beside = run.active()

    run.complete("behind")
    run.complete("each[1]").complete("each[2]")
    before = run.status

    assert beside == sorted(["behind", *first])
    assert (before, run.complete("each[3]").status) == ("running", "completed")


def test_wait_false_over_nothing_is_over_at_once() -> None:
    run = a_run(each("wait: false").replace("=[1, 2, 3]", "=[]"))

    assert [i.element for i in run.state.instances_of(["each"])] == []
    assert run.complete("behind").status == "completed"


def test_what_kept_instances_have_done_is_undone_with_all_else() -> None:
    run = a_run(
        f"""{CANCEL}
    flow:
      - id: way
        type: exclusiveGateway
        default: []
        branches:
          - when: true
            flow:
              - id: each
                type: subProcess
                multiInstance: {{in: "=[1, 2]", as: n, key: =n, wait: false}}
                flow: [TASK(work), {book("a").replace("{n: a}", "{n: =n}")}, TASK(more)]
      - {{id: undo, type: userTask, candidateGroups: [clerks], outcomes: [done]}}
      - {{type: compensate, of: [way]}}
      - TASK(behind)
    """,
        mail_send=None,
        stock_release=None,
    )

    run.complete("each[1]/work").complete("each[1]/more").complete("undo")
    first = undone(run)
    run.complete("each[2]/work").message("cancel")

    assert first == [1]
    assert undone(run) == [1, 2]
    assert run.status == "cancelled"


def test_handlers_stay_armed_while_a_part_of_the_body_still_runs() -> None:
    run = a_run(
        each("wait: false").replace("    variables:", CANCEL.strip("\n").rstrip() + "\n    variables:")
    )

    run.complete("behind")

    assert run.message("cancel").status == "cancelled"


def test_handlers_are_disarmed_when_the_last_part_is_done_too() -> None:
    run = a_run("""
        messages: {note: {}}
        onEvent: [{message: note, interrupting: false, flow: [TASK(noting)]}]
        flow:
          - id: each
            type: userTask
            candidateGroups: [clerks]
            outcomes: [done]
            multiInstance: {in: "=[1, 2]", as: n, key: =n, wait: false}
        """)

    run.message("note").complete("each[1]").message("note").complete("each[2]")
    refused = run.message("note").refused
    run.complete("noting").complete("noting")

    assert refused == "message_not_expected"
    assert run.status == "completed"
