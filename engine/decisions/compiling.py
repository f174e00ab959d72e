"""Table sources → decision tables, or everything that is wrong with them."""

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from engine.decisions.model import Body, Input, Output, Rule, Test
from engine.decisions.source import (
    HIT_POLICIES,
    HitPolicy,
    InputSource,
    OutputSource,
    RuleSource,
    TableSource,
)
from engine.decisions.table import DecisionTable
from engine.feel import Bundle, Code, FeelSyntaxError, FeelType, Reference
from engine.feel.code.scopes import StaticScope
from engine.values import Finding

MAX_RULES = 10_000
_NULL = "null"


def compile_table(
    source: TableSource, names: Iterable[str] = (), types: Mapping[str, FeelType] | None = None
) -> DecisionTable | tuple[Finding, ...]:
    """The table, or all findings, each with the path of its cell (``rules[2].inputs[0]``).

    ``names``: known names with spaces, as for compile_expression.
    """
    return compile_inside(source, Bundle(names, types), StaticScope())


def compile_inside(
    source: TableSource, bundle: Bundle, scope: StaticScope
) -> DecisionTable | tuple[Finding, ...]:
    """The same for a table that stands among other code of a bundle and sees the variables around it."""
    return _Compiler(source, bundle, scope).compile()


class _Compiler:
    def __init__(self, source: TableSource, bundle: Bundle, scope: StaticScope) -> None:
        self._source = source
        self._bundle = bundle
        self._scope = scope
        self._findings: list[Finding] = []
        self._places: list[tuple[str, Reference]] = []

    def compile(self) -> DecisionTable | tuple[Finding, ...]:
        source = self._source
        self._check_shape()
        if self._findings:
            return tuple(self._findings)
        inputs = [self._input(index, column) for index, column in enumerate(source.inputs)]
        outputs = [self._output(index, column) for index, column in enumerate(source.outputs)]
        rules = [self._rule(index, rule) for index, rule in enumerate(source.rules)]
        if self._findings:
            return tuple(self._findings)
        policy = cast("HitPolicy", source.hit_policy)
        body = Body(source.name, policy, tuple(inputs), tuple(outputs), tuple(rules), self._bundle)
        return DecisionTable(source.name, policy, source, body, tuple(self._places))

    def _find(self, code: str, message: str, path: str, cure: str = "") -> None:
        self._findings.append(Finding(code, message, cure, path=path))

    def _check_shape(self) -> None:
        source = self._source
        if source.hit_policy not in HIT_POLICIES:
            cure = f"use one of {' '.join(HIT_POLICIES)}"
            self._find("hit-policy", f"{source.hit_policy!r} is no hit policy", "hitPolicy", cure)
        if not source.outputs:
            self._find("no-output", "a decision table needs an output", "outputs", "add one")
        if len(source.rules) > MAX_RULES:
            self._find(
                "too-many-rules", f"{len(source.rules)} rules are too many", "rules", "split the table"
            )
        self._check_outputs()
        for index, rule in enumerate(source.rules):
            self._check_width(index, "inputs", len(rule.inputs), len(source.inputs))
            self._check_width(index, "outputs", len(rule.outputs), len(source.outputs))

    def _check_outputs(self) -> None:
        names = [output.name for output in self._source.outputs]
        for index, name in enumerate(names):
            if len(names) > 1 and not name:
                self._find("output-name", "with several outputs each needs a name", f"outputs[{index}]")
            if name and name in names[:index]:
                self._find(
                    "output-name", f"the output {name!r} stands twice", f"outputs[{index}]", "rename one"
                )
        if len(names) > 1 and self._source.hit_policy in ("C+", "C<", "C>"):
            cure = "use C, or one output"
            self._find("hit-policy", f"{self._source.hit_policy} works on one output", "hitPolicy", cure)

    def _check_width(self, rule: int, kind: str, found: int, wanted: int) -> None:
        if found != wanted:
            message = f"the rule has {found} {kind}, the table {wanted}"
            self._find("rule-width", message, f"rules[{rule}].{kind}", 'write - for "any"')

    def _input(self, index: int, column: InputSource) -> Input:
        path = f"inputs[{index}]"
        slot = self._bundle.slot()
        expression = self._expression(column.expression, f"{path}.expression")
        allowed = self._cell(column.allowed, slot, f"{path}.allowed") if column.allowed else None
        tests, unconditional = self._column(index, slot)
        label = column.label or column.expression
        return Input(label, expression, slot, allowed, tests, unconditional, column.label_zh)

    def _column(self, column: int, slot: int) -> tuple[tuple[Test, ...], int]:
        """Equal cells are compiled once; findings name the first of them."""
        rules: dict[str, int] = {}
        first: dict[str, int] = {}
        for index, rule in enumerate(self._source.rules):
            text = rule.inputs[column].strip() or "-"
            rules[text] = rules.get(text, 0) | 1 << index
            first.setdefault(text, index)
        unconditional = rules.pop("-", 0)
        tests = [
            Test(text, self._cell(text, slot, f"rules[{first[text]}].inputs[{column}]"), bits)
            for text, bits in rules.items()
        ]
        return tuple(tests), unconditional

    def _output(self, index: int, column: OutputSource) -> Output:
        path = f"outputs[{index}]"
        priorities = None
        if column.allowed and self._source.hit_policy in ("P", "O"):
            priorities = self._expression(f"[{column.allowed}]", f"{path}.allowed")
        default = self._expression(column.default, f"{path}.default") if column.default else None
        return Output(column.name, priorities, default)

    def _rule(self, index: int, rule: RuleSource) -> Rule:
        codes = [
            self._expression(text.strip() or _NULL, f"rules[{index}].outputs[{column}]")
            for column, text in enumerate(rule.outputs)
        ]
        return Rule(tuple(codes), rule.annotation, rule.annotation_zh)

    def _expression(self, text: str, path: str) -> Code:
        return self._compiled(lambda cell: self._bundle.expression(cell, self._scope), text, path)

    def _cell(self, text: str, slot: int, path: str) -> Code:
        return self._compiled(lambda cell: self._bundle.tests(cell, slot, self._scope), text, path)

    def _compiled(self, compiled: Callable[[str], Code], text: str, path: str) -> Code:
        """The code of a text; a finding and harmless code when it is no FEEL."""
        try:
            code = compiled(text)
        except FeelSyntaxError as error:
            message = f"{text.strip()!r:.80}: {error.message} (column {error.column})"
            self._find("feel-syntax", message, path, error.cure)
            return lambda _frame: None
        self._places += [(path, reference) for reference in self._bundle.references]
        return code
