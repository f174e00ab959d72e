"""Messages: delivered, kept, duplicate, refused; correlated; in order."""

from engine.interpreter import refusal_of
from engine.interpreter.stimuli import MessageArrived
from tests.support.processes import a_process
from tests.support.runs import Run, a_run

STAY = "TASK(stay)"
PAYMENT = """
    messages: {paid: {dedupe: =message.ref, early: keep, timeToLive: P2D}}
    variables: {sum: {initial: 0}}
    flow:
      - TASK(before)
      - {id: first, type: message, message: paid, output: {sum: =sum + message.amount}}
      - {id: second, type: message, message: paid, output: {sum: =sum * 10 + message.amount}}
      - TASK(stay)
    """


def test_message_that_is_waited_for_is_delivered() -> None:
    run = a_run(PAYMENT).complete("before")

    run.message("paid", {"ref": 1, "amount": 5})

    assert run.last.answer == {"status": "delivered"}
    assert run.see("sum") == 5


def test_early_messages_are_kept_and_taken_first_in_first_out() -> None:
    run = a_run(PAYMENT)

    run.message("paid", {"ref": 1, "amount": 1})
    answer = run.last.answer
    run.message("paid", {"ref": 2, "amount": 2}).complete("before")

    assert answer == {"status": "kept"}
    assert run.see("sum") == 12
    assert run.active() == ["stay"]


def test_same_message_again_is_a_duplicate_kept_or_delivered() -> None:
    run = a_run(PAYMENT)

    run.message("paid", {"ref": 1, "amount": 1}).message("paid", {"ref": 1, "amount": 1})
    kept_twice = run.last.answer
    run.complete("before").message("paid", {"ref": 1, "amount": 1})

    assert kept_twice == run.last.answer == {"status": "duplicate"}
    assert run.active() == ["second"]


def test_kept_message_expires_after_its_time_to_live() -> None:
    run = a_run(PAYMENT).message("paid", {"ref": 1, "amount": 1})

    run.wait("P2D").complete("before")

    assert run.active() == ["first"]
    assert not run.state.kept


def test_message_that_nobody_expects_is_refused_unless_it_may_be_early() -> None:
    run = a_run("""
        messages: {go: {}}
        flow: [TASK(stay), {id: wait_go, type: message, message: go}]
        """)

    assert run.message("go").refused == "message_not_expected"


def test_unknown_message_is_refused_with_the_known_ones() -> None:
    run = a_run(PAYMENT).message("payed")

    assert run.refused == "message_unknown"
    assert run.refusal.details["known"] == ["paid"]


def test_message_that_does_not_fit_its_schema_is_refused_with_every_problem() -> None:
    schema = b"type: object\nrequired: [amount]\nproperties: {amount: {type: number}}\n"
    process = a_process(
        """
        messages: {paid: {schema: payment}}
        flow: [{id: w, type: message, message: paid}, TASK(stay)]
        """,
        **{"schemas/payment": schema},
    )
    run = Run(process).start()

    run.message("paid", {"amount": "much"})

    assert run.refused == "message_invalid"
    assert run.active() == ["w"]


def test_guard_of_a_wait_lets_only_fitting_messages_in() -> None:
    run = a_run("""
        messages: {go: {early: refuse}}
        flow: [{id: w, type: message, message: go, when: message.n > 3}, TASK(stay)]
        """)

    refused = run.message("go", {"n": 1}).refused
    run.message("go", {"n": 4})

    assert refused == "message_not_now"
    assert run.active() == ["stay"]


def test_guard_that_cannot_be_evaluated_refuses_and_says_why() -> None:
    run = a_run("""
        messages: {go: {}}
        flow: [{id: w, type: message, message: go, when: message.n > 3}, TASK(stay)]
        """)

    run.message("go", {})

    assert run.refused == "message_not_evaluable"
    assert "message.n" in str(run.refusal.details["why"])


def test_kept_message_is_handed_out_when_its_guard_comes_true() -> None:
    run = a_run("""
        messages: {go: {early: keep}, open: {}}
        variables: {ready: {initial: false}}
        onEvent: [{message: open, interrupting: false, flow: [SET(o, {ready: true})]}]
        flow: [{id: w, type: message, message: go, when: ready}, TASK(stay)]
        """)

    run.message("go")
    kept = run.last.answer
    run.message("open")

    assert kept == {"status": "kept"}
    assert run.active() == ["stay"]


def test_handler_takes_a_message_that_was_kept_before_its_scope_opened() -> None:
    run = a_run("""
        messages: {note: {early: keep}}
        flow:
          - TASK(before)
          - id: inner
            type: subProcess
            onEvent: [{message: note, flow: [TASK(handle)]}]
            flow: [TASK(stay)]
        """)

    run.message("note").complete("before")

    assert run.active() == ["handle"]


def test_failing_output_of_a_message_is_an_incident_that_keeps_the_message() -> None:
    run = a_run("""
        messages: {go: {}}
        variables: {v: {initial: 0}}
        flow: [{id: w, type: message, message: go, output: {v: "=[1..message.n]"}}, TASK(stay)]
        """)

    run.message("go", {"n": 3})
    incidents = run.incidents()
    run.resolve("w", "retry")

    assert incidents == run.incidents() == [("w", "NOT_STORABLE")]
    assert run.resolve("w", "skip").active() == ["stay"]


def test_event_gateway_takes_the_first_event_and_drops_the_others() -> None:
    run = a_run("""
        messages: {yes: {}, no: {}}
        variables: {got: {initial: null}}
        flow:
          - id: reply
            type: eventBasedGateway
            events:
              - {message: yes, output: {got: =message}, flow: []}
              - {message: no, flow: [TASK(why)]}
              - {timer: {in: P1D}, flow: []}
              - {condition: 'got = "set"', flow: []}
          - TASK(stay)
        """)

    run.message("yes", "sure")

    assert run.active() == ["stay"]
    assert run.see("got") == "sure"
    assert not run.state.timers


def test_message_that_cannot_be_stored_is_refused() -> None:
    run = a_run(PAYMENT)
    message = MessageArrived(id="nul", time=run.time, name="paid", payload={"ref": "a\x00b", "amount": 1})

    refusal = refusal_of(run.process, run.state, message)

    assert refusal is not None
    assert refusal.code == "not_storable"
