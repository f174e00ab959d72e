"""The logic of a YAML decision → boxed expressions with places."""

import json
import re
from collections.abc import Mapping
from typing import Any

from engine.compiler.literals import as_feel
from engine.compiler.texts import text
from engine.decisions import InputSource, OutputSource, RuleSource, TableSource
from engine.decisions.boxes import (
    Box,
    ConditionalBox,
    ContextBox,
    Entry,
    FilterBox,
    ForBox,
    FunctionBox,
    InvocationBox,
    ListBox,
    LiteralBox,
    Place,
    QuantifiedBox,
    RelationBox,
    TableBox,
)
from engine.language.authoring import boxes as forms
from engine.language.document import Document
from engine.language.places import Path, show_path

_POLICIES = {
    "unique": "U", "any": "A", "priority": "P", "first": "F", "rule order": "R", "output order": "O",
    "collect": "C", "sum": "C+", "min": "C<", "max": "C>", "count": "C#",
}  # fmt: skip
_CELL = re.compile(r"(rules|inputs|outputs)\[(\d+)\](?:\.(inputs|outputs)\[(\d+)\])?.*")


class LogicReader:
    """Reads the logic of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def place(self, path: Path, skipped: int = 0) -> Place:
        """The place of a text; ``skipped`` characters of it (a leading ``=``) do not belong to it."""
        mark = self._document.mark(path)
        block = mark.style in ("|", ">")
        quote = 1 if mark.style else 0
        return Place(show_path(path), mark.line, skipped if block else mark.column + quote + skipped, block)

    def spot(self, path: Path, *, key: bool = False) -> Place:
        """The place of a value as a whole, or of its key."""
        mark = self._document.mark(path, key=key)
        return Place(show_path(path), mark.line, mark.column)

    def box(self, raw: Any, path: Path, kind: str = "") -> Box:  # noqa: PLR0911 - one case a form
        """The boxed expression that a form or value is."""
        place = self.spot(path)
        match raw:
            case forms.TableForm(table=table):
                return self.table(table, (*path, "table"), show_path(path), kind)
            case forms.ContextForm():
                entries = tuple(
                    Entry(name, self.box(box, (*path, "context", name))) for name, box in raw.context.items()
                )
                result = self.box(raw.result, (*path, "result")) if raw.wrote("result") else None
                return ContextBox(entries, result, place, kind)
            case forms.ListForm(items=items):
                found = (self.box(item, (*path, "list", i)) for i, item in enumerate(items))
                return ListBox(tuple(found), place, kind)
            case forms.RelationForm(relation=relation):
                return self._relation(relation, (*path, "relation"), kind)
            case forms.FunctionForm(function=function):
                return self.function(function, (*path, "function"))
            case forms.CallForm():
                arguments = tuple(
                    Entry(name, self.box(box, (*path, "with", name))) for name, box in raw.arguments.items()
                )
                called = LiteralBox(raw.call, self.place((*path, "call")))
                return InvocationBox(called, arguments, place, kind)
            case forms.IfForm():
                return ConditionalBox(
                    self.box(raw.condition, (*path, "if")), self.box(raw.then, (*path, "then")),
                    self.box(raw.otherwise, (*path, "else")), place, kind,
                )  # fmt: skip
            case forms.ForForm():
                collection, body = (
                    self.box(raw.collection, (*path, "in")),
                    self.box(raw.body, (*path, "return")),
                )
                return ForBox(raw.variable, collection, body, place, kind)
            case forms.SomeForm() | forms.EveryForm():
                quantifier = "some" if isinstance(raw, forms.SomeForm) else "every"
                collection = self.box(raw.collection, (*path, "in"))
                condition = self.box(raw.satisfies, (*path, "satisfies"))
                return QuantifiedBox(
                    "some" if quantifier == "some" else "every",
                    raw.variable,
                    collection,
                    condition,
                    place,
                    kind,
                )
            case forms.FilterForm():
                collection, match = (
                    self.box(raw.filter, (*path, "filter")),
                    self.box(raw.match, (*path, "match")),
                )
                return FilterBox(collection, match, place, kind)
            case str() if raw.startswith("="):
                return LiteralBox(raw[1:], self.place(path, skipped=1), kind)
            case _:
                return LiteralBox(as_feel(raw), place, kind)

    def function(self, raw: forms.Function, path: Path) -> FunctionBox:
        """A function with its parameters."""
        body = self.box(raw.value, (*path, "value"))
        return FunctionBox(tuple(raw.parameters.items()), body, "FEEL", self.spot(path), raw.type)

    def table(self, raw: forms.Table, path: Path, name: str, kind: str = "") -> TableBox:
        """A decision table; ``name`` is what traces call it."""
        return self.columns(raw.hit_policy, raw.inputs, raw.outputs, raw.rules, path, name, kind)

    def columns(
        self,
        hit_policy: str,
        inputs: Mapping[str, forms.Input],
        outputs: Mapping[str, forms.Output],
        rules: list[forms.Rule],
        path: Path,
        name: str,
        kind: str,
    ) -> TableBox:
        """A decision table of these parts."""
        source = TableSource(
            name,
            _POLICIES.get(hit_policy, hit_policy),
            tuple(_input(column, raw) for column, raw in inputs.items()),
            tuple(_output(column, raw, len(outputs)) for column, raw in outputs.items()),
            tuple(_rule(list(inputs), list(outputs), rule) for rule in rules),
        )
        names = {"inputs": list(inputs), "outputs": list(outputs)}
        return TableBox(source, self.spot(path), kind, lambda cell: self._cell(cell, path, names))

    def _cell(self, cell: str, path: Path, names: Mapping[str, list[str]]) -> Place:
        """The table's own place of a finding (``rules[2].inputs[0]``) as a place in the file."""
        match = _CELL.fullmatch(cell)
        if not match:
            return self.spot(path)
        part, index, side = match[1], int(match[2]), match[3]
        if part != "rules":
            return self.spot((*path, part, names[part][index]))
        if side is None:
            return self.spot((*path, part, index))
        column = names[side][int(match[4])]
        return self.spot((*path, part, index, "when" if side == "inputs" else "then", column))

    def _relation(self, raw: forms.RelationColumns, path: Path, kind: str) -> RelationBox:
        rows = tuple(
            tuple(self.box(cell, (*path, "rows", i, j)) for j, cell in enumerate(row))
            for i, row in enumerate(raw.rows)
        )
        return RelationBox(tuple((name, "") for name in raw.columns), rows, self.spot(path), kind)


