"""Boxed expressions, evaluated as they stand in the XML. Just enough for the kit's cases."""

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from engine.decisions import DecisionTable, InputSource, OutputSource, RuleSource, TableSource, compile_table
from engine.feel import FeelType, Function, compile_expression
from engine.feel.code.filters import as_list, element
from engine.feel.run import Run
from engine.feel.types import MISMATCH, coerce
from tests.contract.engine.dmn.item_types import named
from tests.contract.engine.dmn.xml_reading import Element, child, children, required, tag, text_of

Scope = Mapping[str, Any]
NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
_POLICIES = {
    "UNIQUE": "U", "ANY": "A", "PRIORITY": "P", "FIRST": "F", "RULE ORDER": "R", "OUTPUT ORDER": "O",
    "COLLECT": "C",
}  # fmt: skip
_AGGREGATIONS = {"SUM": "+", "MIN": "<", "MAX": ">", "COUNT": "#", None: ""}
EXPRESSIONS = (
    "literalExpression", "decisionTable", "context", "invocation", "list", "relation", "functionDefinition",
    "conditional", "filter", "for", "some", "every",
)  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
    """The names and types that expressions of a model may use."""

    names: tuple[str, ...]
    types: dict[str, FeelType]

    def typed(self, value: Any, reference: str | None) -> Any:
        """The value as that type; null when it does not fit."""
        converted = coerce(value, named(reference, self.types), Run(1_000_000, None))
        return None if converted is MISMATCH else converted


@dataclass(frozen=True, eq=False)
class BoxedFunction(Function):
    """A function whose body is a boxed expression."""

    name: str
    parameters: tuple[tuple[str, str | None], ...]
    body: Callable[[Scope], Any] = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)
    result: str | None = None

    def conforms_to(self, parameters: int) -> bool:
        return parameters == len(self.parameters)

    def invoke(self, arguments: Sequence[Any], run: Run) -> Any:
        run.charge(1)
        if len(arguments) != len(self.parameters):
            return None
        values = {}
        for (name, reference), argument in zip(self.parameters, arguments, strict=True):
            values[name] = self.vocabulary.typed(argument, reference)
            if values[name] is None and argument is not None:
                return None
        return self.vocabulary.typed(self.body(values), self.result)

    def invoke_named(self, arguments: dict[str, Any], run: Run) -> Any:
        if arguments.keys() != {name for name, _ in self.parameters}:
            return None
        return self.invoke([arguments[name] for name, _ in self.parameters], run)


def expression_in(parent: Element) -> Element | None:
    """The boxed expression that an element contains."""
    return child(parent, *EXPRESSIONS)


def evaluate(box: Element, scope: Scope, words: Vocabulary) -> Any:
    """The value of a boxed expression."""
    return words.typed(_READERS[tag(box)](box, scope, words), box.get("typeRef"))


def _inside(parent: Element, scope: Scope, words: Vocabulary) -> Any:
    return evaluate(required(parent, *EXPRESSIONS), scope, words)


def _literal(box: Element, scope: Scope, words: Vocabulary) -> Any:
    if not text_of(box).strip():
        return None
    return compile_expression(text_of(box), words.names, words.types).evaluate(scope, now=NOW)


def _context(box: Element, scope: Scope, words: Vocabulary) -> Any:
    made: dict[str, Any] = {}
    inner = ChainMap(made, scope)  # type: ignore[arg-type]
    for entry in children(box, "contextEntry"):
        value = _inside(entry, inner, words)
        variable = child(entry, "variable")
        if variable is None:
            return value
        made[variable.get("name", "")] = words.typed(value, variable.get("typeRef"))
    return made


def _invocation(box: Element, scope: Scope, words: Vocabulary) -> Any:
    function = _inside(box, scope, words)
    arguments = {
        required(binding, "parameter").get("name", ""): _inside(binding, scope, words)
        for binding in children(box, "binding")
    }
    return function.invoke_named(arguments, Run(100_000, None)) if isinstance(function, Function) else None


def _list(box: Element, scope: Scope, words: Vocabulary) -> Any:
    return [evaluate(item, scope, words) for item in children(box, *EXPRESSIONS)]


