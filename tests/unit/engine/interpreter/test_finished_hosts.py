"""A host whose body is done: it waits for the handlers that run, and starts no other."""

from tests.support.runs import a_run

WAITING_FOR_HANDLERS = """
    messages: {note: {}, stop: {}}
    variables: {n: {initial: 0}}
    flow:
      - id: inner
        type: subProcess
        onEvent:
          - {message: note, interrupting: false, flow: [TASK(noting)]}
          - {message: stop, flow: [TASK(stopping)]}
          - {timer: {every: P1D}, interrupting: false, flow: [TASK(reminding)]}
          - {condition: n > 0, interrupting: false, flow: [TASK(counting)]}
        flow: [TASK(work)]
      - TASK(behind)
    """


def test_scope_that_waits_only_for_its_handlers_starts_no_other() -> None:
    run = a_run(WAITING_FOR_HANDLERS)

    run.message("note").complete("work")

    assert run.message("note").refused == "message_not_expected"
    assert run.message("stop").refused == "message_not_expected"
    assert run.wait("P9D").active() == ["noting"]
    assert run.complete("noting").active() == ["behind"]


def test_cycle_of_a_scope_stops_when_its_body_is_done() -> None:
    run = a_run(WAITING_FOR_HANDLERS)

    run.wait("P1D").complete("work")
    run.wait("P1D").wait("P1D").complete("reminding")

    assert run.active() == ["behind"]
    assert run.state.next_due() is None


def test_element_whose_output_fails_behind_its_body_starts_no_handler() -> None:
    run = a_run("""
        messages: {note: {}}
        variables: {n: {initial: 0}}
        flow:
          - id: inner
            type: subProcess
            onEvent: [{message: note, interrupting: false, flow: [TASK(noting)]}]
            flow: [TASK(work)]
            output: {n: '=[1..2]'}
          - TASK(behind)
        """)
    run.complete("work")
    failed = run.incidents()

    refused = run.message("note").refused
    run.resolve("inner", "skip")

    assert [element for element, _ in failed] == ["inner"]
    assert refused == "message_not_expected"
    assert run.active() == ["behind"]
