"""What can be asked: a decision, a decision service or a business knowledge model of a compiled graph."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.decisions.deciding import Outcome
from engine.decisions.errors import DecisionError
from engine.decisions.graph import (
    DecisionNode,
    Evaluation,
    Graph,
    InputNode,
    KnowledgeNode,
    Node,
    ServiceNode,
    called,
    given,
)
from engine.decisions.models import Key
from engine.decisions.tracing import TracedRun
from engine.feel import Reference
from engine.feel.results import check_size


@dataclass(frozen=True, slots=True)
class Decision:
    """Something of a graph, ready to be asked. Immutable, and safe to share between threads.

    ``content`` is all that decides how it behaves, as plain values: what a digest is made of.
    """

    name: str
    key: Key
    graph: Graph = field(repr=False, compare=False)
    content: Any = field(repr=False, default=None)

    @property
    def node(self) -> Node:
        """The node of the graph."""
        return self.graph[self.key]

    @property
    def sound(self) -> bool:
        """Whether nothing that it requires has an error."""
        return all(isinstance(node, InputNode) or not node.broken for node in self._reached(_behind))

    @property
    def references(self) -> tuple[Reference, ...]:
        """The names that have to be given, with the paths that are read behind them."""
        node = self.node
        if isinstance(node, ServiceNode):
            return tuple(Reference((name,), 0, 0) for name, _ in node.signature.parameters)
        if isinstance(node, KnowledgeNode):
            parameters = node.body.signature.parameters if node.body else ()
            return tuple(Reference((name,), 0, 0) for name, _ in parameters)
        found: dict[Reference, None] = {}
        for reached in self._reached(self._information):
            match reached:
                case InputNode(name=name):
                    found.setdefault(Reference((name,), 0, 0))
                case DecisionNode():
                    found |= dict.fromkeys(self._given(reached))
        return tuple(found)

    def evaluate(self, scope: Mapping[str, Any], *, now: datetime | None = None) -> Outcome:
        """Decide on the values in the scope; ``trace`` tells how (see decisions.tracing).

        Raises DecisionError when rules contradict the hit policy or an input is not allowed, or when the
        model has an error here; FeelError when evaluating goes beyond its limits.
        """
        run = TracedRun(now)
        value = self._value(self.node, scope, run)
        check_size(value)
        return Outcome(value, run.trace(self.name, value))

    def _value(self, node: Node, scope: Mapping[str, Any], run: TracedRun) -> Any:
        match node:
            case InputNode() | DecisionNode():
                return Evaluation(self.graph, scope, run).value(self.key)
            case KnowledgeNode(body=body):
                function = Evaluation(self.graph, scope, run).function(self.key)
                names = [name for name, _ in body.signature.parameters] if body else []
                return function.invoke([given(scope, name) for name in names], run) if body else None
            case ServiceNode():
                return self._served(node, scope, run)

    def _served(self, node: ServiceNode, scope: Mapping[str, Any], run: TracedRun) -> Any:
        """A service is a function: without one of its input decisions, or with a wrong one, it is null."""
        if node.broken:
            raise DecisionError("DECISION_BROKEN", node.broken, node.name)
        values = [given(scope, name) for name, _ in node.signature.parameters]
        for key, (name, _) in zip(node.parameters, node.signature.parameters, strict=True):
            if isinstance(self.graph[key], DecisionNode) and not _has(scope, name):
                return None
        fitted = node.signature.arguments(values, run)
        if fitted is None:
            return None
        return node.signature.result.fit(called(self.graph, node, fitted, run), run)

    def _reached(self, behind: Callable[[Node], list[Key]]) -> Iterator[Node]:
        """The node and what is behind it, each once."""
        seen: dict[Key, None] = {}
        waiting = [self.key]
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen[key] = None
                yield self.graph[key]
                waiting += behind(self.graph[key])

    def _information(self, node: Node) -> list[Key]:
        """The inputs and decisions that a decision requires."""
        wires = node.wires if isinstance(node, DecisionNode) else ()
        keys = [wire.key for wire in reversed(wires)]
        return [key for key in keys if isinstance(self.graph[key], InputNode | DecisionNode)]

    def _given(self, node: DecisionNode) -> Iterator[Reference]:
        """The uses of names that are given: inputs, and what nothing declares."""
        inputs = {w.name for w in node.wires if isinstance(self.graph[w.key], InputNode)}
        names = {name[0] for name in inputs if len(name) == 1} | set(node.free)
        yield from (reference for reference in node.references if reference.path[0] in names)


def _behind(node: Node) -> list[Key]:
    """Everything that a node requires."""
    match node:
        case DecisionNode(wires=wires) | KnowledgeNode(wires=wires):
            return [wire.key for wire in wires]
        case ServiceNode(outputs=outputs):
            return [key for _, key in outputs]
        case InputNode():
            return []


def _has(scope: Mapping[str, Any], name: str) -> bool:
    try:
        scope[name]
    except KeyError:
        return False
    return True
