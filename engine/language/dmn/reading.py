"""A .dmn file → a model (DMN 1.5, annex on XML): what counts is read, what does not is passed over.

Diagrams, extension elements, attributes of vendors, descriptions and knowledge sources decide nothing.
"""

from collections.abc import Iterator

from engine.decisions.boxes import FunctionBox, Place
from engine.decisions.models import (
    DecisionSource,
    ElementSource,
    ImportSource,
    InputDataSource,
    KnowledgeSource,
    ModelSource,
    Need,
    ServiceSource,
)
from engine.language.dmn.boxes import BoxReader
from engine.language.dmn.items import item_of
from engine.language.xml_reader import Element, read_xml
from engine.values import Finding

VERSIONS = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "http://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
    "https://www.omg.org/spec/DMN/20240513/MODEL/": "1.6",
}
_WANTED = "1.1 to 1.5"


def is_dmn(file: str) -> bool:
    """Whether a file's name says that it is a DMN model."""
    return file.lower().endswith((".dmn", ".dmn.xml"))


def read_dmn(data: bytes, file: str) -> tuple[ModelSource | None, list[Finding]]:
    """The model in a file, or None, and everything that is wrong with it. Never raises."""
    root = read_xml(data, file)
    if isinstance(root, Finding):
        return None, [root]
    if root.tag != "definitions" or root.namespace not in VERSIONS:
        return None, [_no_model(root, file)]
    reader = _Reader(root, file)
    model = reader.model()
    return model, reader.findings


def _no_model(root: Element, file: str) -> Finding:
    message = f"this is no DMN model: its root is <{root.tag}> of {root.namespace or 'no namespace'}"
    cure = f"export it as DMN {_WANTED}"
    return Finding("unknown-dmn-version", message, cure).at(file, root.line, root.column)


class _Reader:
    def __init__(self, root: Element, file: str) -> None:
        self._root = root
        self._file = file
        self.findings: list[Finding] = []
        self._boxes = BoxReader(self._find, root.get("expressionLanguage"))
        self._ids: dict[str, Element] = {}

    def model(self) -> ModelSource:
        root = self._root
        elements = tuple(self._elements())
        items = tuple(
            item_of(item, f"itemDefinition[{item.get('name')}]") for item in root.all("itemDefinition")
        )
        imports = tuple(self._import(found) for found in root.all("import") if _imports_model(found))
        return ModelSource(
            root.get("name"), root.get("namespace"), elements, items, imports, file=self._file,
            place=_place(root, "definitions"),
        )  # fmt: skip

    def _import(self, element: Element) -> ImportSource:
        return ImportSource(
            element.get("name"), element.get("namespace"), _place(element, f"import[{element.get('name')}]")
        )

    def _elements(self) -> Iterator[ElementSource]:
        for element in self._root.children:
            if element.namespace != self._root.namespace:
                continue
            id_ = element.get("id") or element.get("name")
            if element.tag in ("inputData", "decision", "businessKnowledgeModel", "decisionService"):
                self._check_id(element, id_)
            match element.tag:
                case "inputData":
                    yield InputDataSource(id_, _name(element), _type(element), _named(element))
                case "decision":
                    yield self._decision(element, id_)
                case "businessKnowledgeModel":
                    yield self._knowledge(element, id_)
                case "decisionService":
                    yield self._service(element, id_)

    def _check_id(self, element: Element, id_: str) -> None:
        if not element.get("name") and not _name(element):
            self._find(
                Finding("missing-name", f"a {element.tag} without a name", "give it one"), _named(element)
            )
        if id_ in self._ids:
            self._find(Finding("duplicate-id", f"the id `{id_}` stands twice", "change one"), _named(element))
        self._ids[id_] = element

    def _decision(self, element: Element, id_: str) -> DecisionSource:
        place = _named(element)
        logic = self._boxes.inside(element, place.path)
        needs = tuple(_needs(element, "informationRequirement", "requiredInput", "requiredDecision"))
        needs += tuple(_needs(element, "knowledgeRequirement", "requiredKnowledge"))
        return DecisionSource(id_, _name(element), logic, needs, _type(element), place)

    def _knowledge(self, element: Element, id_: str) -> KnowledgeSource:
        place = _named(element)
        logic = element.one("encapsulatedLogic")
        function = None
        if logic is not None:
            function = self._boxes.function(logic, f"{place.path}.encapsulatedLogic")
            if function.kind != "FEEL":
                function = FunctionBox(function.parameters, None, function.kind, function.place)
        needs = tuple(_needs(element, "knowledgeRequirement", "requiredKnowledge"))
        return KnowledgeSource(id_, _name(element), function, needs, _type(element), place)

    def _service(self, element: Element, id_: str) -> ServiceSource:
        def needs(tag: str) -> tuple[Need, ...]:
            return tuple(_need(found) for found in element.all(tag) if found.get("href"))

        return ServiceSource(
            id_, _name(element), needs("outputDecision"), needs("inputData"), needs("inputDecision"),
            _type(element), _named(element),
        )  # fmt: skip

    def _find(self, finding: Finding, place: Place) -> None:
        self.findings.append(finding.at(self._file, place.line, place.column, place.path))


def _imports_model(element: Element) -> bool:
    """Imports of other things (PMML, XML schemas) decide nothing here."""
    kind = element.get("importType")
    return not kind or kind in VERSIONS or "/DMN/" in kind


def _needs(element: Element, requirement: str, *tags: str) -> Iterator[Need]:
    for found in element.all(requirement):
        yield from (_need(target) for target in found.all(*tags) if target.get("href"))


def _need(target: Element) -> Need:
    namespace, _, id_ = target.get("href").rpartition("#")
    return Need((namespace, id_), _place(target, target.tag))


def _variable(element: Element) -> Element | None:
    return element.one("variable")


def _name(element: Element) -> str:
    """The name that FEEL sees: the variable's, which should be the element's."""
    variable = _variable(element)
    name = variable.get("name") if variable is not None else ""
    return " ".join((name or element.get("name")).split())


def _type(element: Element) -> str:
    variable = _variable(element)
    return variable.get("typeRef") if variable is not None else ""


def _named(element: Element) -> Place:
    return _place(element, f"{element.tag}[{element.get('name') or element.get('id')}]")


def _place(element: Element, path: str) -> Place:
    return Place(path, element.line, element.column)
