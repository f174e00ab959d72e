"""Compensation when calls are in flight, fail, or are cancelled."""

from engine.interpreter import open_calls
from tests.support.runs import a_run
from tests.support.undoing import CANCEL, book, undone


def test_local_call_in_flight_has_had_no_effect_and_is_not_undone() -> None:
    run = a_run(f"{CANCEL}\n    flow: [{book('a')}]")

    run.message("cancel")

    assert run.status == "cancelled"
    assert undone(run) == []


OUTSIDE = f"{CANCEL}\n    flow: [{book('a', 'erp.book')}, TASK(work)]".replace(
    "    flow:", "    errors: {BLOCKED: Blocked}\n    flow:"
)


def test_outside_call_in_flight_is_awaited_and_then_undone() -> None:
    run = a_run(OUTSIDE, stock_release=None)

    run.message("cancel")
    waiting = (run.status, undone(run), [call.call for call in open_calls(run.process, run.state)])
    run.answer("erp.book", {"id": 5})

    assert waiting == ("running", [], ["R-1:2"])
    assert run.called[-1] == ("stock.release", {"n": "a", "got": {"id": 5}, "inDoubt": False})
    assert run.status == "cancelled"


def test_outside_call_whose_fate_is_unknown_is_undone_in_doubt() -> None:
    run = a_run(OUTSIDE, stock_release=None)

    run.message("cancel").fails("erp.book", terminal=True)

    assert run.called[-1] == ("stock.release", {"n": "a", "got": None, "inDoubt": True})
    assert run.status == "cancelled"


def test_failing_compensation_is_an_incident_and_goes_on_when_it_is_resolved() -> None:
    run = a_run(f"{CANCEL}\n    flow: [{book('a')}, {book('b')}, TASK(work)]", mail_send=None)

    run.message("cancel").fails("stock.release", terminal=True)
    incidents = run.incidents()
    run.resolve("b", "retry").answer("stock.release").fails("stock.release", terminal=True)

    assert incidents == [("b", "DOWN")]
    assert undone(run) == ["b", "b", "a"]
    assert run.resolve("a", "skip").status == "cancelled"


def test_business_error_in_a_compensation_is_an_incident_there_and_interrupts_nothing() -> None:
    run = a_run(
        f"""
        messages: {{cancel: {{}}}}
        onEvent:
          - {{message: cancel, flow: [{{type: compensate}}, {{type: end, terminate: true}}]}}
          - {{error: BLOCKED, flow: [TASK(blocked)]}}
        flow: [{book("a", undo="stock.reserve")}, {{id: e, type: serviceTask, service: erp.book}}]
        """,
        mail_send=None,
    )

    run.message("cancel").raises("stock.reserve", "BLOCKED")

    assert run.incidents() == [("a", "UNCAUGHT_ERROR")]
    assert run.answer_all().status == "running"


def test_nothing_interrupts_a_running_compensation() -> None:
    run = a_run(
        f"""
        messages: {{stop: {{}}, again: {{}}}}
        onEvent: [{{message: stop, flow: [{{type: end, terminate: true, status: stopped}}]}}]
        flow:
          - {book("a")}
          - TASK(review)
          - {{goto: a, undo: true}}
        """,
        mail_send=None,
    )

    run.complete("review").message("stop")

    assert run.refused == "message_not_now"
    assert run.answer("stock.release").message("stop").status == "stopped"


def test_rest_compensate_undoes_what_the_cancelled_instances_had_done() -> None:
    run = a_run(
        f"""
        flow:
          - id: each
            type: subProcess
            multiInstance: {{in: "=[1, 2, 3]", as: n, key: =n, completeWhen: completed = 1, rest: compensate}}
            flow: [{book("a").replace("{n: a}", "{n: =n}")}, TASK(offer)]
          - TASK(work)
        """,
        mail_send=None,
        stock_release=None,
    )

    run.complete("each[2]/offer")

    assert undone(run) == [3, 1]
    assert run.active() == ["work"]


def test_cancel_at_an_incident_undoes_everything_and_ends_the_order() -> None:
    run = a_run(
        f"flow: [{book('a')}, {{id: f, type: serviceTask, service: stock.find, input: {{sku: x}}}}]",
        mail_send=None,
        stock_release=None,
    )

    run.fails("stock.find", terminal=True).resolve("f", "cancel")

    assert undone(run) == ["a"]
    assert run.status == "cancelled"


