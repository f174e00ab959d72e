"""BPMN errors, and services that fail."""

import pytest

from tests.support.runs import a_run

CALL = (
    "{id: call, type: serviceTask, service: stock.reserve, retry: {attempts: 3, interval: PT5S, factor: 2}ON}"
)


def calling(on_event: str = ', onEvent: [{error: "*", flow: [TASK(handle)]}]') -> str:
    return f"flow: [{CALL.replace('ON', on_event)}, TASK(behind)]"


def test_boundary_handler_catches_the_error_and_the_flow_goes_on_behind_the_host() -> None:
    run = a_run(calling())

    run.raises("stock.reserve", "OUT_OF_STOCK", "none left")
    caught = run.active()
    run.complete("handle")

    assert caught == ["handle"]
    assert run.active() == ["behind"]


def test_handler_sees_code_message_and_data() -> None:
    run = a_run("""
        variables: {seen: {initial: null}}
        flow:
          - id: inner
            type: subProcess
            flow: [{id: call, type: serviceTask, service: stock.reserve}]
            onEvent:
              - {error: "*", flow: [SET(note, {seen: '=error.code + "/" + error.message'}), TASK(handle)]}
        """)

    run.raises("stock.reserve", "BLOCKED", "why not")

    assert run.see("seen") == "BLOCKED/why not"


def test_nearest_handler_of_that_code_wins_over_outer_and_others() -> None:
    run = a_run("""
        onEvent: [{error: BLOCKED, flow: [TASK(outermost)]}]
        flow:
          - id: never
            type: serviceTask
            service: stock.reserve
            skipWhen: true
            onEvent: [{error: OUT_OF_STOCK, flow: []}]
          - id: inner
            type: subProcess
            onEvent:
              - {error: OUT_OF_STOCK, flow: [TASK(other)]}
              - {error: BLOCKED, when: 'error.message = "no"', flow: [TASK(guarded)]}
              - {error: "*", flow: [TASK(anything)]}
            flow: [{id: call, type: serviceTask, service: stock.reserve}]
        """)

    run.raises("stock.reserve", "BLOCKED", "maybe")

    assert run.active() == ["anything"]


def test_error_in_a_handler_concerns_the_scopes_outside_its_host() -> None:
    run = a_run("""
        errors: {LOST: Lost}
        onEvent: [{error: LOST, flow: [TASK(outer)]}]
        flow:
          - id: inner
            type: subProcess
            onEvent:
              - {error: BLOCKED, flow: [{type: end, error: LOST}]}
              - {error: OUT_OF_STOCK, flow: []}
            flow: [{id: call, type: serviceTask, service: stock.reserve}]
        """)

    run.raises("stock.reserve", "BLOCKED")

    assert run.active() == ["outer"]


def test_error_that_the_process_declares_ends_it_when_nobody_catches_it() -> None:
    run = a_run("""
        errors: {NOTHING_LEFT: Nothing left}
        flow:
          - id: both
            type: parallelGateway
            branches: [[TASK(work)], [TASK(decide), {type: end, error: NOTHING_LEFT}]]
        """)

    run.complete("decide")

    assert run.status == "NOTHING_LEFT"


def test_error_that_a_guard_lets_through_to_nobody_is_an_incident() -> None:
    run = a_run(calling(', onEvent: [{error: "*", when: "false", flow: []}]'))

    run.raises("stock.reserve", "BLOCKED")

    assert run.incidents() == [("call", "UNCAUGHT_ERROR")]
    assert run.resolve("call", "skip").active() == ["behind"]


def test_uncaught_error_of_an_end_can_be_raised_again_and_skipped() -> None:
    run = a_run("""
        onEvent: [{error: "*", when: "false", flow: []}]
        flow: [TASK(work), {id: stop, type: end, error: LOST}]
        """)

    run.complete("work").resolve("stop", "retry")

    assert run.incidents() == [("stop", "UNCAUGHT_ERROR")]
    assert run.resolve("stop", "skip").status == "completed"


def test_technical_failure_is_tried_again_under_the_same_key_with_growing_pauses() -> None:
    run = a_run(calling())
    key = run.call("stock.reserve")

    run.fails("stock.reserve").wait("PT4S")
    too_early = run.services()
    run.wait("PT1S").fails("stock.reserve").wait("PT9S")
    still_two = run.services()
    run.wait("PT1S")

    assert (len(too_early), len(still_two), len(run.services())) == (1, 2, 3)
    assert run.call("stock.reserve") == key
    assert run.answer("stock.reserve").active() == ["behind"]


def test_last_failed_attempt_is_an_incident() -> None:
    run = a_run(calling())

    for pause in ("PT5S", "PT10S", "PT0S"):
        run.fails("stock.reserve").wait(pause)

    assert run.incidents() == [("call", "DOWN")]
    assert run.resolve("call", "retry").answer("stock.reserve").active() == ["behind"]


def test_terminal_failure_is_an_incident_at_once() -> None:
    run = a_run(calling()).fails("stock.reserve", terminal=True)

    assert run.incidents() == [("call", "DOWN")]


def test_outside_call_was_tried_again_by_the_shell_already() -> None:
    run = a_run('flow: [{id: call, type: serviceTask, service: erp.book, onEvent: [{error: "*", flow: []}]}]')

    run.fails("erp.book")

    assert run.incidents() == [("call", "DOWN")]


def test_corrected_input_is_worked_out_anew_and_makes_a_call_of_its_own() -> None:
    run = a_run("""
        variables: {sku: {initial: wrong}}
        flow: [{id: call, type: serviceTask, service: stock.find, input: {sku: =sku}}, TASK(behind)]
        """)
    key = run.call("stock.find")

    run.fails("stock.find", terminal=True).resolve("call", "correct", sku="right")

    assert run.called[-1] == ("stock.find", {"sku": "right"})
    assert run.call("stock.find") != key
    assert run.answer("stock.find").active() == ["behind"]


@pytest.mark.parametrize("given", ["{sku: =null}", "{sku: =order.sku}"])
def test_null_in_a_required_input_is_an_incident_that_names_it(given: str) -> None:
    run = a_run(
        f"""
        input: {{order: any}}
        flow: [{{id: call, type: serviceTask, service: stock.find, input: {given}}}]
        """,
        {"order": {}},
    )

    assert run.incidents() == [("call", "NULL_VALUE")]
    assert "sku" in str(run.incident("call")["message"])
    assert run.services() == []


def test_failing_output_is_an_incident_that_does_not_call_the_service_again() -> None:
    run = a_run("""
        variables: {v: {initial: 0}, n: {initial: null}}
        flow:
          - {id: call, type: serviceTask, service: mail.send, output: {v: '=if n = null then [1..2] else n'}}
        output: {v: =v}
        """)

    run.answer("mail.send").resolve("call", "correct", n=3)

    assert run.services() == ["mail.send"]
    assert run.state.output == {"v": 3}
