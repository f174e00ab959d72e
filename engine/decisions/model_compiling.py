"""The elements of one model → nodes of the graph."""

from collections.abc import Iterable, Mapping

from engine.decisions.box_compiling import BoxCompiler
from engine.decisions.box_types import misfit
from engine.decisions.boxes import Box, Place
from engine.decisions.functions import Signature
from engine.decisions.graph import DecisionNode, InputNode, KnowledgeNode, ServiceNode, Wire
from engine.decisions.item_types import ANYTHING, ItemType
from engine.decisions.model_set import ModelSet
from engine.decisions.models import (
    DecisionSource,
    ElementSource,
    InputDataSource,
    Key,
    KnowledgeSource,
    ModelSource,
    Need,
    ServiceSource,
)
from engine.feel import BUILT_IN_NAMES, Code, FeelType, Reference, nearest
from engine.feel.code.scopes import StaticScope
from engine.feel.types import ANY
from engine.values import Finding

_OUTSIDE = StaticScope()


class ModelCompiler:
    """Compiles the elements of one model."""

    def __init__(self, models: ModelSet, model: ModelSource) -> None:
        self._models = models
        self._model = model
        self._types = models.types(model)
        self._names = models.names(model)
        self._own: dict[str, Key] = {}
        for element in model.elements:
            self._own.setdefault(element.name, (model.file, element.id))
        self._visible = self._own | self._imported_names() | self._used()

    def compile(self) -> None:
        """All elements into the graph, and all findings."""
        for finding in self._types.findings:
            self._models.find(finding.at(self._model.file, finding.line, finding.column))
        self._check_imports()
        for element in self._model.elements:
            key = (self._model.file, element.id)
            match element:
                case InputDataSource():
                    self._models.add(key, InputNode(element.name, self._type(element)))
                case DecisionSource():
                    self._models.add(key, self._decision(element))
                case KnowledgeSource():
                    self._models.add(key, self._knowledge(element))
                case ServiceSource():
                    self._models.add(key, self._service(element))

    def _imported_names(self) -> dict[str, Key]:
        """The elements of a model that is imported without a name."""
        found: dict[str, Key] = {}
        for name, other in self._models.imported(self._model).items():
            if not name:
                found |= {e.name: (other.file, e.id) for e in other.elements}
        return found

    def _used(self) -> dict[str, Key]:
        """Elements of other models under names of their own; a finding for those that are not there."""
        found: dict[str, Key] = {}
        known = self._models.registered
        for use in self._model.uses:
            if use.target in known:
                found[use.name] = known[use.target]
            else:
                near = nearest(use.target, known)
                cure = f"did you mean `{near}`?" if near else "add its file"
                self._find(
                    Finding("unknown-decision", f"there is no decision `{use.target}`", cure), use.place
                )
        return found

    def _check_imports(self) -> None:
        known = self._models.imported(self._model)
        for imported in self._model.imports:
            if imported.name not in known:
                message = f"there is no model with the namespace `{imported.namespace}`"
                self._find(Finding("unknown-import", message, "add its file beside this one"), imported.place)

    def _type(self, element: ElementSource) -> ItemType:
        if not self._types.known(element.type):
            message = f"there is no type `{element.type}`"
            cure = "declare it, or use a type of FEEL"
            self._find(Finding("unknown-type", message, cure, severity="warning"), element.place)
        return self._types.named(element.type) if element.type else ANYTHING

    def _decision(self, element: DecisionSource) -> DecisionNode:
        compiler = BoxCompiler(self._names, self._types, self._outer_type)
        code = self._code(compiler, element.logic)
        wanted = self._type(element)
        for finding in misfit(compiler.found, wanted.type) if element.logic else ():
            self._find(finding, element.place)
        wires = self._wires(element.needs or ())
        wires, free = self._named(element, compiler.references, wires)
        broken = self._report(compiler, element)
        references = tuple(dict.fromkeys(reference for reference, _ in compiler.references))
        return DecisionNode(
            element.name, wanted, code, compiler.bundle.slots, compiler.height, wires, free,
            references, broken,
        )  # fmt: skip

    def _code(self, compiler: BoxCompiler, logic: Box | None) -> Code:
        return (lambda _frame: None) if logic is None else compiler.code(logic, _OUTSIDE)

    def _knowledge(self, element: KnowledgeSource) -> KnowledgeNode:
        compiler = BoxCompiler(self._names, self._types)
        wanted = self._type(element)
        box = element.function
        body = None
        if box is not None and box.kind == "FEEL":
            body = compiler.function(box, _OUTSIDE, None if wanted == ANYTHING or box.type else wanted)
        wires, unknown = self._named(element, compiler.references, self._wires(element.needs or ()))
        for name in unknown:
            self._unknown(element, name, compiler.references)
        return KnowledgeNode(
            element.name, body, compiler.bundle.slots, wires, self._report(compiler, element)
        )

    def _service(self, element: ServiceSource) -> ServiceNode:
        inputs = self._wires((*element.input_data, *element.input_decisions))
        outputs = tuple((wire.name[-1], wire.key) for wire in self._wires(element.outputs))
        parameters = tuple((wire.name[-1], self._parameter(wire.key)) for wire in inputs)
        wanted = self._type(element)
        if wanted.type.name == "function":
            wanted = ItemType(wanted.type.result) if wanted.type.result else ANYTHING
        broken = "" if outputs else "it has no output decision"
        if broken:
            message = f"the decision service `{element.name}` has no output decision"
            self._find(Finding("no-output", message, "name one"), element.place)
        signature = Signature(parameters, wanted)
        return ServiceNode(element.name, signature, tuple(wire.key for wire in inputs), outputs, broken)

    def _outer_type(self, name: str) -> FeelType:
        """The type of input data or of a decision of this model; anything for all other names."""
        file, id_ = self._visible.get(name, ("", ""))
        element = self._models.element((file, id_)) if file == self._model.file else None
        known = isinstance(element, InputDataSource | DecisionSource) and element.type
        return self._types.named(known).type if known else ANY

    def _parameter(self, key: Key) -> ItemType:
        """The type of a parameter is that of the input or decision that it stands for."""
        element = self._models.element(key)
        assert element is not None
        file, _ = key
        return self._types.named(element.type) if file == self._model.file and element.type else ANYTHING

    def _wires(self, needs: Iterable[Need]) -> tuple[Wire, ...]:
        wires: dict[Key, Wire] = {}
        for need in needs:
            namespace, id_ = need.key
            key = (self._models.file_of(self._model, namespace), id_)
            element = self._models.element(key)
            if element is None:
                message = f"there is no element `{id_}`" + (f" in {namespace}" if namespace else "")
                cure = "draw the requirement again, or add the import"
                self._find(Finding("unknown-requirement", message, cure), need.place)
            else:
                wires.setdefault(key, Wire((*self._prefix(key), element.name), key))
        return tuple(wires.values())

    def _prefix(self, key: Key) -> tuple[str, ...]:
        if key[0] == self._model.file:
            return ()
        names = [n for n, other in self._models.imported(self._model).items() if other.file == key[0]]
        return (names[0],) if names and names[0] else ()

    def _named(
        self,
        element: DecisionSource | KnowledgeSource,
        references: list[tuple[Reference, Place]],
        wires: tuple[Wire, ...],
    ) -> tuple[tuple[Wire, ...], tuple[str, ...]]:
        """Requirements that only the logic names, and the names that nothing declares."""
        found = {wire.name[0]: wire for wire in wires}
        qualified = {wire.name for wire in wires}
        more: list[Wire] = []
        free: dict[str, Place] = {}
        for reference, place in references:
            name = reference.path[0]
            visible = None if self._is_itself(element, name) else self._visible.get(name)
            key = visible or self._through_import(reference, qualified)
            if name in found and (len(found[name].name) == 1 or key is None):
                continue
            if key is None:
                if reference.certain or name not in BUILT_IN_NAMES:
                    free.setdefault(name, place)
                continue
            wire = Wire((name,) if visible else (name, reference.path[1]), key)
            if wire.name not in qualified:
                qualified.add(wire.name)
                more.append(wire)
                self._not_required(element, wire, place)
        self._warn_free(element, free)
        return (*wires, *more), tuple(free)

    def _is_itself(self, element: ElementSource, name: str) -> bool:
        """Whether a name can only by accident be the decision's own: where requirements are drawn, one that
        draws none to itself means a value that is given. Modellers without input data write so."""
        drawn = isinstance(element, DecisionSource) and element.needs is not None
        return drawn and self._visible.get(name) == (self._model.file, element.id)

    def _through_import(self, reference: Reference, known: set[tuple[str, ...]]) -> Key | None:
        """``Import.element``."""
        other = self._models.imported(self._model).get(reference.path[0])
        if other is None or reference.path[:2] in known or len(reference.path) < 2:
            return None
        return next(((other.file, e.id) for e in other.elements if e.name == reference.path[1]), None)

    def _not_required(self, element: ElementSource, wire: Wire, place: Place) -> None:
        if isinstance(element, DecisionSource | KnowledgeSource) and element.needs is not None:
            name = ".".join(wire.name)
            message = f"`{element.name}` uses `{name}` without requiring it"
            cure = f"draw a requirement from `{name}` to `{element.name}`"
            self._find(Finding("not-required", message, cure, severity="warning"), place)

    def _warn_free(self, element: ElementSource, free: Mapping[str, Place]) -> None:
        if self._model.undeclared == "given" or isinstance(element, KnowledgeSource):
            return
        code, severity = ("undeclared-input", self._model.undeclared)
        for name, place in free.items():
            near = nearest(name, self._visible)
            cure = f"did you mean `{near}`?" if near else "add input data of that name"
            message = f"nothing here is called `{name}`; it has to be given"
            self._find(Finding(code, message, cure, severity=severity), place)

    def _unknown(self, element: ElementSource, name: str, uses: list[tuple[Reference, Place]]) -> None:
        place = next(place for reference, place in uses if reference.path[0] == name)
        near = nearest(name, self._visible)
        cure = f"did you mean `{near}`?" if near else "make it a parameter"
        message = f"`{element.name}` sees its parameters only; nothing there is called `{name}`"
        self._find(Finding("unknown-name", message, cure, severity="warning"), place)

    def _report(self, compiler: BoxCompiler, element: ElementSource) -> str:
        """The findings of an element's logic; why it cannot be used, if it cannot."""
        for finding in compiler.findings:
            self._models.find(finding.at(self._model.file, finding.line, finding.column))
        errors = [finding for finding in compiler.findings if finding.severity == "error"]
        return f"{element.name} has an error: {errors[0].message}" if errors else ""

    def _find(self, finding: Finding, place: Place) -> None:
        self._models.find(finding.at(self._model.file, place.line, place.column, place.path))
