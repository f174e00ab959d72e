"""A DMN model as a scope: decisions are evaluated when their name is looked up."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.contract.engine.dmn.boxed import BoxedFunction, Vocabulary, evaluate, expression_in, function_of
from tests.contract.engine.dmn.item_types import item_types
from tests.contract.engine.dmn.kit_cases import Case
from tests.contract.engine.dmn.xml_reading import Element, child, children, read, required

_NAMED = ("variable", "itemComponent", "formalParameter", "inputData", "decision", "column", "output")


class Model:
    """The named elements of a .dmn file."""

    def __init__(self, path: Path) -> None:
        root = read(path)
        names = {name for tag_name in _NAMED for name in _names(root, tag_name)}
        self.words = Vocabulary(tuple(sorted(names)), item_types(root))
        self.inputs = dict(_by_name(root, "inputData"))
        self.decisions = dict(_by_name(root, "decision"))
        self.knowledge = dict(_by_name(root, "businessKnowledgeModel"))
        self.services = dict(_by_name(root, "decisionService"))
        self.by_id = {e.get("id", ""): e.get("name", "") for e in root if e.get("id")}

    def evaluate(self, case: Case) -> Any:
        """The value of the case's decision; null when a service lacks one of its input decisions."""
        service = self.services.get(case.service)
        if service is not None and not case.inputs.keys() >= set(self.required(service, "inputDecision")):
            return None
        return ModelScope(self, case.inputs)[case.decision]

    def required(self, service: Element, kind: str) -> list[str]:
        """The names that a service refers to."""
        hrefs = (e.get("href", "").rpartition("#")[2] for e in children(service, kind))
        return [self.by_id[href] for href in hrefs]


class ModelScope(Mapping[str, Any]):
    """Inputs, decisions, business knowledge and services of a model, each made at its first use."""

    def __init__(self, model: Model, inputs: Mapping[str, Any]) -> None:
        self._model = model
        self._values: dict[str, Any] = {}
        for name, value in inputs.items():
            item = model.inputs.get(name)
            typed = item is not None and child(item, "variable") is not None
            self._values[name] = (
                model.words.typed(value, required(item, "variable").get("typeRef"))
                if typed and item is not None
                else value
            )

    def __getitem__(self, name: str) -> Any:
        if name not in self._values:
            self._values[name] = self._made(name)
        return self._values[name]

    def _made(self, name: str) -> Any:
        model = self._model
        if name in model.decisions:
            return self._decision(model.decisions[name])
        if name in model.knowledge:
            return self._knowledge(model.knowledge[name])
        if name in model.services:
            return self._service(model.services[name])
        raise KeyError(name)

    def _decision(self, decision: Element) -> Any:
        box = expression_in(decision)
        value = None if box is None else evaluate(box, self, self._model.words)
        variable = child(decision, "variable")
        return value if variable is None else self._model.words.typed(value, variable.get("typeRef"))

    def _knowledge(self, knowledge: Element) -> Any:
        logic = child(knowledge, "encapsulatedLogic")
        return None if logic is None else function_of(logic, self, self._model.words, None)

    def _service(self, service: Element) -> BoxedFunction:
        decisions = self._model.required(service, "inputDecision")
        inputs = self._model.required(service, "inputData")
        outputs = self._model.required(service, "outputDecision")
        parameters = tuple((name, self._type_reference(name)) for name in (*inputs, *decisions))

        def body(values: Mapping[str, Any]) -> Any:
            scope = ModelScope(self._model, values)
            results = {name: scope[name] for name in outputs}
            return next(iter(results.values())) if len(results) == 1 else results

        return BoxedFunction("service", parameters, body, self._model.words)

    def _type_reference(self, name: str) -> str | None:
        element = self._model.inputs.get(name)
        element = self._model.decisions[name] if element is None else element
        variable = child(element, "variable")
        return None if variable is None else variable.get("typeRef")

    def __iter__(self) -> Iterator[str]:
        model = self._model
        return iter({*self._values, *model.decisions, *model.knowledge, *model.services})

    def __len__(self) -> int:
        return len(list(iter(self)))


def _names(root: Element, tag_name: str) -> Iterator[str]:
    return (e.get("name", "") for e in root.iter() if e.tag.rpartition("}")[2] == tag_name and e.get("name"))


def _by_name(root: Element, kind: str) -> list[tuple[str, Element]]:
    return [(element.get("name", ""), element) for element in children(root, kind)]
