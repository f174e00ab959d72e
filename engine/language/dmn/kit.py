"""Test cases in the format of the public compatibility kit: ``*-test-*.xml`` beside the .dmn file."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from engine.decisions.cases import Case, Expected, Kind, Suite
from engine.feel.moment_text import parse_at_literal
from engine.language.xml_reader import Element, read_xml
from engine.values import Finding

NAMESPACE = "http://www.omg.org/spec/DMN/20160719/testcase"
_TEMPORAL = ("date", "time", "dateTime", "duration", "dayTimeDuration", "yearMonthDuration")
_TEXTUAL = ("string", "anyURI", "token", "normalizedString", "QName", "")
_KINDS: dict[str, Kind] = {"decisionService": "decisionService", "bkm": "bkm"}
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?")


def is_kit_test(file: str) -> bool:
    """Whether a file's name says that it holds test cases."""
    return re.search(r"-test-[^/]*\.xml$", file) is not None


def read_kit(data: bytes, file: str) -> tuple[Suite | None, list[Finding]]:
    """The cases in a file, or None, and everything that is wrong with it. Never raises."""
    root = read_xml(data, file)
    if isinstance(root, Finding):
        return None, [root]
    if root.tag != "testCases":
        message = f"these are no test cases: the root is <{root.tag}>"
        return None, [Finding("no-test-cases", message, f"use testCases of {NAMESPACE}").at(file, 1, 1)]
    reader = _Reader(file)
    name = root.one("modelName")
    cases = tuple(reader.case(case) for case in root.all("testCase"))
    return Suite(file, name.text.strip() if name is not None else "", cases), reader.findings


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file
        self.findings: list[Finding] = []

    def case(self, element: Element) -> Case:
        """One test case."""
        kind = _KINDS.get(element.get("type"), "decision")
        return Case(
            element.get("id"),
            {_name(node): self.value(node) for node in element.all("inputNode")},
            tuple(self._expected(element)),
            _words(element.get("invocableName")) if kind != "decision" else "",
            kind,
            line=element.line,
        )

    def _expected(self, case: Element) -> Iterator[Expected]:
        for result in case.all("resultNode"):
            expected = result.one("expected")
            value = None if expected is None else self.value(expected)
            yield Expected(_name(result), value, result.get("errorResult") in ("true", "1"))

    def value(self, node: Element) -> Any:
        """The value that the XML describes; a finding and null when it cannot be read."""
        if _is_nil(node):
            return None
        components = list(node.all("component"))
        if components:
            return {_name(component): self.value(component) for component in components}
        items = node.one("list")
        if items is not None:
            return None if _is_nil(items) else [self.value(item) for item in items.all("item")]
        value = node.one("value")
        return None if value is None or _is_nil(value) else self._scalar(value)

    def _scalar(self, value: Element) -> Any:
        text = value.text
        kind = value.get(_TYPE).rpartition(":")[2]
        if kind in _TEXTUAL:
            return text
        found = _read(kind, text.strip())
        if found is None:
            finding = Finding("wrong-value", f"{text.strip()!r:.60} is no {kind}", "correct the value")
            self.findings.append(finding.at(self._file, value.line, value.column))
        return found


def _read(kind: str, text: str) -> Any:
    if kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text)
    if kind in _TEMPORAL:
        return parse_at_literal(text)
    try:
        return Decimal(text) if _NUMBER.fullmatch(text) else None
    except InvalidOperation:
        return None


def _is_nil(element: Element) -> bool:
    return element.get(_NIL) in ("true", "1")


def _name(element: Element) -> str:
    return _words(element.get("name"))


def _words(text: str) -> str:
    return " ".join(text.split())
