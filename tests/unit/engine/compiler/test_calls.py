"""Call activities are checked when they are loaded: the process, its inputs, errors and messages."""

import pytest

from tests.support.families import a_library

LINE = """
    input: {sku: any}
    variables: {got: {initial: 0}}
    errors: {GONE: Not to be had}
    messages: {more: {}, faster: {early: keep}}
    onEvent:
      - {message: faster, interrupting: false, flow: [SET(hurried, {got: 99})]}
    flow:
      - {id: reserve, type: serviceTask, service: stock.reserve, input: {sku: =sku},
         onEvent: [{error: "*", flow: [{type: end, error: GONE}]}],
         compensation: {service: stock.release, input: {sku: =sku}}}
      - {id: tell, type: sendTask, message: progress, to: parent, data: {sku: =sku}}
      - {id: wait_more, type: message, message: more, output: {got: =message.got}}
    output: {got: =got}
"""


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("process: lime, input: {sku: 1}", "unknown-process"),
        ("process: line, version: 3, input: {sku: 1}", "unknown-version"),
        ("process: line, input: {}", "missing-input"),
        ("process: line, input: {sku: 1, size: 2}", "unknown-input"),
        ("process: line, input: {sku: 1}, output: {x: =result.gott}", "unknown-path"),
        ("process: line, input: {sku: 1}, wait: false, compensation: child", "detached-compensation"),
    ],
)
def test_wrong_call_is_a_finding(call: str, code: str) -> None:
    text = f"""
    variables: {{x: {{initial: null}}}}
    messages: {{progress: {{}}}}
    flow: [{{id: call, type: callActivity, {call}, onEvent: [{{error: "*", flow: []}}]}}]
    """

    findings = {f.code for f in a_library(parent=text, line=LINE).findings}

    assert code in findings


def test_message_that_a_child_sends_has_to_be_declared() -> None:
    text = """
    flow: [{id: call, type: callActivity, process: line, input: {sku: 1}, onEvent: [{error: "*", flow: []}]}]
    """

    library = a_library(parent=text, line=LINE)

    assert [f.code for f in library.errors] == ["undeclared-message"]


def test_declared_error_of_a_child_has_to_be_caught() -> None:
    text = """
    messages: {progress: {}}
    flow: [{id: call, type: callActivity, process: line, input: {sku: 1}}]
    """

    library = a_library(parent=text, line=LINE)

    assert [f.code for f in library.errors] == ["uncaught-error"]


def test_processes_that_pin_each_other_are_a_finding() -> None:
    one = "flow: [{id: call, type: callActivity, process: OTHER}, TASK(look)]"

    library = a_library(a=one.replace("OTHER", "b"), b=one.replace("OTHER", "a"))

    assert [f.code for f in library.errors] == ["call-circle", "call-circle"]


def test_digest_of_a_parent_changes_with_that_of_its_pinned_child() -> None:
    parent = "flow: [{id: call, type: callActivity, process: line}]"
    before = a_library(parent=parent, line="flow: [TASK(look)]").processes["parent", 1].digest

    after = a_library(parent=parent, line="flow: [TASK(look_again)]").processes["parent", 1].digest
    latest = parent.replace("line}", "line, binding: latest}")
    texts = ("flow: [TASK(x)]", "flow: [TASK(y)]")
    loose = {a_library(parent=latest, line=text).processes["parent", 1].digest for text in texts}

    assert before != after
    assert len(loose) == 1


@pytest.mark.parametrize(
    "broken", ["flow: [{id: look, type: userTask, colour: red}]", "flow: [{goto: nowhere}]"]
)
def test_process_that_has_errors_of_its_own_cannot_be_called(broken: str) -> None:
    parent = "flow: [{id: call, type: callActivity, process: line}]"

    library = a_library(parent=parent, line=broken)

    found = [f.code for f in library.errors if f.file == "parent.yaml"]
    assert found == ["uses-broken"]
    assert ("parent", 1) not in library.processes
