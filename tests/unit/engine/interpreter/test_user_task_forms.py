"""Forms of user tasks: what they show, what they may write, when they are stale."""

from tests.support.processes import a_process
from tests.support.runs import Run

FORM = b"""
lang: 1
form: note
name: Note
fields:
  price: {type: number, title: Price, required: true}
  why: {type: string, title: Why, maxLength: 5}
"""
FORMED = """
    input: {order: any}
    flow:
      - {id: ask, type: userTask, candidateGroups: [clerks], outcomes: [done, again], form: note,
         changes: [order.price], prefill: last, due: PT1H, input: {hint: =order.name}}
      - id: once_more
        type: exclusiveGateway
        branches: [{when: 'ask.outcome = "again"', flow: [{goto: ask}]}]
        default: []
      - TASK(behind)
    """


def formed() -> Run:
    return Run(a_process(FORMED, note=FORM)).start({"order": {"price": 1, "name": "mugs"}})


def test_form_data_that_does_not_fit_is_refused_with_every_problem() -> None:
    run = formed().complete("ask", why="much too long")

    assert run.refused == "task_invalid_data"
    problems = run.refusal.details["problems"]
    assert isinstance(problems, list)
    assert {problem["path"] for problem in problems if isinstance(problem, dict)} == {"price", "why"}


def test_form_writes_only_the_paths_it_may_change_and_the_rest_is_its_data() -> None:
    run = formed().complete("ask", price=9, why="sale")

    assert run.see("order") == {"price": 9, "name": "mugs"}
    assert run.see("ask.data") == {"why": "sale"}


def test_completion_is_stale_when_what_it_changes_has_changed_since_the_form_was_loaded() -> None:
    run = formed()

    run.complete_task("R-1/ask#1", data={"price": 9}, base={"order.price": 5})
    stale = run.refusal
    run.complete_task("R-1/ask#1", data={"price": 9}, base={"order.price": 1})

    assert stale.code == "task_stale"
    assert stale.details["changed"] == [{"path": "order.price", "shown": 5, "now": 1}]
    assert run.see("order.price") == 9


def test_prefill_gives_the_form_what_was_written_the_last_time() -> None:
    run = formed()
    first = run.task("ask")["prefill"]

    run.complete("ask", "again", price=2, why="hm")

    assert first is None
    assert run.task("ask")["prefill"] == {"why": "hm"}


def test_input_is_shown_with_the_task() -> None:
    assert formed().task("ask")["input"] == {"hint": "mugs"}
