"""One turn: the interpreter at work on one stimulus. Emits records, collects commands, keeps the agenda."""

from collections import deque
from collections.abc import Callable, Mapping

from engine.feel import FeelError
from engine.interpreter.actors import Actor
from engine.interpreter.appliers import apply
from engine.interpreter.behaviour import Behaviour, Registry
from engine.interpreter.codec import Circumstances, chain
from engine.interpreter.commands import Command
from engine.interpreter.names import Names
from engine.interpreter.records import Change, Record
from engine.interpreter.state import Instance, State
from engine.interpreter.stimuli import AnyStimulus
from engine.interpreter.surroundings import Readings, Replayed
from engine.interpreter.trouble import Trouble
from engine.model import Element, Formula, Process
from engine.values import NotAValueError, Value, encode

Extras = Mapping[str, Value]
NOTHING: Extras = {}
LARGEST = (
    1_000_000  # bytes of a value, and of those that leave the order together: half of what a message takes
)


class Turn:
    """What every part of the interpreter works with. Lives for one stimulus."""

    def __init__(
        self,
        process: Process,
        state: State,
        stimulus: AnyStimulus,
        surroundings: Readings | Replayed,
        registry: Registry,
    ) -> None:
        self.process = process
        self.registry = registry
        self.state = state
        self.surroundings = surroundings
        self.time = stimulus.time
        self.actor = stimulus.actor.identity()
        self.reason = stimulus.reason
        self._around = Circumstances(self.time, self.actor, self.reason)
        self.records: list[Record] = []
        self.commands: list[Command] = []
        self._agenda: deque[Callable[[], None]] = deque()
        self._followed = 0

    def emit(self, change: Change, instance: int = 0, element: str = "") -> None:
        """Record a change and apply it. ``element`` is that of the instance unless it is named."""
        state = self.state
        if not element and instance in state.instances:
            element = state.instances[instance].element
        seq = state.seq + 1
        digest = chain(state.hash, self._around.body(seq, element, instance, change))
        record = Record(seq, self.time, element, instance, self.actor, self.reason, change, digest)
        self.records.append(record)
        apply(state, record)

    def act_as(self, actor: Actor) -> None:
        """Somebody else acts from here on: the escalation that completes a task is the system's."""
        self.actor = actor.identity()
        self._around = Circumstances(self.time, self.actor, self.reason)

    def later(self, what: Callable[[], None]) -> None:
        """Put something on the agenda: it happens in this turn, after what is before it."""
        self._agenda.append(what)

    def work(self) -> None:
        """Do what is on the agenda until nothing is left."""
        while self._agenda:
            self._agenda.popleft()()

    def unfollowed(self) -> list[Record]:
        """The records since this was asked last."""
        fresh, self._followed = self.records[self._followed :], len(self.records)
        return fresh

    def names(self, instance: int, extras: Extras = NOTHING) -> Names:
        """The names that an expression of this instance sees."""
        return Names(self.state, instance, extras)

    def value(self, formula: Formula, instance: int, extras: Extras = NOTHING) -> Value:
        """The value of a formula. Raises Trouble when it cannot be evaluated, or not be stored."""
        return self._sized(formula, instance, extras)[0]

    def _sized(self, formula: Formula, instance: int, extras: Extras) -> tuple[Value, int]:
        try:
            value = formula.evaluate(self.names(instance, extras), now=self.time)
        except FeelError as error:
            raise Trouble(error.code, f"{formula.text}: {error}") from error
        size = check_storable(value, formula.text)
        return value, size

    def required(self, formula: Formula, instance: int, what: str, extras: Extras = NOTHING) -> Value:
        """A value that must not be null; Trouble names the sub-expression that is."""
        value = self.value(formula, instance, extras)
        if value is None:
            why = formula.why_null(self.names(instance, extras), now=self.time)
            raise Trouble("NULL_VALUE", f"{what} is null: {formula.text}: {why}")
        return value

    def holds(self, formula: Formula | None, instance: int, extras: Extras = NOTHING) -> bool:
        """Whether a condition holds; no condition holds always. Raises Trouble unless it is a boolean."""
        if formula is None:
            return True
        value = self.required(formula, instance, "condition", extras)
        if not isinstance(value, bool):
            raise Trouble("NOT_A_CONDITION", f"{formula.text} gives {value!r:.80}, not true or false")
        return value

    def context(
        self, parts: tuple[tuple[str, Formula], ...], instance: int, extras: Extras = NOTHING
    ) -> dict[str, Value]:
        """The values of named formulas, as an input of a service or a user task. Raises Trouble, also when
        they are too large together."""
        given: dict[str, Value] = {}
        total = 0
        for name, formula in parts:
            given[name], size = self._sized(formula, instance, extras)
            total += size
        _check_size(total, ", ".join(given))
        return given

    def behaviour(self, instance: Instance) -> Behaviour:
        """What an instance does at the moments of its life."""
        if instance.kind == "element":
            return self.registry.of_element(self.process.elements[instance.element])
        return self.registry.of_kind(instance.kind)

    def element(self, instance: Instance) -> Element:
        """The element that an instance runs."""
        return self.process.elements[instance.element]


def check_storable(value: object, text: str) -> int:
    """The bytes that a value takes. Ranges, functions and keys that look like our tags are values of FEEL,
    but never of state; nor is what no message could carry.

    Raises Trouble.
    """
    if value is None or isinstance(value, bool | int):
        return 0
    try:
        size = len(encode(value))  # type: ignore[arg-type]
    except NotAValueError as error:
        raise Trouble("NOT_STORABLE", f"{text}: {error}") from error
    _check_size(size, text)
    return size


def _check_size(size: int, text: str) -> None:
    """What no message could carry is no value either."""
    if size > LARGEST:
        raise Trouble("TOO_LARGE", f"{text} takes {size} bytes, and {LARGEST} are possible")