def _relation(box: Element, scope: Scope, words: Vocabulary) -> Any:
    columns = [column.get("name", "") for column in children(box, "column")]
    return [
        {
            name: evaluate(cell, scope, words)
            for name, cell in zip(columns, children(row, *EXPRESSIONS), strict=True)
        }
        for row in children(box, "row")
    ]


def _function(box: Element, scope: Scope, words: Vocabulary) -> Any:
    if box.get("kind") in ("Java", "PMML"):
        return None
    return function_of(box, scope, words, None)


def function_of(box: Element, scope: Scope, words: Vocabulary, result: str | None) -> BoxedFunction:
    """The function of a function definition, seeing the scope around it."""
    parameters = tuple((p.get("name", ""), p.get("typeRef")) for p in children(box, "formalParameter"))

    def body(values: Scope) -> Any:
        return _inside(box, ChainMap(dict(values), scope), words)  # type: ignore[arg-type]

    return BoxedFunction("function", parameters, body, words, result)


def _conditional(box: Element, scope: Scope, words: Vocabulary) -> Any:
    truth = _inside(required(box, "if"), scope, words)
    if truth is not None and not isinstance(truth, bool):
        return None
    return _inside(required(box, "then" if truth is True else "else"), scope, words)


def _filter(box: Element, scope: Scope, words: Vocabulary) -> Any:
    items = as_list(_inside(required(box, "in"), scope, words))
    chosen = []
    for item in items:
        entries = item if isinstance(item, dict) else {}
        verdict = _inside(required(box, "match"), ChainMap({"item": item} | entries, scope), words)  # type: ignore[arg-type]
        if isinstance(verdict, int | Decimal) and not isinstance(verdict, bool):
            return element(items, verdict)
        if verdict is not None and not isinstance(verdict, bool):
            return None
        chosen += [item] if verdict else []
    return chosen


def _each(box: Element, scope: Scope, words: Vocabulary, body: str) -> list[Any] | None:
    items = _inside(required(box, "in"), scope, words)
    if items is None:
        return None
    results: list[Any] = []
    name = box.get("iteratorVariable", "")
    for item in as_list(items):
        results.append(
            _inside(required(box, body), ChainMap({name: item, "partial": list(results)}, scope), words)  # type: ignore[arg-type]
        )
    return results


def _for(box: Element, scope: Scope, words: Vocabulary) -> Any:
    return _each(box, scope, words, "return")


def _quantified(box: Element, scope: Scope, words: Vocabulary) -> Any:
    truths = _each(box, scope, words, "satisfies")
    if truths is None:
        return None
    decisive = tag(box) == "some"
    if decisive in truths:
        return decisive
    return None if any(not isinstance(truth, bool) for truth in truths) else not decisive


def _table(box: Element, scope: Scope, words: Vocabulary) -> Any:
    return compiled_table(box, words).evaluate(scope).value


def compiled_table(box: Element, words: Vocabulary) -> DecisionTable:
    """The decision table in the XML. Raises ValueError with its findings."""
    table = compile_table(_table_source(box), words.names, words.types)
    if isinstance(table, tuple):
        raise ValueError("; ".join(map(str, table)))
    return table


def _table_source(box: Element) -> TableSource:
    policy = _POLICIES[box.get("hitPolicy", "UNIQUE")] + _AGGREGATIONS[box.get("aggregation")]
    inputs = tuple(
        InputSource(
            text_of(required(column, "inputExpression")),
            column.get("label", ""),
            text_of(child(column, "inputValues")),
        )
        for column in children(box, "input")
    )
    outputs = tuple(
        OutputSource(
            column.get("name", ""),
            text_of(child(column, "outputValues")),
            text_of(child(column, "defaultOutputEntry")),
        )
        for column in children(box, "output")
    )
    rules = tuple(
        RuleSource(
            tuple(map(text_of, children(rule, "inputEntry"))),
            tuple(map(text_of, children(rule, "outputEntry"))),
        )
        for rule in children(box, "rule")
    )
    return TableSource(box.get("outputLabel", "table"), policy, inputs, outputs, rules)


_READERS: dict[str, Callable[[Element, Scope, Vocabulary], Any]] = {
    "literalExpression": _literal,
    "decisionTable": _table,
    "context": _context,
    "invocation": _invocation,
    "list": _list,
    "relation": _relation,
    "functionDefinition": _function,
    "conditional": _conditional,
    "filter": _filter,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
}
