"""The test cases of the public DMN compatibility kit: ``*-test-*.xml`` beside the models."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from engine.feel import compile_expression
from engine.feel.comparison import equal
from engine.feel.run import Run
from tests.contract.engine.dmn.xml_reading import Element, child, children, read

KIT = Path(__file__).resolve().parents[5] / "shared" / "dmn-tck"
_TOLERANCE = Decimal("1e-8")


@dataclass(frozen=True)
class Case:
    """One expected result; null when the decision must fail. ``service``: called as a decision service."""

    model: Path
    id: str
    decision: str
    inputs: dict[str, Any]
    expected: Any
    service: str = ""


def cases(level: int) -> Iterator[Case]:
    """All cases of a compliance level, in the order of the folders."""
    for path in sorted((KIT / f"compliance-level-{level}").glob("*/*.xml")):
        root = read(path)
        name = child(root, "modelName")
        if name is None or not name.text:
            raise ValueError(f"{path} names no model")
        for case in children(root, "testCase"):
            yield from _results(path.parent / name.text, case)


def _results(model: Path, case: Element) -> Iterator[Case]:
    inputs = {node.get("name", ""): value_of(node) for node in children(case, "inputNode")}
    for result in children(case, "resultNode"):
        expected = child(result, "expected")
        yield Case(
            model,
            case.get("id", ""),
            result.get("name", ""),
            inputs,
            None if expected is None else value_of(expected),
            case.get("invocableName", "") if case.get("type") == "decisionService" else "",
        )


def value_of(node: Element) -> Any:
    """The value that the XML describes."""
    components = list(children(node, "component"))
    if components:
        return {component.get("name", ""): value_of(component) for component in components}
    items = child(node, "list")
    if items is not None:
        return [value_of(item) for item in children(items, "item")]
    value = child(node, "value")
    return None if value is None else _scalar(value)


def _scalar(value: Element) -> Any:
    attributes = {name.rpartition("}")[2]: text for name, text in value.attrib.items()}
    if attributes.get("nil") == "true":
        return None
    text = value.text or ""
    match attributes.get("type", "xsd:string").rpartition(":")[2]:
        case "string":
            return text
        case "boolean":
            return text == "true"
        case "date" | "time" | "dateTime" | "duration" | "dayTimeDuration" | "yearMonthDuration":
            return _temporal(text)
        case _:
            return Decimal(text)


def _temporal(text: str) -> Any:
    """Read by the engine itself: a text it cannot read becomes null, and the case fails."""
    found = compile_expression(
        'if date and time(t) != null and contains(t, "T") and not(starts with(t, "P")) then date and time(t) '
        "else if date(t) != null then date(t) else if time(t) != null then time(t) else duration(t)"
    ).evaluate({"t": text})
    return f"unreadable {text}" if found is None else found


def same(actual: Any, expected: Any) -> bool:
    """Equal as FEEL; numbers up to the digits that the kit writes down."""
    match actual, expected:
        case (int() | Decimal(), Decimal()) if not isinstance(actual, bool):
            return abs(actual - expected) <= _TOLERANCE * max(Decimal(1), abs(expected))
        case list(), list():
            return len(actual) == len(expected) and all(map(same, actual, expected))
        case dict(), dict():
            return actual.keys() == expected.keys() and all(same(actual[k], expected[k]) for k in actual)
        case (date() | time() | datetime() | timedelta(), _):
            return type(actual) is type(expected) and bool(actual == expected)
        case _:
            return equal(actual, expected, Run(1_000_000, None)) is True