def test_cancel_while_something_is_undone_puts_it_back_so_that_it_is_undone_after_all() -> None:
    run = a_run(
        f"""
        flow:
          - {book("a")}
          - TASK(review)
          - {{goto: a, undo: true}}
        """,
        mail_send=None,
    )

    run.complete("review").fails("stock.release", terminal=True).resolve("a", "cancel")
    again = undone(run)
    run.answer("stock.release")

    assert again == ["a", "a"]
    assert run.status == "cancelled"


def test_outside_compensation_in_flight_counts_as_undone_when_it_succeeds_after_all() -> None:
    run = a_run(
        f"""
        flow:
          - id: both
            type: parallelGateway
            branches:
              - [{book("a", undo="erp.cancel")}, TASK(review), {{type: compensate, of: [a]}}]
              - [{{id: f, type: serviceTask, service: stock.find, input: {{sku: x}}}}]
        """,
        mail_send=None,
    )

    run.complete("review").fails("stock.find", terminal=True).resolve("f", "cancel")
    waiting = (run.status, undone(run, "erp.cancel"))
    run.answer("erp.cancel")

    assert waiting == ("running", ["a"])
    assert run.status == "cancelled"
    assert undone(run, "erp.cancel") == ["a"]


def test_service_that_is_done_is_undone_even_if_its_output_could_not_be_written() -> None:
    run = a_run(
        f"""
        variables: {{v: {{initial: 0}}}}
        flow: [{book("a")[:-1]}, output: {{v: "=[1..2]"}}}}]
        """,
        mail_send=None,
        stock_release=None,
    )

    run.resolve("a", "cancel")

    assert undone(run) == ["a"]


def test_fate_of_an_abandoned_call_no_longer_matters_when_the_process_is_over() -> None:
    run = a_run(
        f"""
        messages: {{stop: {{}}}}
        flow:
          - id: inner
            type: subProcess
            flow: [{book("a", "erp.book")}]
            onEvent: [{{message: stop, flow: []}}, {{error: BLOCKED, flow: []}}]
        """
    )

    run.message("stop")

    assert run.status == "completed"
    assert open_calls(run.process, run.state) == []


def test_outside_call_that_failed_for_good_is_undone_in_doubt_when_its_order_is_cancelled() -> None:
    run = a_run(OUTSIDE, stock_release=None)

    run.fails("erp.book", terminal=True)
    run.message("cancel")

    assert run.called[-1] == ("stock.release", {"n": "a", "got": None, "inDoubt": True})
    assert run.status == "cancelled"


def test_outside_call_that_was_skipped_after_a_failure_is_undone_in_doubt_later() -> None:
    run = a_run(OUTSIDE, stock_release=None)

    run.fails("erp.book", terminal=True).resolve("a", "skip")
    run.message("cancel")

    assert undone(run) == ["a"]
    assert run.status == "cancelled"


def test_outside_call_that_succeeded_when_it_was_retried_is_not_in_doubt() -> None:
    run = a_run(OUTSIDE, stock_release=None)

    run.fails("erp.book", terminal=True).resolve("a", "retry").answer("erp.book", {"id": 5})
    run.message("cancel")

    assert run.called[-1] == ("stock.release", {"n": "a", "got": {"id": 5}, "inDoubt": False})


def test_local_call_that_failed_for_good_has_had_no_effect_and_is_not_undone() -> None:
    run = a_run(f"{CANCEL}\n    flow: [{book('a')}, TASK(work)]")

    run.fails("mail.send", terminal=True).message("cancel")

    assert run.status == "cancelled"
    assert undone(run) == []


def test_who_undoes_a_call_in_doubt_is_told_its_key() -> None:
    process = OUTSIDE.replace("stock.release", "erp.cancel")
    run = a_run(process)
    (made,) = open_calls(run.process, run.state)

    run.message("cancel").fails("erp.book", terminal=True)
    (undoing,) = open_calls(run.process, run.state)

    assert (made.undoes, undoing.undoes) == (None, made.call)


def test_who_undoes_a_call_that_is_known_needs_no_key() -> None:
    run = a_run(OUTSIDE.replace("stock.release", "erp.cancel"))

    run.answer("erp.book", {"id": 5}).message("cancel")

    assert [call.undoes for call in open_calls(run.process, run.state)] == [None]


def test_outside_call_that_ended_in_a_business_error_has_had_no_effect() -> None:
    handled = OUTSIDE.replace(
        "compensation: {service", "onEvent: [{error: BLOCKED, flow: []}], compensation: {service"
    )
    run = a_run(handled)

    run.raises("erp.book", "BLOCKED").message("cancel")

    assert run.status == "cancelled"
    assert undone(run) == []
