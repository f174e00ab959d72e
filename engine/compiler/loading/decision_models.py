"""A YAML decision → a decision model: the same that a .dmn file is."""

from typing import Any

from engine.compiler.loading.decision_logic import LogicReader, unary_tests
from engine.compiler.report import Report, did_you_mean
from engine.decisions.boxes import Box
from engine.decisions.models import (
    DecisionSource,
    ElementSource,
    InputDataSource,
    ItemSource,
    KnowledgeSource,
    ModelSource,
    Need,
    ServiceSource,
    UseSource,
)
from engine.feel import nearest
from engine.language.authoring.boxes import Table, TableForm
from engine.language.authoring.decision import Decision, Logic, Service, Type
from engine.language.places import Path

_PARTS = ("inputs", "outputs", "rules")


def model_of(authored: Decision, report: Report) -> ModelSource:
    """The model; what is wrong with its shape goes to the report."""
    return _ModelReader(authored, report).model()


class _ModelReader:
    def __init__(self, authored: Decision, report: Report) -> None:
        self._authored = authored
        self._report = report
        self._logic = LogicReader(report.document)

    def model(self) -> ModelSource:
        raw = self._authored
        self._check_names()
        items = tuple(self._item(name, kind, ("types", name)) for name, kind in raw.types.items())
        uses = tuple(
            UseSource(name, target, self._logic.place(("uses", name))) for name, target in raw.uses.items()
        )
        return ModelSource(
            raw.decision, "", tuple(self._elements()), items, uses=uses,
            file=self._report.document.file, undeclared="given" if raw.given is None else "error",
        )  # fmt: skip

    def _elements(self) -> "list[ElementSource]":
        raw = self._authored
        found: list[ElementSource] = [self._decision(raw.decision, raw, (), public=True)]
        for name, kind in (raw.given or {}).items():
            type_ = "" if kind == "any" else kind
            found.append(InputDataSource(name, name, type_, self._logic.spot(("given", name), key=True)))
        for name, function in raw.knowledge.items():
            box = self._logic.function(function, ("knowledge", name))
            place = self._logic.spot(("knowledge", name), key=True)
            found.append(KnowledgeSource(name, name, box, None, "", place, public=False))
        for name, logic in raw.decisions.items():
            found.append(self._decision(name, logic, ("decisions", name), public=False))
        return found + [self._service(name, service) for name, service in raw.services.items()]

    def _decision(self, name: str, raw: Logic, path: Path, *, public: bool) -> DecisionSource:
        logic = self._box(name, raw, path)
        place = self._logic.spot(path or ("decision",), key=True)
        return DecisionSource(name, name, logic, None, raw.type, place, public)

    def _box(self, name: str, raw: Logic, path: Path) -> Box | None:
        """A table, or another logic: exactly one of them."""
        written = [part for part in _PARTS if raw.wrote(part)]
        if raw.wrote("value"):
            if written:
                message = f"`{name}` has a value and {written[0]}: a decision is a table or a value"
                self._report.error("one-of", message, "write one of them", (*path, written[0]), key=True)
            if isinstance(raw.value, TableForm):
                self._check_columns(raw.value.table, (*path, "value", "table"))
            return self._logic.box(raw.value, (*path, "value"))
        for part in _PARTS:
            if getattr(raw, part) is None:
                cure = f"add `{part}: …`, or `value: …` instead of a table"
                self._report.error("missing-field", f"`{part}` is missing", cure, path)
        if raw.inputs is None or raw.outputs is None or raw.rules is None:
            return None
        self._check_columns(raw, path)
        return self._logic.columns(raw.hit_policy, raw.inputs, raw.outputs, raw.rules, path, name, "")

    def _service(self, name: str, raw: Service) -> ServiceSource:
        def needs(field: str, names: list[str], known: list[str]) -> tuple[Need, ...]:
            places = [(*("services", name), field, index) for index in range(len(names))]
            for place, wanted in zip(places, names, strict=True):
                if wanted not in known:
                    self._report.unknown("decision" if field != "inputs" else "input", wanted, known, place)
            return tuple(
                Need(("", wanted), self._logic.place(place))
                for place, wanted in zip(places, names, strict=True)
                if wanted in known
            )

        decisions = [self._authored.decision, *self._authored.decisions]
        return ServiceSource(
            name, name, needs("outputs", raw.outputs, decisions),
            needs("inputs", raw.inputs, list(self._authored.given or ())),
            needs("decisions", raw.decisions, decisions), "", self._logic.spot(("services", name), key=True),
            public=False,
        )  # fmt: skip

    def _item(self, name: str, raw: "str | Type", path: Path) -> ItemSource:
        place = self._logic.place(path)
        if isinstance(raw, str):
            return ItemSource(name, raw, place=place)
        if (raw.type is None) == (raw.fields is None):
            self._report.error("one-of", f"`{name}` needs a type or fields", "write one of them", path)
        fields = (raw.fields or {}).items()
        components = tuple(self._item(part, kind, (*path, "fields", part)) for part, kind in fields)
        return ItemSource(
            name, raw.type or "", components, raw.many,
            "" if raw.values is None else unary_tests(raw.values), raw.check or "", None, place,
        )  # fmt: skip

    def _check_names(self) -> None:
        """What is given, used, known and decided in one file shares its names."""
        raw = self._authored
        seen: dict[str, str] = {}
        for field in ("given", "uses", "knowledge", "decisions", "services"):
            for name in getattr(raw, field) or ():
                if name in seen:
                    message = f"`{name}` stands in {seen[name]} as well"
                    self._report.error("duplicate-id", message, "rename one", (field, name), key=True)
                seen.setdefault(name, field)

    def _check_columns(self, raw: Logic | Table, path: Path) -> None:
        """Every cell belongs to a column, and every output has its cell."""
        inputs, outputs = dict(raw.inputs or {}), dict(raw.outputs or {})
        for index, rule in enumerate(raw.rules or ()):
            place = (*path, "rules", index)
            for name in rule.when:
                if name not in inputs:
                    self._unknown("input", name, inputs, (*place, "when", name))
            for name in rule.then:
                if name not in outputs:
                    self._unknown("output", name, outputs, (*place, "then", name))
            meant = {nearest(name, outputs) for name in rule.then if name not in outputs}
            for name in outputs:
                if name not in rule.then and name not in meant:
                    message = f"the rule says nothing about `{name}`"
                    self._report.error("missing-output", message, f"add `{name}: …`", (*place, "then"))

    def _unknown(self, kind: str, name: str, known: dict[str, Any], path: Path) -> None:
        cure = did_you_mean(name, list(known), kind)
        self._report.error(f"unknown-{kind}", f"the table has no {kind} `{name}`", cure, path, key=True)
