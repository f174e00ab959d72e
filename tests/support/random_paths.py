"""Random paths through a process instance: stimuli chosen from what is open, with some that nobody wants."""

from collections.abc import Callable
from typing import Any

from engine.interpreter import Actor, open_calls
from engine.interpreter.stimuli import (
    AnyStimulus,
    ClaimReceived,
    ClockReached,
    CompletionReceived,
    DelegationReceived,
    MessageArrived,
    ReleaseReceived,
    ResolutionReceived,
    ServiceAnswered,
    ServiceFailed,
    ServiceRaised,
    Started,
)
from engine.model import UserTask
from tests.support.runs import Run

PEOPLE = (Actor("ann", ("clerks",)), Actor("max", ("managers",)), Actor("zoe"))
ACTIONS = ("retry", "correct", "skip", "skip", "cancel", "appoint")
MESSAGES = ("paid", "note", "toggle", "stop", "paid", "note", "cancel", "unknown")

Make = Callable[[dict[str, Any]], AnyStimulus]


class Path:
    """Feeds a run. Each choice is a number; the same numbers take the same path."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._sent: list[AnyStimulus] = []

    def take(self, choice: int) -> None:
        """Feed one of the stimuli that are possible, or sensible, or neither."""
        kinds = [self._tasks, self._calls, self._time, self._messages, self._incidents, self._nonsense]
        found = [stimulus for kind in kinds for stimulus in kind(choice // 7)]
        stimulus = found[choice % len(found)]
        self._sent.append(stimulus)
        self.run.feed(stimulus)

    def finish(self, most: int) -> None:
        """Do what is open, always in the friendliest way, until the process is over or waits in vain."""
        for _ in range(most):
            if self.run.state.over:
                return
            self.run.feed(self._friendly())

    def _friendly(self) -> AnyStimulus:
        state = self.run.state
        for instance in state.incidents():
            if instance.incident is not None and instance.incident["code"] == "NOBODY_LEFT":
                return ResolutionReceived(**self._base(2), instance=instance.key, action="cancel")
            return ResolutionReceived(**self._base(2), instance=instance.key, action="skip")
        for call in open_calls(self.run.process, state):
            return ServiceAnswered(**self._base(0), call=call.call, result=1)
        for instance in state.instances.values():
            if "task" in instance.data:
                return self._completion(instance.data["task"], instance.element, last=True)
        due = state.next_due()
        if due is not None:
            self.run.time = max(self.run.time, due)
            return ClockReached(**self._base(0))
        return self._expected_message()

    def _expected_message(self) -> MessageArrived:
        run = self.run
        name = ("paid", "stop", "toggle")[run.count % 3]
        waiting = [i.data["correlation"] for i in run.state.instances.values() if "correlation" in i.data]
        correlation = next(iter(waiting[-1].values())) if waiting else None
        return MessageArrived(**self._base(0), name=name, payload=1, correlation=correlation)

    def _completion(self, task: dict[str, Any], element: str, *, last: bool) -> CompletionReceived:
        declared = self.run.process.elements[element]
        assert isinstance(declared, UserTask)
        outcome = declared.outcomes[-1 if last else 0][0]
        base = self._base(0) | {"actor": Actor("sys", tuple(task["groups"]), on_behalf_of=task["assignee"])}
        return CompletionReceived(**base, task=task["task"], outcome=outcome)

    def _base(self, number: int) -> dict[str, Any]:
        return self.run.base() | {"actor": PEOPLE[number % len(PEOPLE)]}

    def _tasks(self, choice: int) -> list[AnyStimulus]:
        found: list[AnyStimulus] = []
        base = self._base(choice)
        for instance in self.run.state.instances.values():
            if "task" in instance.data:
                task = instance.data["task"]["task"]
                found += [
                    self._completion(instance.data["task"], instance.element, last=bool(choice % 3)),
                    CompletionReceived(**base, task=task, outcome="ok"),
                    ClaimReceived(**base, task=task),
                    ReleaseReceived(**base, task=task),
                    DelegationReceived(**base, task=task, to="zoe"),
                ]
        return found

    def _calls(self, choice: int) -> list[AnyStimulus]:
        found: list[AnyStimulus] = []
        base = self._base(choice)
        for call in open_calls(self.run.process, self.run.state):
            found += [
                ServiceAnswered(**base, call=call.call, result=choice),
                ServiceRaised(**base, call=call.call, code="BLOCKED", message="no"),
                ServiceFailed(**base, call=call.call, code="DOWN", message="away", terminal=bool(choice % 2)),
            ]
        return found

    def _time(self, choice: int) -> list[AnyStimulus]:
        due = self.run.state.next_due()
        if due is not None and choice % 3:
            self.run.time = max(self.run.time, due)
        return [ClockReached(**self._base(0))]

    def _messages(self, choice: int) -> list[AnyStimulus]:
        name = MESSAGES[choice % len(MESSAGES)]
        correlation = [None, 1, 2][choice // 3 % 3]
        return [MessageArrived(**self._base(0), name=name, payload=choice, correlation=correlation)]

    def _incidents(self, choice: int) -> list[AnyStimulus]:
        action: Any = ACTIONS[choice % len(ACTIONS)]
        base = self._base(2)
        return [
            ResolutionReceived(**base, instance=i.key, action=action, person="zoe")
            for i in self.run.state.incidents()
        ]

    def _nonsense(self, choice: int) -> list[AnyStimulus]:
        """What came before, again under its id or a new one; and what never was."""
        base = self._base(choice)
        again = [self._sent[choice % len(self._sent)]] if self._sent else []
        others: list[AnyStimulus] = [
            CompletionReceived(**base, task="R-1/nothing#1", outcome="ok"),
            ClaimReceived(**base, task=""),
            ServiceAnswered(**base, call=f"R-1:{choice % 40}", result=None),
            ServiceFailed(**base, call="", code="", message=""),
            ResolutionReceived(**base, instance=choice % 40, action="skip"),
            Started(**base, number="R-2", input={}),
        ]
        return [*again, others[choice % len(others)]]
