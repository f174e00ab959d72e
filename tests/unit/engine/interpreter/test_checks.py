"""Checks: what is refused to whoever sends it, though it fits its schema."""

import pytest

from engine.interpreter import refusal_of
from engine.interpreter.stimuli import CompletionReceived, MessageArrived
from engine.model import Process
from engine.values import Value
from tests.support.processes import a_process
from tests.support.runs import Run, a_run

REFUSED = {"en": "That day is over", "zh": "该日期已过"}
TOO_MANY = {"en": "Too many", "zh": "过多"}
PROMISED = """
    variables: {ordered: {initial: 10}}
    messages:
      promised:
        early: keep
        dedupe: =message.ref
        checks:
          - {when: date(message.day) >= today(), refuse: {en: That day is over, zh: 该日期已过}}
          - {when: message.pieces <= ordered, refuse: {en: Too many, zh: 过多}}
    flow: [TASK(before), {id: wait, type: message, message: promised}, TASK(stay)]
    """
OVER, TODAY = "2026-01-04", "2026-01-05"


@pytest.mark.parametrize("early", [True, False])
@pytest.mark.parametrize(("day", "pieces", "sentence"), [(OVER, 1, REFUSED), (TODAY, 11, TOO_MANY)])
def test_message_that_a_check_keeps_out_is_refused_with_its_sentence(
    day: str, pieces: int, sentence: dict[str, str], *, early: bool
) -> None:
    run = a_run(PROMISED)
    run = run if early else run.complete("before")

    run.message("promised", {"ref": 1, "day": day, "pieces": pieces})

    assert (run.refused, run.refusal.texts) == ("message_unfit", sentence)
    assert not run.state.kept


def test_message_that_every_check_lets_pass_is_taken() -> None:
    run = a_run(PROMISED).complete("before").message("promised", {"ref": 1, "day": TODAY, "pieces": 10})

    assert run.active() == ["stay"]


def test_message_that_is_known_is_known_whatever_day_it_is() -> None:
    run = a_run(PROMISED).message("promised", {"ref": 1, "day": TODAY, "pieces": 1}).wait("P3D")

    run.message("promised", {"ref": 1, "day": TODAY, "pieces": 1})

    assert run.last.answer == {"status": "duplicate"}


def test_check_that_cannot_be_judged_refuses_and_says_why() -> None:
    run = a_run(PROMISED).message("promised", {"ref": 1, "day": TODAY})

    assert run.refused == "check_not_evaluable"
    assert "pieces" in str(run.refusal.details["why"])


ASKED = """
    flow:
      - id: ask
        type: userTask
        candidateGroups: [clerks]
        outcomes: [later, never]
        checks:
          - when: outcome = "never" or date(data.day) >= today()
            refuse: {en: That day is over, zh: 该日期已过}
      - {id: stay, type: userTask, candidateGroups: [clerks], outcomes: [done], input: {said: =ask.outcome}}
    """


def test_completion_that_a_check_keeps_out_is_refused_and_the_task_stays_open() -> None:
    run = a_run(ASKED).complete("ask", "later", day=OVER)

    assert (run.refused, run.refusal.texts) == ("task_unfit", REFUSED)
    assert run.complete("ask", "later", day=TODAY).active() == ["stay"]


def test_check_may_depend_on_the_outcome() -> None:
    assert a_run(ASKED).complete("ask", "never").active() == ["stay"]


def test_validator_refuses_what_a_check_keeps_out() -> None:
    process: Process = a_process(PROMISED + "\n")
    run = Run(process).start()
    payload: Value = {"ref": 1, "day": OVER, "pieces": 1}

    refusal = refusal_of(process, run.state, MessageArrived(**run.base(), name="promised", payload=payload))

    assert refusal is not None
    assert refusal.texts == REFUSED


def test_validator_refuses_a_completion_that_a_check_keeps_out() -> None:
    run = a_run(ASKED)
    sent = CompletionReceived(**run.base("ann"), task="R-1/ask#1", outcome="later", data={"day": OVER})

    refusal = refusal_of(run.process, run.state, sent)

    assert refusal is not None
    assert refusal.code == "task_unfit"
