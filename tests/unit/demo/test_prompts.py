"""Which of a script's actions comes next, in a family of orders: by element, line and time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from application.ports.definitions import Definitions
from demo.prompts import Prompt, Prompts
from demo.samples import Sample
from demo.script import Script
from engine.interpreter import State
from engine.model import Process
from orders import Order
from tests.support.runs import MONDAY, Run

PROCESS = """
variables: {due: {initial: 2026-01-08}, job: {initial: {line: "30"}}}
flow:
  - id: lines
    type: subProcess
    multiInstance: {in: '=["10", "20"]', as: line, key: =line}
    flow: [{id: pack, type: userTask, candidateGroups: [clerks], outcomes: [done]}]
  - {id: check, type: userTask, candidateGroups: [clerks], outcomes: [done]}
"""


class OneProcess:
    """Knows the process of the run."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def process(self, digest: str) -> Process:
        return self._process


def a_script(**do: list[dict[str, Any]]) -> Script:
    head = {"lang": 1, "script": "one", "tells": {"en": "one", "zh": "一"}}
    return Script.model_validate({**head, "do": do})


@pytest.fixture
def run() -> Run:
    return Run(PROCESS).start()


def prompts_for(run: Run, own: Mapping[str, Any], usual: Mapping[str, Any] | None = None) -> Prompts:
    sample = Sample(cast(Order, None), a_script(**own), a_script(**usual) if usual else None)
    return Prompts(sample, cast(Definitions, OneProcess(run.process)))


def next_of(prompts: Prompts, state: State) -> Prompt:
    found = prompts.next([state])
    assert found is not None
    return found


def done(outcome: str = "done", **more: Any) -> dict[str, Any]:
    return {"by": "ann", "outcome": outcome, **more}


def test_actions_of_an_element_come_in_order_over_all_its_instances(run: Run) -> None:
    prompts = prompts_for(run, {"pack": [done("first"), done("second")]})

    first = next_of(prompts, run.state)
    prompts.done(first)
    second = next_of(prompts, run.state)
    prompts.done(second)

    assert [first.action.outcome, second.action.outcome] == ["first", "second"]
    assert prompts.next([run.state]) is None


def test_an_action_for_a_line_waits_for_that_line(run: Run) -> None:
    prompts = prompts_for(run, {"pack": [done("twenty", line="20")]})

    found = next_of(prompts, run.state)

    assert (found.action.outcome, found.where[2]) == ("twenty", "20")


def test_other_lines_are_served_as_usual(run: Run) -> None:
    prompts = prompts_for(run, {"pack": [done("twenty", line="20")]}, {"pack": [done("usual")]})

    found = next_of(prompts, run.state)

    assert (found.action.outcome, found.where[2]) == ("usual", "10")


def test_a_line_that_the_script_has_done_with_is_not_served_as_usual(run: Run) -> None:
    prompts = prompts_for(run, {"pack": [done(line="10"), done(line="20")]}, {"pack": [done("usual")]})
    for _ in range(2):
        prompts.done(next_of(prompts, run.state))

    assert prompts.next([run.state]) is None


def test_an_action_comes_a_while_after_its_element_was_first_seen(run: Run) -> None:
    prompts = prompts_for(run, {"pack": [done(after="PT2H")]})

    before = next_of(prompts, run.state)
    run.wait("PT1H")
    later = next_of(prompts, run.state)

    assert before.time == later.time == MONDAY + timedelta(hours=2)


def test_an_action_comes_on_the_morning_of_its_day(run: Run) -> None:
    prompts = prompts_for(run, {"pack": [done(at="=date(due)")]})

    assert next_of(prompts, run.state).time == datetime.fromisoformat("2026-01-08T10:00:00+08:00")


def test_of_two_that_are_ahead_the_sooner_comes_first(run: Run) -> None:
    prompts = prompts_for(run, {"pack": [done(after="P2D", line="10"), done(after="P1D", line="20")]})

    assert next_of(prompts, run.state).where[2] == "20"


def test_an_order_that_was_called_for_a_line_is_about_that_line(run: Run) -> None:
    for line in ("10", "20"):
        run.complete(f"lines[{line}]/pack")
    prompts = prompts_for(run, {"check": [done(line="30")]})

    assert next_of(prompts, run.state).where == ("R-1", "check", "30")
