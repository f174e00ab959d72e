"""Handlers: who takes an event, what it does to its host, when it is armed."""

from tests.support.runs import a_run


def test_deepest_scope_takes_the_event() -> None:
    run = a_run("""
        messages: {stop: {}}
        onEvent: [{message: stop, flow: [TASK(outside)]}]
        flow:
          - id: inner
            type: subProcess
            onEvent: [{message: stop, flow: [TASK(inside)]}]
            flow: [TASK(work)]
          - TASK(behind)
        """)

    run.message("stop")
    inside = run.active()
    run.complete("inside")

    assert inside == ["inside"]
    assert run.active() == ["behind"]


def test_depth_counts_scopes_and_not_the_gateways_around_a_host() -> None:
    run = a_run("""
        messages: {stop: {}}
        flow:
          - id: both
            type: parallelGateway
            branches:
              - - {id: opened_first, type: subProcess, flow: [TASK(a)], onEvent: [{message: stop, flow: []}]}
              - - id: deep
                  type: exclusiveGateway
                  default: []
                  branches:
                    - when: true
                      flow:
                        - {id: in_it, type: subProcess, flow: [TASK(b)], onEvent: [{message: stop, flow: []}]}
        """)

    run.message("stop")

    assert run.active() == ["b"]


def test_first_declared_handler_whose_guard_holds_takes_the_event() -> None:
    run = a_run("""
        messages: {stop: {}}
        onEvent:
          - {message: stop, when: message.n > 5, flow: [TASK(large)]}
          - {message: stop, when: message.n > 1, flow: [TASK(middle)]}
          - {message: stop, flow: [TASK(small)]}
        flow: [TASK(work)]
        """)

    run.message("stop", {"n": 3})

    assert run.active() == ["middle"]


def test_interrupting_handler_ends_body_and_siblings_and_goes_on_behind_its_host() -> None:
    run = a_run("""
        messages: {note: {}, stop: {}}
        flow:
          - id: inner
            type: subProcess
            onEvent:
              - {message: note, interrupting: false, flow: [TASK(noting)]}
              - {message: stop, flow: [TASK(stopping)]}
            flow: [TASK(work)]
          - TASK(behind)
        """)

    run.message("note").message("stop")
    stopping = run.active()
    run.complete("stopping")

    assert stopping == ["stopping"]
    assert run.active() == ["behind"]


def test_outer_handlers_stay_armed_while_an_inner_one_runs() -> None:
    run = a_run("""
        messages: {stop: {}, cancel: {}}
        onEvent: [{message: cancel, flow: [{type: end, terminate: true, status: cancelled}]}]
        flow:
          - id: inner
            type: subProcess
            onEvent: [{message: stop, flow: [TASK(stopping)]}]
            flow: [TASK(work)]
        """)

    run.message("stop").message("cancel")

    assert run.status == "cancelled"


def test_interrupted_host_takes_no_further_events() -> None:
    run = a_run("""
        messages: {stop: {}, note: {}}
        flow:
          - id: inner
            type: subProcess
            onEvent:
              - {message: stop, flow: [TASK(stopping)]}
              - {message: note, interrupting: false, flow: []}
            flow: [TASK(work)]
        """)

    run.message("stop")

    assert run.message("stop").refused == "message_not_expected"
    assert run.message("note").refused == "message_not_expected"


def test_running_non_interrupting_handler_keeps_the_scope_open() -> None:
    run = a_run("""
        messages: {note: {}}
        flow:
          - id: inner
            type: subProcess
            onEvent: [{message: note, interrupting: false, flow: [TASK(noting)]}]
            flow: [TASK(work)]
          - TASK(behind)
        """)

    run.message("note").complete("work")
    open_still = run.active()
    run.complete("noting")

    assert open_still == ["noting"]
    assert run.active() == ["behind"]


def test_non_interrupting_handlers_of_the_process_keep_it_open() -> None:
    run = a_run("""
        messages: {note: {}}
        onEvent: [{message: note, interrupting: false, flow: [TASK(noting)]}]
        flow: [TASK(work)]
        output: {by: =work.by}
        """)

    run.message("note").complete("work")
    before = run.status
    run.complete("noting")

    assert (before, run.status) == ("running", "completed")
    assert run.state.output == {"by": "ann"}


QUEUE = """
    messages: {change: {}}
    variables: {done: {initial: []}}
    onEvent:
      - message: change
        interrupting: false
        queue: one
        flow:
          - TASK(assess)
          - SET(note, {"done+": =message.n})
    flow: [TASK(work)]
    output: {done: =done}
    """


def test_queue_one_runs_events_one_after_the_other() -> None:
    run = a_run(QUEUE)

    run.message("change", {"n": 1}).message("change", {"n": 2}).message("change", {"n": 3})
    together = run.active()
    run.complete("assess").complete("assess")

    assert together == ["assess", "work"]
    assert run.see("done") == [1, 2]
    assert run.active() == ["assess", "work"]


def test_queued_events_keep_their_scope_open() -> None:
    run = a_run(QUEUE)

    run.message("change", {"n": 1}).message("change", {"n": 2}).complete("work")
    run.complete("assess").complete("assess")

    assert run.state.output == {"done": [1, 2]}


def test_false_guard_refuses_with_the_authors_sentence() -> None:
    run = a_run("""
        messages: {stop: {}}
        onEvent: [{message: stop, until: shipped, refuse: {en: Too late, zh: 太晚了}, flow: []}]
        flow:
          - TASK(work)
          - {id: shipped, type: milestone}
          - TASK(behind)
        """)

    run.complete("work").message("stop")

    assert run.refusal.code == "message_not_now"
    assert run.refusal.texts == {"en": "Too late", "zh": "太晚了"}


def test_until_lets_the_event_in_before_the_milestone() -> None:
    run = a_run("""
        messages: {stop: {}}
        onEvent: [{message: stop, until: shipped, flow: [{type: end, terminate: true, status: stopped}]}]
        flow: [TASK(work), {id: shipped, type: milestone}]
        """)

    assert run.message("stop").status == "stopped"


def test_boundary_handler_of_a_task_closes_the_task() -> None:
    run = a_run("""
        messages: {stop: {}}
        flow:
          - {id: work, type: userTask, candidateGroups: [clerks], outcomes: [done],
             onEvent: [{message: stop, flow: []}]}
          - TASK(behind)
        """)
    task = run.task("work")["task"]

    run.message("stop")

    assert run.active() == ["behind"]
    assert run.complete_task(task).refused == "task_not_open"
    assert run.see("work.state") == "terminated"


def test_handlers_of_a_host_that_could_not_start_are_not_armed() -> None:
    run = a_run("""
        messages: {stop: {}}
        onEvent: [{message: stop, flow: [TASK(outer)]}]
        flow:
          - id: inner
            type: subProcess
            multiInstance: {in: =null, as: line}
            onEvent: [{message: stop, flow: [TASK(inner_one)]}]
            flow: [TASK(work)]
        """)

    run.message("stop")

    assert run.active() == ["outer"]
