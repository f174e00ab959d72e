"""When parts of the stack end."""

import itertools
from collections.abc import Callable

from stack.embedded.supervisor import Supervisor


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class FakeStack:
    """Parts that end when the test says so, and are ready one round after their start."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}
        self.started: list[str] = []
        self.missing = ""

    def ended(self) -> dict[str, int]:
        return dict(self.codes)

    def respawn(self, name: str) -> Callable[[], str]:
        del self.codes[name]
        self.started.append(name)
        return lambda: self.missing


def supervised() -> tuple[Supervisor, FakeStack, Clock, list[str]]:
    stack, clock, said = FakeStack(), Clock(), list[str]()
    return Supervisor(stack, said.append, clock), stack, clock, said


def look(supervisor: Supervisor, times: int) -> None:
    for _ in range(times):
        supervisor.look()


def test_part_that_ends_is_started_at_once_and_reported_when_it_serves_again() -> None:
    # given
    supervisor, stack, _, said = supervised()
    stack.codes["temporal"] = -9

    # when
    look(supervisor, 3)

    # then
    assert stack.started == ["temporal"]
    assert said == ["temporal ended (signal 9); starting it again.", "temporal is back."]


def test_part_that_is_not_ready_is_not_called_back() -> None:
    # given
    supervisor, stack, _, said = supervised()
    stack.missing = "no answer"
    stack.codes["postgres"] = 1

    # when
    look(supervisor, 5)

    # then
    assert said == ["postgres ended (exit code 1); starting it again."]


def test_part_that_keeps_ending_is_started_with_growing_pauses() -> None:
    # given
    supervisor, stack, clock, _ = supervised()
    starts: list[float] = []

    # when: for two minutes it ends one second after each start
    for second in range(120):
        clock.now = 1000.0 + second
        if len(stack.started) == len(starts):
            stack.codes["worker"] = 2
        look(supervisor, 2)
        starts += [second] * (len(stack.started) - len(starts))

    # then
    pauses = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert pauses == [1 + pause for pause in (1, 2, 4, 8, 16, 30, 30)]


def test_part_that_ran_well_for_long_is_started_at_once_again() -> None:
    # given
    supervisor, stack, clock, said = supervised()
    for _ in range(2):
        stack.codes["worker"] = 1
        look(supervisor, 3)
        clock.now += 1
        look(supervisor, 2)

    # when
    clock.now += 3600
    stack.codes["worker"] = 1
    look(supervisor, 2)

    # then
    assert said[-1] == "worker ended (exit code 1); starting it again."
    assert len(stack.started) == 3
