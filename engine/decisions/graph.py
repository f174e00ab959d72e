"""A compiled graph of decisions, and one evaluation of it (DMN 1.5, chapter 6 and 10.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from engine.decisions.errors import DecisionError
from engine.decisions.functions import Body, BoxedFunction, ServiceFunction, Signature
from engine.decisions.item_types import ItemType
from engine.decisions.models import Key
from engine.decisions.tracing import Read, TracedRun
from engine.feel import Code, Frame, Function, Reference
from engine.feel.run import Run

_CALL_DEPTH = 5  # Python frames that a service call costs beside those of its decisions


@dataclass(frozen=True, slots=True)
class Wire:
    """A requirement: under which name (behind that of an import) which node is seen."""

    name: tuple[str, ...]
    key: Key


@dataclass(frozen=True, slots=True, eq=False)
class InputNode:
    """Input data: given under its name, and made to fit its type."""

    name: str
    type: ItemType


@dataclass(frozen=True, slots=True, eq=False)
class DecisionNode:
    """A decision. ``free`` are names that nothing declares: they are given, too.

    ``broken``: why it cannot be made, although the model around it can be used.
    """

    name: str
    type: ItemType
    code: Code = field(repr=False)
    slots: int
    height: int
    wires: tuple[Wire, ...]
    free: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    broken: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class KnowledgeNode:
    """A business knowledge model; without a body it is null."""

    name: str
    body: Body | None
    slots: int
    wires: tuple[Wire, ...]
    broken: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ServiceNode:
    """A decision service: parameters are nodes whose values are given, outputs decisions by name."""

    name: str
    signature: Signature
    parameters: tuple[Key, ...]
    outputs: tuple[tuple[str, Key], ...]
    broken: str = ""


Node: TypeAlias = InputNode | DecisionNode | KnowledgeNode | ServiceNode
Graph: TypeAlias = Mapping[Key, Node]


class Evaluation:
    """One evaluation: each decision is made once, when something needs it."""

    def __init__(
        self, graph: Graph, given: Mapping[str, Any], run: Run, known: Mapping[Key, Any] | None = None
    ) -> None:
        self._graph = graph
        self._given = given
        self._run = run
        self._values: dict[Key, Any] = dict(known or {})
        self._functions: dict[Key, Any] = {}
        self._unfit: dict[Key, Any] = {}  # what was given and did not fit its type

    def value(self, key: Key) -> Any:
        """The value of an input or decision. Without recursion: a chain may be long.

        Raises DecisionError, FeelError.
        """
        waiting = [key]
        while waiting:
            current = waiting[-1]
            missing = [] if current in self._values else self._missing(current)
            if missing:
                waiting += missing
                continue
            if current not in self._values:
                self._values[current] = self._made(current, self._graph[current])
            waiting.pop()
        return self._values[key]

    def function(self, key: Key) -> Any:
        """The function that a business knowledge model or decision service is."""
        waiting = [key]
        while waiting:
            current = waiting.pop()
            if current in self._functions:
                continue
            node = self._graph[current]
            scope: dict[str, Any] = {}
            self._functions[current] = self._as_function(node, scope)
            if isinstance(node, KnowledgeNode):
                waiting += [wire.key for wire in node.wires]
        self._connect()
        return self._functions[key]

    def _connect(self) -> None:
        """Functions see those that they require, be it themselves."""
        for key, function in self._functions.items():
            node = self._graph[key]
            if isinstance(node, KnowledgeNode) and isinstance(function, BoxedFunction):
                scope = function.captured.scope
                assert isinstance(scope, dict)
                for wire in node.wires if not scope else ():
                    _put(scope, wire.name, self._functions.get(wire.key))

    def _as_function(self, node: Node, scope: dict[str, Any]) -> Function | None:
        match node:
            case KnowledgeNode(broken="", body=Body() as body):
                return BoxedFunction(node.name, body, Frame(scope, [None] * node.slots, self._run))
            case ServiceNode(broken=""):
                return ServiceFunction(
                    node.name, node.signature, lambda values, run: called(self._graph, node, values, run)
                )
            case KnowledgeNode(broken=why) | ServiceNode(broken=why) if why:
                raise DecisionError("DECISION_BROKEN", why, node.name)
            case _:
                return None

    def _missing(self, key: Key) -> list[Key]:
        """What has to be known first."""
        node = self._graph[key]
        if not isinstance(node, DecisionNode):
            return []
        if node.broken:
            raise DecisionError("DECISION_BROKEN", node.broken, node.name)
        return [
            wire.key
            for wire in node.wires
            if wire.key not in self._values and isinstance(self._graph[wire.key], InputNode | DecisionNode)
        ]

    def _made(self, key: Key, node: Node) -> Any:
        match node:
            case InputNode():
                value = given(self._given, node.name)
                fitted = node.type.fit(value, self._run)
                if fitted is None and value is not None:
                    self._unfit[key] = value
                return fitted
            case DecisionNode():
                return self._decided(node)
            case _:
                return None

    def _decided(self, node: DecisionNode) -> Any:
        run = self._run
        scope: dict[str, Any] = {}
        inputs: list[Read] = []
        for wire in node.wires:
            if isinstance(self._graph[wire.key], InputNode | DecisionNode):
                value = self._values[wire.key]
                inputs.append(Read(".".join(wire.name), value, self._unfit.get(wire.key)))
            else:
                value = self.function(wire.key)
            _put(scope, wire.name, value)
        for name in node.free:
            _give(scope, inputs, self._given, name)
        run.enter(node.height)
        made = node.code(Frame(scope, [None] * node.slots, run))
        value = node.type.fit(made, run)
        run.leave(node.height)
        if isinstance(run, TracedRun):
            run.decided(Read(node.name, value, made if value is None else None), inputs)
        return value


def called(graph: Graph, node: ServiceNode, values: list[Any], run: Run) -> Any:
    """What a service decides for the values of its parameters: one value, or a context of several."""
    run.enter(_CALL_DEPTH)
    evaluation = Evaluation(graph, {}, run, dict(zip(node.parameters, values, strict=True)))
    results = {name: evaluation.value(key) for name, key in node.outputs}
    run.leave(_CALL_DEPTH)
    return next(iter(results.values())) if len(results) == 1 else results


def given(values: Mapping[str, Any], name: str) -> Any:
    """A value that may not be there."""
    try:
        return values[name]
    except KeyError:
        return None


def _give(scope: dict[str, Any], inputs: list[Read], values: Mapping[str, Any], name: str) -> None:
    """A given value into the scope, unless it is not there: then the name may be a built-in's."""
    try:
        scope[name] = values[name]
    except KeyError:
        return
    inputs.append(Read(name, scope[name]))


def _put(scope: dict[str, Any], name: tuple[str, ...], value: Any) -> None:
    if len(name) == 1:
        scope[name[0]] = value
    else:
        scope.setdefault(name[0], {})[name[1]] = value
