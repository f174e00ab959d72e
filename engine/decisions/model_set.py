"""Models that may import each other: what leads from one to another."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.decisions.graph import Node
from engine.decisions.item_types import ItemType, Types
from engine.decisions.models import ElementSource, InputDataSource, Key, ModelSource
from engine.decisions.naming import names_of
from engine.values import Finding


@dataclass(slots=True)
class Linked:
    """The graph of all models; keys are (file, id). ``registered``: what can be asked, by name.

    ``findings`` have the file of their model.
    """

    graph: dict[Key, Node] = field(default_factory=dict)
    registered: dict[str, Key] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class ModelSet:
    """Looks up elements, types and names across models, and collects what is compiled of them."""

    def __init__(self, models: tuple[ModelSource, ...]) -> None:
        self.models = models
        self.elements = {(m.file, e.id): e for m in models for e in m.elements}
        self._by_namespace: dict[str, ModelSource] = {}
        for model in models:
            self._by_namespace.setdefault(model.namespace, model)
        self.registered = registered(models)
        self.linked = Linked(registered=self.registered)
        self._types: dict[str, Types] = {}

    def imported(self, model: ModelSource) -> dict[str, ModelSource]:
        """The imported models that are there, by the name of the import."""
        return {
            imported.name: self._by_namespace[imported.namespace]
            for imported in model.imports
            if imported.namespace in self._by_namespace
        }

    def types(self, model: ModelSource, around: tuple[str, ...] = ()) -> Types:
        """The types of a model, those of imported models included; circles of imports end."""
        if model.file not in self._types:
            imported: dict[str, ItemType] = {}
            for name, other in self.imported(model).items():
                if other.file not in around and other.file != model.file:
                    own = self.types(other, (*around, model.file)).own
                    imported |= {f"{name}.{key}" if name else key: kind for key, kind in own.items()}
            found = Types(model.items, self.names(model), imported)
            if around:
                return found
            self._types[model.file] = found
        return self._types[model.file]

    def names(self, model: ModelSource) -> tuple[str, ...]:
        """All names of a model and of those that it imports."""
        found = dict.fromkeys(names_of(model))
        for name, other in self.imported(model).items():
            found |= dict.fromkeys([name, *names_of(other)])
        return tuple(name for name in found if name)

    def element(self, key: Key) -> ElementSource | None:
        """The element with a key of the graph."""
        return self.elements.get(key)

    def file_of(self, model: ModelSource, namespace: str) -> str:
        """The file that a reference of a model leads to."""
        own = not namespace or namespace == model.namespace
        return model.file if own else self._by_namespace.get(namespace, ModelSource("", "", ())).file

    def add(self, key: Key, node: Node) -> None:
        """A finished node."""
        self.linked.graph[key] = node

    def find(self, finding: Finding) -> None:
        """Something wrong."""
        self.linked.findings.append(finding)


def registered(models: Iterable[ModelSource]) -> dict[str, Key]:
    """What can be asked, by ``name`` and by ``model/name``; the first of several with one name."""
    found: dict[str, Key] = {}
    for model in models:
        for element in model.elements:
            if not isinstance(element, InputDataSource):
                key = (model.file, element.id)
                if element.name != model.name:
                    found.setdefault(f"{model.name}/{element.name}", key)
                if element.public:
                    found.setdefault(element.name, key)
    return found