def _input(name: str, raw: forms.Input) -> InputSource:
    expression = (raw.expression or name).removeprefix("=")
    allowed = "" if raw.values is None else unary_tests(raw.values)
    if raw.label is None:
        return InputSource(expression, name, allowed)
    label = text(raw.label)
    return InputSource(expression, label.en, allowed, label.zh if label.zh != label.en else "")


def _output(name: str, raw: forms.Output, outputs: int) -> OutputSource:
    allowed = ", ".join(as_feel(value) for value in raw.values or ())
    default = feel_value(raw.default) if raw.wrote("default") else ""
    return OutputSource(name if outputs > 1 else "", allowed, default)


def _rule(inputs: list[str], outputs: list[str], rule: forms.Rule) -> RuleSource:
    tests = tuple(unary_tests(rule.when[name]) if name in rule.when else "-" for name in inputs)
    values = tuple(feel_value(rule.then.get(name)) for name in outputs)
    if rule.because is None:
        return RuleSource(tests, values)
    why = text(rule.because)
    return RuleSource(tests, values, why.en, "" if why.zh == why.en else why.zh)


def unary_tests(raw: Any) -> str:
    """A cell: text is FEEL unary tests; a number or boolean means that value, a list one of its values."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, list):
        return ", ".join(as_feel(value) for value in raw)
    return as_feel(raw)


def feel_value(raw: Any) -> str:
    """A conclusion: a literal, or an expression behind ``=``."""
    if isinstance(raw, str) and raw.startswith("="):
        return raw[1:]
    return json.dumps(raw, ensure_ascii=False) if isinstance(raw, str) else as_feel(raw)
