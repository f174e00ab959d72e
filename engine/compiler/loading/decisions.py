"""All decisions of a set of files, from YAML and from .dmn files: one graph, and what can be asked of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from engine.compiler.loading.decision_models import model_of
from engine.compiler.loading.loaded import Loaded
from engine.compiler.report import Report
from engine.compiler.sources import Source
from engine.decisions import Decision, ModelSource, link
from engine.decisions.content import content_of
from engine.decisions.graph import Graph
from engine.decisions.models import ElementSource, InputDataSource, Key
from engine.language.authoring.decision import Decision as AuthoredDecision
from engine.language.authoring.doubts import Doubts
from engine.language.authoring.mending import read_mended
from engine.language.dmn import read_dmn
from engine.language.document import Document
from engine.language.places import Mark
from engine.values import Finding

_CURE = "correct the expression; texts in FEEL stand in double quotes"
_ABOUT_RULES = frozenset({"decision-overlap", "decision-hidden-rule", "decision-gap"})
_CELL_CURE = "correct the cell; texts in FEEL stand in double quotes"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was loaded, under all names by which it can be asked, and everything that is wrong."""

    loaded: tuple[Loaded, ...]
    models: tuple[ModelSource, ...]
    graph: Graph
    registered: Mapping[str, Key]
    findings: tuple[Finding, ...]


def load_decisions(sources: Iterable[Source], dmn_files: Mapping[str, bytes]) -> Decisions:
    """Read, link and compile. Never raises for what the files contain."""
    return _Loader().load(list(sources), dmn_files)


class _Loader:
    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._loaded: list[Loaded] = []
        self._documents: dict[str, Source] = {}
        self._models: list[ModelSource] = []
        self._doubts: dict[str, Doubts] = {}
        self._misshapen: set[str] = set()

    def load(self, sources: list[Source], dmn_files: Mapping[str, bytes]) -> Decisions:
        for source in sources:
            self._read_yaml(source)
        for file in sorted(dmn_files):
            self._read_dmn(file, dmn_files[file])
        linked = link(self._models)
        self._findings += [_cured(f) for f in linked.findings if not self._follows(f)]
        broken = {finding.file for finding in self._findings if finding.severity == "error"}
        content = content_of(self._models, {f: s.document.value for f, s in self._documents.items()})
        for model in self._models:
            for element in model.elements:
                if not isinstance(element, InputDataSource):
                    key = (model.file, element.id)
                    value = Decision(element.name, key, linked.graph, content[model.file])
                    usable = value.sound and (model.file not in broken or model.file not in self._documents)
                    self._add(model, element, value if usable else None)
        return Decisions(
            tuple(self._loaded), tuple(self._models), linked.graph, linked.registered, tuple(self._findings)
        )

    def _read_yaml(self, source: Source) -> None:
        document = source.document
        read = read_mended(AuthoredDecision, document, source.gaps)
        authored = read.authored
        self._findings += read.findings
        self._doubts[document.file] = read.doubts
        if authored is None:
            written = document.value.get("decision") if isinstance(document.value, dict) else None
            name = written if isinstance(written, str) else source.stem
            self._loaded.append(Loaded("decision", name, None, source, ()))
            return
        report = Report(read.document)
        model = model_of(authored, report)
        found = [finding for finding in report.findings if not read.doubts.follow(finding)]
        self._findings += found
        for finding in found:
            read.doubts.take_shown(finding.path)
        if found or read.findings:
            self._misshapen.add(document.file)
        self._documents[document.file] = source
        self._models.append(model)

    def _follows(self, finding: Finding) -> bool:
        """Whether a finding is owed to one about the shape: rules that lack a cell soon overlap."""
        doubts = self._doubts.get(finding.file)
        about_rules = finding.code in _ABOUT_RULES and finding.file in self._misshapen
        return about_rules or (doubts is not None and doubts.follow(finding))

    def _read_dmn(self, file: str, data: bytes) -> None:
        model, findings = read_dmn(data, file)
        self._findings += findings
        if model is None:
            stem = PurePosixPath(file).name.split(".")[0]
            self._loaded.append(Loaded("decision", stem, None, _source(file, None), ()))
            return
        self._models.append(replace(model, name=model.name or PurePosixPath(file).stem))

    def _add(self, model: ModelSource, element: ElementSource, value: Decision | None) -> None:
        """Under ``model/name``, and under the bare name if that is free."""
        source = self._documents.get(model.file) or _source(model.file, element)
        content = value.content if value else None
        taken = {item.name for item in self._loaded}
        names = [element.name] if isinstance(element, InputDataSource) or element.public else []
        if element.name != model.name:
            names.append(f"{model.name}/{element.name}")
        for name in names:
            if name not in taken:
                self._loaded.append(Loaded("decision", name, value, source, (), content))
            elif name == element.name:
                self._tell_taken(model, element, source)

    def _tell_taken(self, model: ModelSource, element: ElementSource, source: Source) -> None:
        first = next(item.source.document.file for item in self._loaded if item.name == element.name)
        message = f"`{element.name}` is defined in {first} already"
        if model.file in self._documents:
            found = Finding("defined-twice", message, "rename one")
            self._findings.append(source.document.at(found, ("decision",)))
            return
        cure = f"call this one `{model.name}/{element.name}`"
        place = element.place
        found = Finding("defined-twice", message, cure, severity="warning")
        self._findings.append(found.at(model.file, place.line, place.column, place.path))


def _source(file: str, element: ElementSource | None) -> Source:
    """A document for something in a .dmn file, so that findings about it have its place."""
    place = Mark(element.place.line, element.place.column) if element else Mark(1, 1)
    return Source("decision", Document(file, None, {(): place}, {}))


def _cured(finding: Finding) -> Finding:
    if finding.cure:
        return finding
    return replace(finding, cure=_CELL_CURE if "rules[" in finding.path else _CURE)
