"""`make chaos` judges how long people waited for an answer, and whether they could go by it."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from application.refusals import refused
from application.use_cases.grant import NotRecordedError
from demo.acting import TRIES, Acting
from demo.script import Action
from engine.interpreter import State
from engine.interpreter.state import Instance
from tests.chaos.load import TimedActing
from tests.chaos.schedule import Fault
from tests.chaos.waits import COMMAND_SECONDS, Waits

FROZEN = Fault(10.0, "freeze", "postgres", 12.0)
KILLED = Fault(60.0, "kill", "temporal", 3.0)


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Run:
    """A run of chaos without any servers."""

    clock: Clock = field(default_factory=Clock)
    waits: Waits = field(init=False)

    def __post_init__(self) -> None:
        self.waits = Waits([FROZEN, KILLED], self.clock)
        self.waits.start()

    def command(self, at: float, seconds: float, error: Exception | None = None) -> None:
        """One that is given at a moment, and answered so many seconds later."""
        self.clock.now = self.waits.begun + at
        with self.waits.answer("complete"):
            self.clock.now += seconds
            if error is not None:
                raise error


def test_who_is_answered_in_time_has_nothing_to_complain_about() -> None:
    run = Run()

    run.command(at=12, seconds=COMMAND_SECONDS)

    assert run.waits.complaints() == []
    assert "1 commands answered, usually after 20.00 s, at the latest after 20.0 s" in run.waits.summary()


def test_a_late_answer_is_a_broken_promise_with_what_was_hurt_meanwhile() -> None:
    run = Run()

    run.command(at=5, seconds=1)
    run.command(at=12, seconds=COMMAND_SECONDS + 0.1)

    (complaint,) = run.waits.complaints()
    assert complaint.startswith("complete: no answer for 20.1 s (20 allowed); given 12.0 s after the start")
    assert complaint.endswith("hurt meanwhile: 10.0 s freeze postgres for 12.0 s")


@pytest.mark.parametrize("answer", [refused("task_taken"), NotRecordedError("1", "no answer within 5 s")])
def test_a_refusal_and_not_yet_are_answers(answer: Exception) -> None:
    run = Run()

    with pytest.raises(type(answer)):
        run.command(at=40, seconds=5, error=answer)

    assert run.waits.complaints() == []


def test_an_error_without_a_sentence_for_people_is_no_answer() -> None:
    run = Run()

    with pytest.raises(KeyError):
        run.command(at=40, seconds=1, error=KeyError("head"))

    (complaint,) = run.waits.complaints()
    assert complaint.startswith("complete: no clear answer but KeyError('head'); given 40.0 s after")


@dataclass
class NobodyHome:
    """Tasks of an order that never answers."""

    clock: Clock

    async def complete(self, *_: Any) -> dict[str, Any]:
        self.clock.now += 5
        raise NotRecordedError("1", "no answer within 5 s")


async def test_each_repetition_of_a_command_is_judged_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    run = Run()
    action = Action(by="li", outcome="accept")
    task = Instance(2, "review", "element", 1, "main", 1, "active", data={"task": {"task": "R-1/review#1"}})
    desk: Any = type("Desk", (), {"office": type("Office", (), {"tasks": NobodyHome(run.clock)})})

    async def li(*_: Any) -> str:
        return "li"

    monkeypatch.setattr(Acting, "_person", li)

    # when
    with pytest.raises(NotRecordedError):
        await TimedActing(desk, waits=run.waits).act(State(), task, action)

    # then
    assert [(wait.what, wait.seconds) for wait in run.waits.all] == [("complete", 5.0)] * TRIES
    assert run.waits.complaints() == []
