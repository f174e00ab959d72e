"""Variables: where a write goes, what an output sees, what a sub-process exports."""

from tests.support.runs import a_run


def test_write_goes_to_the_nearest_scope_that_declares_the_variable() -> None:
    run = a_run("""
        variables: {n: {initial: 1}, seen: {initial: 0}}
        flow:
          - id: inner
            type: subProcess
            variables: {n: {initial: 10}}
            flow: [SET(raise_n, {n: =n + 1, seen: =n})]
          - TASK(stay)
        """)

    assert run.see("n") == 1
    assert run.see("seen") == 11


def test_sub_process_variables_see_those_before_and_around_them() -> None:
    run = a_run("""
        variables: {base: {initial: 2}, out: {initial: 0}}
        flow:
          - id: inner
            type: subProcess
            variables: {twice: {initial: =base * 2}, more: {initial: =twice + 1}}
            flow: []
            output: {out: =more}
          - TASK(stay)
        """)

    assert run.see("out") == 5


def test_output_name_takes_the_whole_result() -> None:
    run = a_run(
        """
        variables: {found: {initial: null}}
        flow:
          - {id: call, type: serviceTask, service: mail.send, output: found}
          - TASK(stay)
        """,
        mail_send={"ok": True, "lines": [1, 2]},
    )

    assert run.see("found") == {"ok": True, "lines": [1, 2]}


def test_output_mapping_sees_the_result_and_the_old_values() -> None:
    run = a_run(
        """
        variables: {a: {initial: 1}, b: {initial: 2}}
        flow:
          - {id: mail, type: serviceTask, service: mail.send, output: {a: =b + result.n, b: =a}}
          - TASK(stay)
        """,
        mail_send={"n": 100},
    )

    assert (run.see("a"), run.see("b")) == (102, 1)


def test_script_assignments_see_the_ones_before() -> None:
    run = a_run("""
        variables: {a: {initial: 1}, b: {initial: {}}}
        flow:
          - SET(s, {a: =a + 1, b.x: =a, b.y: =b.x * 10})
          - TASK(stay)
        """)

    assert run.see("b") == {"x": 2, "y": 20}


def test_append_adds_to_a_list_and_makes_one_from_null() -> None:
    run = a_run("""
        variables: {notes: {initial: null}}
        flow:
          - SET(s, {"notes+": one})
          - SET(t, {"notes+": two})
          - TASK(stay)
        """)

    assert run.see("notes") == ["one", "two"]


def test_interrupted_sub_process_exports_nothing() -> None:
    run = a_run("""
        variables: {out: {initial: before}}
        messages: {stop: {}}
        flow:
          - id: inner
            type: subProcess
            variables: {v: {initial: after}}
            flow: [TASK(wait_here)]
            output: {out: =v}
            onEvent: [{message: stop, flow: []}]
          - TASK(stay)
        """)

    run.message("stop")

    assert run.active() == ["stay"]
    assert run.see("out") == "before"


def test_output_of_the_process_is_its_result() -> None:
    run = a_run(
        """
        input: {order: any}
        flow: []
        output: {total: =order.total * 2}
        """,
        {"order": {"total": 21}},
    )

    assert run.status == "completed"
    assert run.state.output == {"total": 42}


def test_range_or_function_in_a_variable_is_an_incident_and_not_stored() -> None:
    run = a_run("""
        variables: {v: {initial: 0}}
        flow:
          - SET(s, {v: "=[1..3]"})
        """)

    assert run.incidents() == [("s", "NOT_STORABLE")]
    assert run.see("v") == 0


def test_failing_first_value_is_an_incident_of_the_process_and_can_be_corrected() -> None:
    run = a_run(
        """
        input: {order: any}
        variables: {n: {initial: 5}, m: {initial: "=[1..order.n]"}}
        flow: [TASK(stay)]
        """,
        {"order": {"n": 3}},
    )

    key = run.state.incidents()[0].key

    assert key == 1
    assert run.incidents() == [("", "NOT_STORABLE")]
    assert run.resolve("", "skip").status == "completed"
