"""A process instance driven by hand, with everything that must always be true checked after each stimulus."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal

from engine.calendars import Calendar, after, working_between
from engine.feel import compile_expression
from engine.interpreter import Actor, Advance, CallService, Command, Record, Refusal, State, open_calls, step
from engine.interpreter.names import Names
from engine.interpreter.state import Instance
from engine.interpreter.stimuli import (
    AnyStimulus,
    CalendarsGrown,
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
from engine.model import Process
from engine.values import Value, decode, encode, parse_duration
from tests.support.invariants import Invariants
from tests.support.processes import a_process, the_calendar

MONDAY = datetime(2026, 1, 5, 10, tzinfo=UTC)
GROUPS = {"clerks": ["ann", "bob"], "sales": ["sue", "bob"], "managers": ["max"], "nobody": []}
Answer = Value | Callable[[dict[str, Value]], Value]


class OutOfStock(Exception):
    """Raised by a scripted service: it answers with the BPMN error OUT_OF_STOCK."""


@dataclass(slots=True)
class Surroundings:
    """One calendar and some staff."""

    calendar: Any = field(default_factory=the_calendar)
    definitions: dict[str, tuple[int, str]] = field(default_factory=dict)

    def working_due(self, calendar: str, start: datetime, amount: timedelta | str) -> datetime | None:
        assert calendar == "shop"
        return after(self.calendar, start, amount)

    def worked(self, calendar: str, start: datetime, end: datetime) -> timedelta:
        assert calendar == "shop"
        return working_between(self.calendar, start, end)

    def anybody(self, groups: list[str], excluded: list[str]) -> bool:
        return any(person not in excluded for group in groups for person in GROUPS[group])

    def newest(self, process: str) -> tuple[int, str] | None:
        return self.definitions.get(process)


class Run:
    """Say what happens, then look. Scripted services answer at once, others when the test says so."""

    def __init__(self, process: Process | str, **answers: Answer) -> None:
        self.process = process if isinstance(process, Process) else a_process(process)
        self.answers = {name.replace("_", "."): answer for name, answer in answers.items()}
        self.state = State()
        self.records: list[Record] = []
        self.called: list[tuple[str, dict[str, Value]]] = []
        self.commands: list[Command] = []
        self.time = MONDAY
        self.last = Advance([], [], {}, None, ())
        self.surroundings = Surroundings()
        self._invariants = Invariants(self.process)
        self.count = 0

    # -- what happens

    def feed(self, stimulus: AnyStimulus) -> "Run":
        """Any stimulus at all."""
        before = self._invariants.before(self.state)
        self.last = step(self.process, self.state, stimulus, self.surroundings)
        self.records += self.last.records
        self.commands += self.last.commands
        self.called += [(c.service, c.input) for c in self.last.commands if isinstance(c, CallService)]
        self._invariants.check(before, stimulus, self.last, self.state, self.records)
        said = self.last
        self._answer_scripted()
        self.last = said
        return self

    def start(
        self,
        variables: Mapping[str, Any] = MappingProxyType({}),
        *,
        manual: bool = False,
        number: str = "R-1",
        parent: str | None = None,
    ) -> "Run":
        """The order arrives."""
        clock: Literal["real", "manual"] = "manual" if manual else "real"
        started = Started(**self.base(), number=number, input=dict(variables), clock=clock, parent=parent)
        return self.feed(started)

    def answer(self, service: str, result: Value = None) -> "Run":
        """The oldest open call of a service is answered."""
        return self.feed(ServiceAnswered(**self.base(), call=self.call(service), result=result))

    def answer_all(self) -> "Run":
        """Every open call is answered, also those that come of it."""
        while calls := open_calls(self.process, self.state):
            self.feed(ServiceAnswered(**self.base(), call=calls[0].call, result=None))
        return self

    def raises(self, service: str, code: str, message: str = "no") -> "Run":
        """The oldest open call of a service ends in a BPMN error."""
        call = self.call(service)
        return self.feed(ServiceRaised(**self.base(), call=call, code=code, message=message))

    def fails(self, service: str, *, terminal: bool = False) -> "Run":
        """The oldest open call of a service fails technically."""
        call = self.call(service)
        return self.feed(
            ServiceFailed(**self.base(), call=call, code="DOWN", message="no answer", terminal=terminal)
        )

    def complete(self, element: str, outcome: str = "done", by: str = "ann", **data: Value) -> "Run":
        """A person completes the open task of an element (``pick[2]`` of an instance)."""
        task = self.task(element)
        return self.feed(CompletionReceived(**self.base(by), task=task["task"], outcome=outcome, data=data))

    def complete_task(self, task: str, outcome: str = "done", by: str = "ann", **more: Any) -> "Run":
        """A person completes a task by its whole name."""
        return self.feed(CompletionReceived(**self.base(by), task=task, outcome=outcome, **more))

    def claim(self, element: str, by: str = "ann") -> "Run":
        """A person claims."""
        return self.feed(ClaimReceived(**self.base(by), task=self.task(element)["task"]))

    def release(self, element: str, by: str = "ann") -> "Run":
        """A person releases."""
        return self.feed(ReleaseReceived(**self.base(by), task=self.task(element)["task"]))

    def delegate(self, element: str, to: str, by: str = "ann") -> "Run":
        """A person delegates."""
        return self.feed(DelegationReceived(**self.base(by), task=self.task(element)["task"], to=to))

    def message(self, name: str, payload: Value = None, correlation: Value = None) -> "Run":
        """A message comes from outside."""
        return self.feed(MessageArrived(**self.base(), name=name, payload=payload, correlation=correlation))

    def wait(self, duration: str) -> "Run":
        """Time passes; what has become due fires."""
        amount = parse_duration(duration)
        assert isinstance(amount, timedelta)
        self.time += amount
        return self.feed(ClockReached(**self.base()))

    def calendar_grows(self, calendar: Calendar) -> "Run":
        """More days are published."""
        self.surroundings.calendar = calendar
        return self.feed(CalendarsGrown(**self.base()))

    def resolve(self, element: str, action: str, **variables: Value) -> "Run":
        """A person resolves the incident of an element."""
        return self._resolve(element, {"action": action, "variables": variables})

    def appoint(self, element: str, person: str | None) -> "Run":
        """A manager names who decides."""
        return self._resolve(element, {"action": "appoint", "person": person})

    def _resolve(self, element: str, parts: dict[str, Any]) -> "Run":
        return self.feed(
            ResolutionReceived(**self.base("max"), instance=self.incident(element)["key"], **parts)
        )

    # -- what is seen

    @property
    def status(self) -> str:
        return self.state.status

    @property
    def refusal(self) -> Refusal:
        assert self.last.refusal is not None, "it was not refused"
        return self.last.refusal

    @property
    def refused(self) -> str | None:
        """The code of the refusal, if any."""
        return None if self.last.refusal is None else self.last.refusal.code

    def see(self, expression: str) -> Value:
        """What an expression of the process gives now."""
        return compile_expression(expression).evaluate(Names(self.state, 1), now=self.time)  # type: ignore[no-any-return]

    def active(self) -> list[str]:
        """The living element instances that contain no others, with their keys; handlers included."""
        leaves = [i for i in self.state.instances.values() if not self.state.children.get(i.key)]
        return sorted(name_of(instance) for instance in leaves if instance.kind != "process")

    def task(self, element: str) -> dict[str, Any]:
        """The open user task of an element."""
        tasks = [
            i.data["task"]
            for i in self.state.instances.values()
            if "task" in i.data and fits(self, i, element)
        ]
        assert tasks, f"no open task {element}; active: {self.active()}"
        found: dict[str, Any] = tasks[0]
        return found

    def call(self, service: str) -> str:
        """The oldest open call of a service."""
        calls = [c for c in open_calls(self.process, self.state) if c.service == service]
        assert calls, f"no open call of {service}; active: {self.active()}"
        return calls[0].call

    def incident(self, element: str) -> dict[str, Any]:
        """The open incident of an element, with the ``key`` of its instance."""
        found = [i for i in self.state.incidents() if fits(self, i, element)]
        assert found, f"no incident at {element}; there are {self.incidents()}"
        assert found[0].incident is not None
        return {**found[0].incident, "key": found[0].key}

    def incidents(self) -> list[tuple[str, str]]:
        """Elements and codes of all open incidents."""
        return [(name_of(i), i.incident["code"]) for i in self.state.incidents() if i.incident]

    def services(self) -> list[str]:
        """The services that were called, in order."""
        return [service for service, _ in self.called]

    def kinds(self) -> list[str]:
        """The kinds of all records."""
        return [type(record.change).__name__ for record in self.records]

    # -- inside

    def base(self, by: str = "system") -> dict[str, Any]:
        """What every stimulus has: a new id, the time, who acts."""
        self.count += 1
        groups = tuple(group for group, people in GROUPS.items() if by in people)
        return {"id": f"s{self.count}", "time": self.time, "actor": Actor(by, groups)}

    def _answer_scripted(self) -> None:
        for call in open_calls(self.process, self.state):
            if call.service in self.answers and call.call in self.state.calls:
                answer: Any = self.answers[call.service]
                try:
                    result = answer(call.input) if callable(answer) else answer
                except OutOfStock:
                    self.feed(
                        ServiceRaised(**self.base(), call=call.call, code="OUT_OF_STOCK", message="none left")
                    )
                    return
                self.feed(ServiceAnswered(**self.base(), call=call.call, result=decode(encode(result))))
                return


def name_of(instance: Instance) -> str:
    """``pick``, or ``pick[2]`` for an instance of a multi-instance."""
    return instance.element + (f"[{instance.item}]" if instance.item is not None else "")


def fits(run: Run, instance: Instance, name: str) -> bool:
    """Whether an instance is meant by ``pick``, ``pick[2]`` or, below another, ``lines[2]/pick``."""
    names = [name_of(around) for around in run.state.ancestors(instance.key)]
    *outer, own = name.split("/")
    return own in (instance.element, names[0]) and all(part in names[1:] for part in outer)


def a_run(text: str, variables: Mapping[str, Any] | None = None, **answers: Answer) -> Run:
    """A started run of a process text."""
    return Run(text, **answers).start(variables or {})
