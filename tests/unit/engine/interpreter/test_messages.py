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


CORRELATED = """
    messages: {arrived: {early: keep}}
    flow:
      - id: each
        type: subProcess
        multiInstance: {in: '=["a", "b"]', as: line, key: =line}
        flow: [{id: w, type: message, message: arrived}]
      - TASK(stay)
    """


def test_correlation_inside_multi_instance_is_the_key_of_the_instance() -> None:
    run = a_run(CORRELATED)

    run.message("arrived", correlation="b")

    assert [i.item for i in run.state.instances_of(["each"]) if i.item] == ["a"]


def test_handler_of_a_task_inside_an_instance_is_correlated_by_its_key_too() -> None:
    run = a_run("""
        messages: {drop: {}}
        flow:
          - id: each
            type: subProcess
            multiInstance: {in: '=["a", "b"]', as: line, key: =line}
            flow:
              - id: ask
                type: userTask
                candidateGroups: [clerks]
                outcomes: [done]
                onEvent: [{message: drop, flow: []}]
        """)

    run.message("drop", correlation="b")

    assert run.task("ask")["task"] == "R-1/each[a]/ask#1"
    assert run.message("drop", correlation="b").refused == "message_not_expected"


def test_sender_who_does_not_say_which_is_asked() -> None:
    run = a_run(CORRELATED).message("arrived")

    assert run.refused == "message_ambiguous"
    assert run.refusal.details["keys"] == ["a", "b"]


def test_early_correlated_message_waits_for_the_instance_it_is_for() -> None:
    run = a_run("""
        messages: {arrived: {early: keep}}
        flow:
          - id: each
            type: subProcess
            multiInstance: {in: '=["a", "b"]', as: line, key: =line}
            flow:
              - TASK(pack)
              - {id: w, type: message, message: arrived}
        """)

    run.message("arrived", correlation="b").complete("each[a]/pack")
    waiting = run.active()
    run.complete("each[b]/pack")

    assert waiting == ["pack", "w"]
    assert run.active() == ["w"]


def test_correlate_is_evaluated_when_the_wait_opens() -> None:
    run = a_run("""
        messages: {go: {}, change: {}}
        variables: {key: {initial: old}}
        onEvent: [{message: change, interrupting: false, flow: [SET(c, {key: new})]}]
        flow: [{id: w, type: message, message: go, correlate: =key}, TASK(stay)]
        """)

    run.message("change")

    assert run.message("go", correlation="new").refused == "message_not_expected"
    assert run.message("go", correlation="old").active() == ["stay"]


def test_null_correlation_is_an_incident_when_the_wait_opens() -> None:
    run = a_run("""
        messages: {go: {}}
        flow: [{id: w, type: message, message: go, correlate: =null}, TASK(stay)]
        """)

    assert run.incidents() == [("w", "NULL_VALUE")]


def test_two_waits_that_match_alike_are_an_incident_and_the_message_goes_where_it_is_retried() -> None:
    run = a_run("""
        messages: {go: {}}
        flow:
          - id: both
            type: parallelGateway
            branches:
              - [{id: left, type: message, message: go}, TASK(stay)]
              - [{id: right, type: message, message: go}]
        """)

    run.message("go")
    incidents = run.incidents()
    run.resolve("left", "retry").resolve("right", "retry")

    assert incidents == [("left", "AMBIGUOUS_MESSAGE"), ("right", "AMBIGUOUS_MESSAGE")]
    assert run.active() == ["right", "stay"]
    assert run.incidents() == []


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
