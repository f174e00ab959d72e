"""Which of several instances a message is for."""

from tests.support.runs import a_run

STAY = "TASK(stay)"
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
