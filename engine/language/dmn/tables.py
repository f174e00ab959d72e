"""Decision tables of a .dmn file (DMN 1.5, 8.3)."""

import re
from collections.abc import Callable

from engine.decisions.boxes import Place, TableBox
from engine.decisions.source import InputSource, OutputSource, RuleSource, TableSource
from engine.language.xml_reader import Element

_POLICIES = {
    "": "U", "UNIQUE": "U", "ANY": "A", "PRIORITY": "P", "FIRST": "F", "RULE ORDER": "R",
    "OUTPUT ORDER": "O", "COLLECT": "C",
}  # fmt: skip
_AGGREGATIONS = {"": "", "SUM": "+", "MIN": "<", "MAX": ">", "COUNT": "#"}
_CELL = re.compile(r"(rules|inputs|outputs)\[(\d+)\](?:\.(inputs|outputs)\[(\d+)\]|\.(\w+))?")
_PARTS = {"expression": "inputExpression", "allowed": "inputValues", "default": "defaultOutputEntry"}

Check = Callable[[Element, Place], None]


def table_of(element: Element, path: str, check_language: Check) -> TableBox:
    """The table. ``check_language`` is told every expression that may name its own language."""
    for cell in element.anywhere():
        if cell.get("expressionLanguage"):
            check_language(cell, Place(path, cell.line, cell.column))
    policy = element.get("hitPolicy").strip().upper()
    written = _POLICIES.get(policy, policy)
    if written == "C":
        aggregation = element.get("aggregation").strip().upper()
        written += _AGGREGATIONS.get(aggregation, f" {aggregation}")
    source = TableSource(
        _decision_name(path),
        written,
        tuple(_input(column) for column in element.all("input")),
        tuple(_output(column) for column in element.all("output")),
        tuple(_rule(rule) for rule in element.all("rule")),
    )
    place = Place(path, element.line, element.column)
    return TableBox(source, place, element.get("typeRef"), lambda cell: _locate(element, place, cell))


def _decision_name(path: str) -> str:
    found = re.match(r"\w+\[(.*?)\]", path)
    return found[1] if found else "table"


def _text(element: Element | None) -> str:
    """The text of an expression or of unary tests; in a cell without FEEL's prefix of older tools."""
    found = element.one("text") if element is not None else None
    return found.text.strip() if found is not None else ""


def _input(column: Element) -> InputSource:
    expression = column.one("inputExpression")
    text = _text(expression) or column.get("{http://camunda.org/schema/1.0/dmn}inputVariable") or "null"
    return InputSource(text, column.get("label") or text, _tests(column.one("inputValues")))


def _output(column: Element) -> OutputSource:
    name = " ".join(column.get("name").split())
    return OutputSource(
        name,
        _text(column.one("outputValues")),
        _text(column.one("defaultOutputEntry")),
        column.get("typeRef"),
    )


def _tests(element: Element | None) -> str:
    text = _text(element)
    return "" if text == "-" else text


def _rule(rule: Element) -> RuleSource:
    notes = [_text(entry) for entry in rule.all("annotationEntry")]
    described = rule.one("description")
    note = "; ".join(note for note in notes if note) or (
        described.text.strip() if described is not None else ""
    )
    return RuleSource(
        tuple(_text(entry) for entry in rule.all("inputEntry")),
        tuple(_text(entry) for entry in rule.all("outputEntry")),
        note,
    )


def _locate(table: Element, place: Place, cell: str) -> Place:
    """The place of a path of the table: ``rules[2].inputs[0]``."""
    match = _CELL.fullmatch(cell)
    if not match:
        return Place(f"{place.path}.{cell}", place.line, place.column)
    found = _nth(table, match[1].removesuffix("s"), int(match[2]))
    if found is not None and match[3]:
        tag = "inputEntry" if match[3] == "inputs" else "outputEntry"
        found = _nth(found, tag, int(match[4])) or found
    elif found is not None and match[5]:
        found = found.one(_PARTS.get(match[5], match[5]), "outputValues") or found
    if found is None:
        return Place(f"{place.path}.{cell}", place.line, place.column)
    text = found.one("text")
    if text is not None and text.text_line:
        return Place(f"{place.path}.{cell}", text.text_line, text.text_column)
    return Place(f"{place.path}.{cell}", found.line, found.column)


def _nth(element: Element, tag: str, index: int) -> Element | None:
    return next((e for i, e in enumerate(element.all(tag)) if i == index), None)
