"""Compensation: strictly reverse, each once, nothing forgotten, nothing done that was never there."""

from tests.support.runs import a_run
from tests.support.undoing import CANCEL, book, undone


def test_completed_activities_are_undone_in_reverse_order_with_their_input_and_result() -> None:
    run = a_run(
        f"{CANCEL}\n    flow: [{book('a')}, {book('b')}, TASK(work)]", mail_send={"no": 7}, stock_release=None
    )

    run.message("cancel")

    assert run.status == "cancelled"
    assert undone(run) == ["b", "a"]
    assert run.called[-1] == ("stock.release", {"n": "a", "got": {"no": 7}, "inDoubt": False})


def test_one_is_undone_after_the_other() -> None:
    run = a_run(f"{CANCEL}\n    flow: [{book('a')}, {book('b')}, TASK(work)]", mail_send=None)

    run.message("cancel")
    first = undone(run)
    run.answer("stock.release")

    assert (first, undone(run)) == (["b"], ["b", "a"])
    assert run.answer("stock.release").status == "cancelled"


def test_interrupted_scopes_hand_their_log_over() -> None:
    run = a_run(
        f"""{CANCEL}
    flow:
      - id: each
        type: subProcess
        multiInstance: {{in: "=[1, 2]", as: n, key: =n}}
        flow:
          - {{id: inner, type: subProcess, flow: [{book("a").replace("{n: a}", "{n: =n}")}]}}
          - TASK(work)
    """,
        mail_send=None,
        stock_release=None,
    )

    run.complete("each[1]/work").message("cancel")

    assert undone(run) == [2, 1]


def test_compensation_of_a_sub_process_replaces_that_of_its_inside() -> None:
    run = a_run(
        f"""{CANCEL}
    flow:
      - id: inner
        type: subProcess
        flow: [{book("a")}]
        compensation: {{service: stock.release, input: {{n: whole}}}}
      - TASK(work)
    """,
        mail_send=None,
        stock_release=None,
    )

    run.message("cancel")

    assert undone(run) == ["whole"]


def test_unfinished_sub_process_is_undone_piece_by_piece() -> None:
    run = a_run(
        f"""{CANCEL}
    flow:
      - id: inner
        type: subProcess
        flow: [{book("a")}, TASK(work)]
        compensation: {{service: stock.release, input: {{n: whole}}}}
    """,
        mail_send=None,
        stock_release=None,
    )

    run.message("cancel")

    assert undone(run) == ["a"]


def test_compensation_by_a_flow_sees_the_names_of_that_time() -> None:
    run = a_run(
        """
        messages: {cancel: {}}
        variables: {log: {initial: []}}
        onEvent: [{message: cancel, flow: [{type: compensate}, TASK(behind)]}]
        flow:
          - id: each
            type: subProcess
            multiInstance: {in: "=[1, 2]", as: n, key: =n}
            variables: {own: {initial: =n * 10}}
            flow:
              - id: a
                type: serviceTask
                service: mail.send
                compensation: [SET(note, {"log+": =own + result}), TASK(confirm)]
          - TASK(work)
        """,
        mail_send=1,
    )

    run.message("cancel")
    one_by_one = run.see("log")
    run.complete("confirm").complete("confirm")

    assert one_by_one == [21]
    assert run.see("log") == [21, 11]
    assert run.active() == ["behind"]


def test_compensate_of_undoes_only_what_is_named_and_only_once() -> None:
    run = a_run(
        f"""
        messages: {{undo: {{}}}}
        onEvent: [{{message: undo, interrupting: false, flow: [{{type: compensate, of: [a]}}]}}]
        flow: [{book("a")}, {book("b")}, TASK(work)]
        """,
        mail_send=None,
        stock_release=None,
    )

    run.message("undo").message("undo")

    assert undone(run) == ["a"]
    assert run.active() == ["work"]


def test_settles_drops_the_entries_of_what_can_no_longer_be_undone() -> None:
    run = a_run(
        f"""{CANCEL}
    flow:
      - {book("a")}
      - {book("b")}
      - {{id: ship, type: serviceTask, service: mail.send, settles: [a]}}
      - TASK(work)
    """,
        mail_send=None,
        stock_release=None,
    )

    run.message("cancel")

    assert undone(run) == ["b"]


def test_settles_in_one_instance_leaves_what_the_others_did() -> None:
    run = a_run(
        f"""{CANCEL}
    flow:
      - id: each
        type: subProcess
        multiInstance: {{in: "=[1, 2, 3]", as: n, key: =n}}
        flow:
          - {book("a").replace("{n: a}", "{n: =n}")}
          - TASK(decide)
          - id: ships
            type: exclusiveGateway
            branches: [{{when: n = 2, flow: [{{id: ship, type: milestone, stage: null}},
              {{id: send, type: serviceTask, service: mail.send, settles: [a]}}]}}]
            default: []
      - TASK(work)
    """.replace(", stage: null", ""),
        mail_send=None,
        stock_release=None,
    )

    run.complete("each[1]/decide").complete("each[2]/decide").message("cancel")

    assert undone(run) == [3, 1]
