"""multiInstance: keys, order, collecting, completing early, keeping open."""

import pytest

from tests.support.runs import Run, a_run

PICK = """
    input: {lines: any}
    variables: {picked: {initial: null}}
    flow:
      - id: pick
        type: userTask
        candidateGroups: [clerks]
        outcomes: [done, short]
        multiInstance: {in: =lines, as: line, key: =line.id, collect: '=line.id + ":" + result.outcome'MARK}
        output: picked
      - TASK(stay)
    """
LINES: list[dict[str, object]] = [{"id": "a", "n": 1}, {"id": "b", "n": 2}, {"id": "c", "n": 3}]


def picking(mark: str = "", lines: object = LINES) -> Run:
    return a_run(PICK.replace("MARK", mark), {"lines": lines})


def test_every_entry_has_an_instance_named_by_its_key() -> None:
    run = picking()

    assert run.active() == ["pick[a]", "pick[b]", "pick[c]"]
    assert run.task("pick[b]")["task"] == "R-1/pick[b]#1"


def test_results_are_collected_in_collection_order_whatever_ends_first() -> None:
    run = picking()

    run.complete("pick[c]", "short").complete("pick[a]").complete("pick[b]")

    assert run.see("picked") == ["a:done", "b:done", "c:short"]
    assert run.active() == ["stay"]


def test_empty_list_completes_at_once_with_an_empty_list() -> None:
    run = picking(lines=[])

    assert run.see("picked") == []
    assert run.active() == ["stay"]


@pytest.mark.parametrize("lines", [None, "text", 7])
def test_anything_but_a_list_is_an_incident(lines: object) -> None:
    run = picking(lines=lines)

    assert run.incidents() == [("pick", "NULL_VALUE" if lines is None else "NOT_A_LIST")]


def test_duplicate_keys_are_an_incident() -> None:
    run = picking(lines=[{"id": "a"}, {"id": "a"}])

    assert run.incidents() == [("pick", "DUPLICATE_KEY")]


def test_incident_of_a_bad_collection_can_be_corrected() -> None:
    run = picking(lines=[{"id": "a"}, {"id": "a"}])

    run.resolve("pick", "correct", lines=[{"id": "a"}, {"id": "b"}])

    assert run.active() == ["pick[a]", "pick[b]"]


def test_incident_of_a_bad_collection_can_be_skipped() -> None:
    run = picking(lines=None)

    run.resolve("pick", "skip")

    assert run.active() == ["stay"]


def test_sequential_runs_one_after_the_other_in_collection_order() -> None:
    run = picking(", sequential: true")
    first = run.active()

    run.complete("pick")
    second = run.active()
    run.complete("pick").complete("pick")

    assert (first, second) == (["pick[a]"], ["pick[b]"])
    assert run.see("picked") == ["a:done", "b:done", "c:done"]


def test_complete_when_ends_early_and_cancels_the_rest() -> None:
    run = picking(", completeWhen: completed >= 2")

    run.complete("pick[c]").complete("pick[a]")

    assert run.active() == ["stay"]
    assert run.see("picked") == ["a:done", None, "c:done"]


def test_complete_when_sees_results_and_total() -> None:
    run = picking(", completeWhen: 'count(results[item != null]) > total / 2'")

    run.complete("pick[b]")
    open_then = run.active()
    run.complete("pick[c]")

    assert open_then == ["pick[a]", "pick[c]"]
    assert run.active() == ["stay"]


def test_complete_when_also_stops_a_sequential_run() -> None:
    run = picking(", sequential: true, completeWhen: 'ends with(results[-1 + completed + 1], \"short\")'")

    run.complete("pick", "short")

    assert run.active() == ["stay"]


def test_complete_when_without_a_boolean_is_one_incident_however_many_instances_end() -> None:
    run = picking(", completeWhen: lines")

    run.complete("pick[a]").complete("pick[b]")

    assert run.incidents() == [("pick", "NOT_A_CONDITION")]
    assert run.complete("pick[c]").resolve("pick", "skip").active() == ["stay"]


