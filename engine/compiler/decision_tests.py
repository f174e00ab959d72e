"""Runs the tests of decisions in a set of files: those of the compatibility kit, and authors' own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

from engine.compiler.loading.decision_tests import load_tests
from engine.compiler.loading.decisions import Decisions, load_decisions
from engine.compiler.sources import TESTS, Source, read_sources
from engine.decisions.cases import Suite, Verdict, judge
from engine.decisions.decision import Decision
from engine.language.dmn import is_dmn
from engine.language.dmn.kit import is_kit_test, read_kit
from engine.values import Finding

KIT_NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)  # any day will do, if it is always the same


@dataclass(frozen=True, slots=True)
class SuiteRun:
    """What came out of the tests in one file."""

    file: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class TestRun:
    """What came out of all tests. ``findings`` tell about files that could not be read, and about models."""

    __test__ = False

    suites: tuple[SuiteRun, ...]
    findings: tuple[Finding, ...]

    @property
    def total(self) -> int:
        """How many expectations there were."""
        return sum(len(suite.verdicts) for suite in self.suites)

    @property
    def passed(self) -> int:
        """How many of them were met."""
        return sum(verdict.passed for suite in self.suites for verdict in suite.verdicts)


def run_tests(files: Mapping[str, bytes], chosen: Iterable[str] | None = None) -> TestRun:
    """Run the tests in these files, by folder: decisions see what lies beside them. Never raises.

    ``chosen``: the files of tests, or of models whose tests are wanted; all without it.
    """
    wanted = set(files) if chosen is None else set(chosen)
    suites: list[SuiteRun] = []
    findings: list[Finding] = []
    for folder in sorted({str(PurePosixPath(file).parent) for file in files}):
        inside = {f: data for f, data in files.items() if str(PurePosixPath(f).parent) == folder}
        if any(is_test(file) for file in inside):
            found, wrong = _run_folder(inside, wanted)
            suites += found
            findings += wrong
    return TestRun(tuple(suites), tuple(findings))


def is_test(file: str) -> bool:
    """Whether a file holds tests of decisions."""
    return is_kit_test(file) or file.endswith(TESTS)


def _run_folder(files: Mapping[str, bytes], wanted: set[str]) -> tuple[list[SuiteRun], list[Finding]]:
    written = {file: data for file, data in files.items() if file.endswith((".yaml", ".yml"))}
    sources, findings = read_sources(written)
    decisions = load_decisions(
        [source for source in sources if source.kind == "decision"],
        {file: data for file, data in files.items() if is_dmn(file)},
    )
    findings = [finding for finding in findings if finding.severity == "error"]
    findings += [finding for finding in decisions.findings if finding.severity == "error"]
    runs: list[SuiteRun] = []
    for suite, wrong in _suites(files, sources):
        findings += [finding for finding in wrong if suite is None or suite.file in wanted]
        if suite is not None and _is_wanted(suite, decisions, wanted):
            known = _known(suite, decisions)
            runs.append(SuiteRun(suite.file, tuple(v for c in suite.cases for v in judge(c, known))))
    return runs, findings


def _suites(
    files: Mapping[str, bytes], sources: list[Source]
) -> Iterator[tuple[Suite | None, Iterable[Finding]]]:
    for file in sorted(files):
        if is_kit_test(file):
            suite, wrong = read_kit(files[file], file)
            cases = tuple(replace(case, now=KIT_NOW) for case in suite.cases) if suite else ()
            yield (replace(suite, cases=cases) if suite else None), wrong
    for source in sources:
        if source.kind == "tests":
            loaded = load_tests(source)
            yield loaded.value, loaded.findings


def _is_wanted(suite: Suite, decisions: Decisions, wanted: set[str]) -> bool:
    """The file itself is wanted, or the model that it tests."""
    return suite.file in wanted or _model_file(suite, decisions) in wanted


def _model_file(suite: Suite, decisions: Decisions) -> str:
    """The file of the model, or of the decision, that a suite names."""
    beside = str(PurePosixPath(suite.file).parent / suite.model)
    for model in decisions.models:
        if model.file == beside or (suite.model in (model.name, PurePosixPath(model.file).name)):
            return model.file
    return next((item.source.document.file for item in decisions.loaded if item.name == suite.model), "")


def _known(suite: Suite, decisions: Decisions) -> dict[str, Decision]:
    """What a suite may ask by name: everything, and first what stands in the model that it tests."""
    known = {name: Decision(name, key, decisions.graph) for name, key in decisions.registered.items()}
    file = _model_file(suite, decisions)
    for key, node in decisions.graph.items():
        if key[0] == file:
            known[node.name] = Decision(node.name, key, decisions.graph)
    return known
