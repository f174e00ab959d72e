"""Business rule tasks: what is decided goes into the records, and what cannot be decided is an incident."""

from itertools import pairwise
from typing import Any

import pytest

from engine.interpreter.records import DecisionMade
from tests.support.processes import a_process
from tests.support.runs import Run

PROCESS = """
variables: {n: {initial: 1}, made: {initial: old}}
flow:
  - {id: decide, type: businessRuleTask, decision: fee, output: made}
  - TASK(behind)
"""
TABLE = """lang: 1
decision: fee
name: Fee
inputs: {n: {}}
outputs: {fee: {}}
rules:
  - {when: {n: "< 5"}, then: {fee: RESULT}}
  - {when: {n: "[4..9]"}, then: {fee: 2}}
  - {when: {n: "> 9"}, then: {fee: '=for i in 1..n return (for j in 1..n return i * j)'}}
"""


def a_decision(result: str, n: int = 1) -> Run:
    """An order that comes to a decision about n."""
    process = a_process(
        PROCESS.replace("initial: 1", f"initial: {n}"), fee=TABLE.replace("RESULT", result).encode()
    )
    return Run(process).start()


def test_decision_gives_its_value_and_keeps_why() -> None:
    run = a_decision("=n + 1")

    (made,) = [r.change for r in run.records if isinstance(r.change, DecisionMade)]
    trace: Any = made.trace
    assert run.see("made") == 2
    assert [fired["rule"] for fired in trace["fired"]] == [1]


@pytest.mark.parametrize("result", ["=function(x) x", "=[1..5]", "=(< 5)", "=[[1..2]]", "={a: sum}"])
def test_decision_that_gives_a_range_or_a_function_is_an_incident(result: str) -> None:
    run = a_decision(f"'{result}'")

    assert run.incidents() == [("decide", "NOT_STORABLE")]
    assert run.see("made") == "old"


def test_decision_that_takes_too_many_steps_is_an_incident_and_can_be_corrected() -> None:
    run = a_decision("1", n=900)

    before = run.incidents()
    run.resolve("decide", "correct", n=8)

    assert before == [("decide", "FEEL_BUDGET")]
    assert (run.see("made"), run.active()) == (2, ["behind"])


HUGE = "{a: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]" + "".join(
    f", {name}: [{', '.join([before] * 10)}]" for before, name in pairwise("abcdefghij")
)


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (f"{HUGE}}}", "FEEL_TOO_LARGE"),
        (f"{HUGE}, z: j.start}}", "FEEL_BUDGET"),
        ("for i in 1..300 return [partial[-1]]", "FEEL_TOO_DEEP"),
        ("string(for i in 1..300 return [partial[-1]])", "FEEL_TOO_DEEP"),
    ],
    ids=["large", "large in passing", "deep", "deep text"],
)
def test_decision_that_grows_beyond_limits_is_an_incident(result: str, code: str) -> None:
    run = a_decision(f"'={result}'")

    assert run.incidents() == [("decide", code)]
    assert run.see("made") == "old"


def test_rules_that_contradict_each_other_are_an_incident() -> None:
    run = a_decision("1", n=4)

    assert run.incidents() == [("decide", "DECISION_NOT_UNIQUE")]
    assert run.active() == ["decide"]
