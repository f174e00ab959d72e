"""Conditions: handlers and waits that look at data and milestones."""

from tests.support.runs import Run, a_run

CONDITIONAL = """
    messages: {up: {}, down: {}}
    variables: {hot: {initial: false}, count: {initial: 0}}
    onEvent:
      - {message: up, interrupting: false, flow: [SET(u, {hot: true})]}
      - {message: down, interrupting: false, flow: [SET(d, {hot: false})]}
      - {condition: hot, interrupting: INTERRUPTING, flow: [SET(c, {count: =count + 1}), TASK(cool)]}
    flow: [TASK(work)]
    """


def conditional(interrupting: str) -> Run:
    return a_run(CONDITIONAL.replace("INTERRUPTING", interrupting))


def test_conditional_handler_starts_when_its_condition_becomes_true_and_only_then() -> None:
    run = conditional("false")

    run.message("up").complete("cool").message("up")
    once = run.see("count")
    run.message("down").message("up")

    assert (once, run.see("count")) == (1, 2)


def test_interrupting_conditional_handler_ends_the_body() -> None:
    run = conditional("true")

    assert run.message("up").active() == ["cool"]


def test_conditions_that_keep_turning_each_other_are_an_incident() -> None:
    run = a_run("""
        variables: {a: {initial: true}}
        onEvent:
          - {condition: a, interrupting: false, flow: [SET(off, {a: false})]}
          - {condition: not(a), interrupting: false, flow: [SET(on_again, {a: true})]}
        flow: [TASK(work)]
        """)

    assert run.incidents() == [("", "LIVELOCK")]
    assert run.resolve("", "cancel").status == "cancelled"


def test_conditional_wait_goes_on_in_the_turn_in_which_its_condition_comes_true() -> None:
    run = a_run("""
        flow:
          - id: both
            type: parallelGateway
            branches:
              - [TASK(work), {id: ready, type: milestone}]
              - [{id: hold, type: wait, condition: 'reached("ready")'}, TASK(follow)]
        """)
    before = run.active()

    run.complete("work")

    assert before == ["hold", "work"]
    assert run.active() == ["follow"]


def test_active_and_reached_look_at_the_nearest_scope_that_knows_the_element() -> None:
    run = a_run("""
        variables: {seen: {initial: []}}
        messages: {look: {}}
        flow:
          - id: each
            type: subProcess
            multiInstance: {in: "=[1, 2]", as: n, key: =n}
            onEvent:
              - message: look
                interrupting: false
                flow: [SET(note, {"seen+": '=active("work") and not(reached("past"))'})]
            flow: [TASK(work), {id: past, type: milestone}, TASK(more)]
        """)

    run.complete("each[1]/work").message("look", correlation=1).message("look", correlation=2)

    assert run.see("seen") == [False, True]
