"""Requirements that go round in a circle."""

from collections.abc import Iterator, Mapping

from engine.decisions.graph import DecisionNode, InputNode, KnowledgeNode, Node, ServiceNode
from engine.decisions.model_set import Linked
from engine.decisions.models import ElementSource, Key
from engine.values import Finding


def break_circles(linked: Linked, elements: Mapping[Key, ElementSource]) -> None:
    """Findings for requirements that go round in a circle; what lies on one cannot be used.

    A business knowledge model may call itself: how deep is limited when it runs.
    """
    for circle in _circles(linked.graph):
        source = elements[circle[0]]
        names = " → ".join(elements[key].name for key in (*circle, circle[0]))
        finding = Finding("circle", f"requirements go round in a circle: {names}", "break it")
        linked.findings.append(
            finding.at(circle[0][0], source.place.line, source.place.column, source.place.path)
        )
        for key in circle:
            linked.graph[key] = _broken(linked.graph[key], f"its requirements go round in a circle: {names}")


def _broken(node: Node, why: str) -> Node:
    match node:
        case DecisionNode():
            return DecisionNode(
                node.name, node.type, node.code, node.slots, node.height, node.wires, node.free,
                node.references, why,
            )  # fmt: skip
        case KnowledgeNode():
            return KnowledgeNode(node.name, node.body, node.slots, node.wires, why)
        case ServiceNode():
            return ServiceNode(node.name, node.signature, node.parameters, node.outputs, why)
        case InputNode():
            return node


def _circles(graph: Mapping[Key, Node]) -> Iterator[list[Key]]:
    """Circles, each once; depth first without recursion."""
    done: dict[Key, None] = {}
    for start in graph:
        path: dict[Key, None] = {}
        pending = [(start, False)]
        while pending:
            key, leaving = pending.pop()
            if leaving:
                path.pop(key, None)
                done[key] = None
            elif key in path:
                keys = list(path)
                yield keys[keys.index(key) :]
            elif key not in done:
                path[key] = None
                pending.append((key, True))
                pending += [(behind, False) for behind in _behind(graph, key)]


def _behind(graph: Mapping[Key, Node], key: Key) -> list[Key]:
    match graph[key]:
        case DecisionNode(wires=wires):
            return [wire.key for wire in wires]
        case KnowledgeNode(wires=wires):
            return [wire.key for wire in wires if wire.key != key]
        case ServiceNode(outputs=outputs):
            return [output for _, output in outputs]
        case InputNode():
            return []