KEPT_OPEN = """
    input: {lines: any}
    variables: {hold: {initial: true}, all: {initial: null}}
    messages: {go: {}}
    onEvent: [{message: go, interrupting: false, flow: [SET(release, {hold: =false})]}]
    flow:
      - id: each
        type: subProcess
        multiInstance: {in: =lines, as: line, key: =line.id, keepOpen: =hold, collect: =line.id}
        flow: []
        output: all
      - TASK(stay)
    """


@pytest.mark.parametrize("lines", [[], LINES])
def test_keep_open_prevents_completion_while_it_is_true(lines: list[dict[str, object]]) -> None:
    run = a_run(KEPT_OPEN, {"lines": lines})
    before = run.active()

    run.message("go")

    assert before == ["each"]
    assert run.active() == ["stay"]
    assert run.see("all") == [line["id"] for line in lines]


def test_element_variable_is_a_copy_of_its_own() -> None:
    run = a_run(
        """
        input: {lines: any}
        variables: {seen: {initial: []}}
        flow:
          - id: each
            type: subProcess
            multiInstance: {in: =lines, as: line, key: =line.id}
            flow:
              - SET(note, {"seen+": '=string(instance.index) + line.id + instance.key'})
          - TASK(stay)
        """,
        {"lines": LINES},
    )

    assert run.see("seen") == ["1aa", "2bb", "3cc"]


def test_without_a_key_the_position_names_the_instance() -> None:
    run = a_run("""
        flow:
          - {id: ask, type: userTask, candidateGroups: [clerks], outcomes: [done],
             multiInstance: {in: '=["x", "y"]', as: what}}
        """)

    assert run.active() == ["ask[1]", "ask[2]"]


def test_handler_of_an_instance_leaves_the_others_alone() -> None:
    run = a_run("""
        messages: {drop: {}}
        flow:
          - id: each
            type: subProcess
            multiInstance: {in: '=["x", "y"]', as: what, key: =what}
            onEvent: [{message: drop, flow: []}]
            flow: [TASK(ask)]
        """)

    run.message("drop", correlation="x")

    assert [i.item for i in run.state.instances_of(["each"]) if i.kind == "element"] == ["y"]


def test_end_inside_an_instance_ends_only_that_instance() -> None:
    run = a_run("""
        variables: {all: {initial: null}}
        flow:
          - id: each
            type: subProcess
            multiInstance: {in: "=[1, 2]", as: n, key: =n, collect: =n * 10}
            flow:
              - id: first
                type: exclusiveGateway
                branches: [{when: n = 1, flow: [{type: end}]}]
                default: []
              - TASK(ask)
            output: all
          - TASK(stay)
        """)

    run.complete("ask")

    assert run.active() == ["stay"]
    assert run.see("all") == [10, 20]


def test_service_of_each_instance_has_a_call_of_its_own() -> None:
    run = a_run("""
        flow:
          - {id: tell, type: serviceTask, service: mail.send, input: {to: =who},
             multiInstance: {in: '=["ann", "bob"]', as: who, key: =who}}
        """)
    calls = set(run.state.calls)

    run.answer("mail.send").answer("mail.send")

    assert len(calls) == 2
    assert run.called == [("mail.send", {"to": "ann"}), ("mail.send", {"to": "bob"})]
    assert run.status == "completed"


def test_instances_that_end_in_the_turn_that_completes_the_whole_change_nothing_more() -> None:
    run = a_run("""
        variables: {go: {initial: false}, all: {initial: null}}
        messages: {go: {}}
        onEvent: [{message: go, interrupting: false, flow: [SET(set_go, {go: true})]}]
        flow:
          - id: each
            type: subProcess
            multiInstance: {in: "=[1, 2, 3]", as: n, key: =n, collect: =n, completeWhen: completed = 1}
            flow: [{id: hold, type: wait, condition: go}]
            output: all
          - TASK(stay)
        """)

    run.message("go")

    assert run.active() == ["stay"]
    assert run.see("all") == [1, None, None]
