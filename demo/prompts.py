"""What the script has for an order, or one that it called, in its present state."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.ports.definitions import Definitions
from demo.samples import Sample
from demo.script import Action
from demo.seeing import line_of, morning_of
from engine.interpreter import State
from engine.interpreter.state import Instance
from engine.interpreter.waits import is_open
from engine.model import Process, Wait
from engine.values import parse_duration

Place = tuple[str, str, str | None]  # an order, an element, the line that it is about


@dataclass(frozen=True, slots=True)
class Prompt:
    """What somebody does, where, and when. ``own``: the script's own, by element and position."""

    state: State
    instance: Instance
    action: Action
    time: datetime
    own: tuple[str, int] | None

    @property
    def where(self) -> Place:
        """For whom the action is."""
        return self.state.number, self.instance.element, line_of(self.state, self.instance)


@dataclass(slots=True)
class Prompts:
    """Goes through a script, each element's actions in order."""

    sample: Sample
    definitions: Definitions
    given: set[tuple[str, int]] = field(default_factory=set)
    usual: dict[Place, int] = field(default_factory=lambda: defaultdict(int))
    seen: dict[tuple[str, int], datetime] = field(default_factory=dict)

    def next(self, states: Sequence[State]) -> Prompt | None:
        """What happens first: of all that may happen by now the first in the order of opening, else what
        comes soonest."""
        now = max(state.time for state in states if state.time is not None)
        prompts = (prompt for state in states for prompt in self._prompts(state, now))
        soonest: Prompt | None = None
        for prompt in prompts:
            if prompt.time <= now:
                return prompt
            if soonest is None or prompt.time < soonest.time:
                soonest = prompt
        return soonest

    def done(self, prompt: Prompt) -> None:
        """The action was carried out; it is the next one's turn."""
        if prompt.own is None:
            self.usual[prompt.where] += 1
        else:
            self.given.add(prompt.own)

    def _prompts(self, state: State, now: datetime) -> Iterator[Prompt]:
        for instance in self.open(state):
            since = self.seen.setdefault((state.number, instance.key), now)
            if (found := self._action(state, instance)) is not None:
                action, own = found
                yield Prompt(state, instance, action, _when(state, instance, action, since), own)

    def open(self, state: State) -> list[Instance]:
        """User tasks and waits in which people or the world can go on, in the order of their opening."""
        return [instance for instance in state.instances.values() if self._is_open(state, instance)]

    def _is_open(self, state: State, instance: Instance) -> bool:
        if instance.kind != "element" or instance.incident is not None:
            return False
        if "task" in instance.data:
            return True
        return isinstance(self._process(state).elements[instance.element], Wait) and is_open(instance)

    def _process(self, state: State) -> Process:
        process = self.definitions.process(state.digest)
        assert process is not None, f"{state.number} runs under an unknown definition"
        return process

    def _action(self, state: State, instance: Instance) -> tuple[Action, tuple[str, int] | None] | None:
        """The script's own word goes first; what it does not mention is done as usual, again and again."""
        element, line = instance.element, line_of(state, instance)
        own = self.sample.script.do.get(element, [])
        for position, action in enumerate(own):
            if (element, position) not in self.given and action.line in {None, line}:
                return action, (element, position)
        usual = self.sample.usual.do.get(element, []) if self.sample.usual else []
        if not usual or any(action.line in {None, line} for action in own):
            return None
        return usual[self.usual[state.number, element, line] % len(usual)], None


def _when(state: State, instance: Instance, action: Action, since: datetime) -> datetime:
    if action.at is not None:
        return max(since, morning_of(state, instance, action.at))
    after = timedelta() if action.after is None else parse_duration(action.after)
    assert isinstance(after, timedelta), f"{action.after} has no fixed length"
    return since + after
