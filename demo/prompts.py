"""What the script has for an order, or one that it called, in its present state."""

from collections import defaultdict
from dataclasses import dataclass, field

from application.ports.definitions import Definitions
from demo.samples import Sample
from demo.script import Action
from engine.interpreter import State
from engine.interpreter.state import Instance
from engine.interpreter.waits import is_open
from engine.model import Process, Wait


@dataclass(slots=True)
class Prompts:
    """Goes through a script, each element's actions in order."""

    sample: Sample
    definitions: Definitions
    given: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def next(self, state: State) -> tuple[Instance, Action] | None:
        """The first open user task or wait that the script has an action left for, and that action."""
        for instance in self.open(state):
            action = self._action(instance.element)
            if action is not None:
                return instance, action
        return None

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

    def _action(self, element: str) -> Action | None:
        """The script's own word goes first; what it does not mention is done as usual, again and again."""
        own, usual = self.sample.script.do, self.sample.usual.do if self.sample.usual else {}
        position = self.given[element]
        actions = own.get(element) or usual.get(element, [])
        if not actions or (element in own and position >= len(actions)):
            return None
        self.given[element] += 1
        return actions[position % len(actions)]
