"""Tests of decisions from YAML: the same cases that the compatibility kit's XML has."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from engine.compiler.literals import as_feel
from engine.compiler.loading.loaded import Loaded, load
from engine.compiler.report import Report
from engine.compiler.sources import Source
from engine.decisions.cases import Case, Expected, Suite
from engine.feel import FeelError, FeelSyntaxError, compile_expression
from engine.feel.moment_text import parse_at_literal
from engine.language.authoring.decision_tests import DecisionTests, TestCase
from engine.language.places import Path

_NOW = "2026-01-01T12:00:00Z"  # a test must not depend on when it runs


def load_tests(source: Source) -> Loaded:
    """The suite in a file."""
    return load(source, DecisionTests, "tests", _suite)


def _suite(authored: DecisionTests, report: Report) -> Suite:
    reader = _Reader(authored, report)
    cases = tuple(reader.case(case, ("cases", index)) for index, case in enumerate(authored.cases))
    return Suite(report.document.file, authored.tests, cases)


class _Reader:
    def __init__(self, authored: DecisionTests, report: Report) -> None:
        self._authored = authored
        self._report = report

    def case(self, raw: TestCase, path: Path) -> Case:
        """One case."""
        given = {name: self._value(value, (*path, "given", name)) for name, value in raw.given.items()}
        now = self._moment(raw.now or self._authored.now or _NOW, path)
        line = self._report.document.mark(path).line
        return Case(raw.name, given, tuple(self._expected(raw, path)), now=now, line=line)

    def _expected(self, raw: TestCase, path: Path) -> Iterator[Expected]:
        if raw.wrote("expect") or raw.fails:
            value = self._value(raw.expect, (*path, "expect"))
            yield Expected(self._authored.tests, value, raw.fails)
        elif not raw.decisions:
            message = f"the case `{raw.name}` expects nothing"
            self._report.error("missing-field", message, "add `expect: …`, or `fails: true`", path)
        for name, value in raw.decisions.items():
            yield Expected(name, self._value(value, (*path, "decisions", name)))

    def _value(self, raw: Any, path: Path) -> Any:
        """A literal; an expression behind ``=`` may stand anywhere in it."""
        try:
            return compile_expression(as_feel(raw)).evaluate({})
        except FeelSyntaxError as error:
            self._report.error("feel-syntax", error.message, error.cure or "correct the expression", path)
        except FeelError as error:
            self._report.error("wrong-value", str(error), "write a smaller value", path)
        return None

    def _moment(self, text: str, path: Path) -> datetime | None:
        found = parse_at_literal(text)
        if isinstance(found, datetime) and found.tzinfo is not None:
            return found
        message = f"`{text}` is no date and time with an offset"
        self._report.error("invalid-moment", message, "write it as 2026-01-31T12:00:00Z", path)
        return None
