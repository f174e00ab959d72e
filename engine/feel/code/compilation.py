"""Syntax tree → Python closures: compiled once, run often."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from engine.feel.code import filters, functions, literals, loops, names, operators, unary
from engine.feel.code.scopes import Code, StaticScope
from engine.feel.library import BUILT_INS
from engine.feel.numbers import NUMBERS
from engine.feel.parser import height
from engine.feel.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    Conditional,
    Constant,
    ContextLiteral,
    Filter,
    For,
    FunctionLiteral,
    InstanceOf,
    Interval,
    Iteration,
    ListLiteral,
    Logic,
    Membership,
    Name,
    Negation,
    Node,
    Path,
    Quantified,
    Tests,
    UnaryTest,
    children,
)
from engine.feel.types import ANY, FeelType, type_of

Observe = Callable[[Node, Code], Code]


@dataclass(slots=True)
class Compilation:
    """Compiles the parts of one expression and counts the slots its variables need.

    ``observe`` may wrap the code of every node: that is how ``why_null`` looks inside.
    """

    types: Mapping[str, FeelType] = field(default_factory=dict)
    observe: Observe | None = None
    slots: int = 0

    def code(self, node: Node, scope: StaticScope) -> Code:
        """The code of a node whose names mean what the scope says."""
        code = self._code(node, scope)
        return self.observe(node, code) if self.observe else code

    def tests(self, tests: Tests, slot: int, around: StaticScope | None = None) -> Code:
        """The code of a cell; the value that ``?`` stands for is in the slot."""
        if not tests.tests:
            return lambda _frame: True
        scope = (around or StaticScope()).with_local("?", slot)
        checks = tuple(self._test(test, scope) for test in tests.tests)
        return unary.cell_code(slot, checks, negated=tests.negated)

    def _code(self, node: Node, scope: StaticScope) -> Code:  # noqa: PLR0911, PLR0912 - one case a kind
        match node:
            case Constant(value=value):
                return lambda _frame: value
            case Name(name=name):
                return names.name_code(name, scope.resolve(name), BUILT_INS.get(name))
            case Path():
                return self._path(node, scope)
            case Filter():
                return self._filter(node, scope)
            case Call():
                return self._call(node, scope)
            case Arithmetic(operator=operator, left=left, right=right):
                return operators.arithmetic_code(operator, self.code(left, scope), self.code(right, scope))
            case Negation(operand=operand):
                return operators.negation_code(self.code(operand, scope))
            case Comparison(operator=operator, left=left, right=right):
                constant = right.value if isinstance(right, Constant) else None
                return operators.comparison_code(
                    operator, self.code(left, scope), self.code(right, scope), constant
                )
            case Between(value=value, low=low, high=high):
                return operators.between_code(*(self.code(part, scope) for part in (value, low, high)))
            case Membership():
                return self._membership(node, scope)
            case Logic(operator=operator, operands=operands):
                return operators.logic_code(operator, self._all(operands, scope))
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                return operators.conditional_code(*self._all((condition, then, otherwise), scope))
            case For():
                return self._for(node, scope)
            case Quantified():
                return self._quantified(node, scope)
            case ListLiteral(items=items):
                return literals.list_code(self._all(items, scope))
            case ContextLiteral():
                return self._context(node, scope)
            case Interval():
                first, last = self.code(node.first, scope), self.code(node.last, scope)
                return literals.interval_code(first, node.first_included, last, node.last_included)
            case UnaryTest(operator=operator, endpoint=endpoint):
                return literals.unary_test_code(operator, self.code(endpoint, scope))
            case FunctionLiteral():
                return self._function(node, scope)
            case InstanceOf(value=value, type=type_name):
                return operators.instance_code(self.code(value, scope), type_of(type_name, self.types))
            case _:
                assert_never(node)

    def _all(self, nodes: tuple[Node, ...], scope: StaticScope) -> tuple[Code, ...]:
        return tuple(self.code(node, scope) for node in nodes)

    def _slot(self) -> int:
        self.slots += 1
        return self.slots - 1

    def _path(self, node: Path, scope: StaticScope) -> Code:
        """A chain of entries is one piece of code, unless somebody watches each of them."""
        entries = [node.name]
        base = node.base
        while isinstance(base, Path) and not self.observe:
            entries.append(base.name)
            base = base.base
        if isinstance(base, Name) and not self.observe:
            resolved = scope.resolve(base.name)
            if not resolved.items and resolved.slot is not None:
                return names.local_path_code(resolved.slot, entries[::-1])
            if not resolved.items and base.name not in BUILT_INS:
                return names.outer_path_code(base.name, entries[::-1])
        return names.path_code(self.code(base, scope), entries[::-1])

    def _filter(self, node: Filter, scope: StaticScope) -> Code:
        base = self.code(node.base, scope)
        if isinstance(node.predicate, Constant) and type(node.predicate.value) in NUMBERS:
            return filters.position_code(base, node.predicate.value)
        slot = self._slot()
        return filters.filter_code(
            base, self.code(node.predicate, scope.with_item(slot)), slot, _size(node.predicate)
        )

    def _call(self, node: Call, scope: StaticScope) -> Code:
        arguments = self._all(node.arguments, scope)
        function = node.function
        known = BUILT_INS.get(function.name) if isinstance(function, Name) else None
        if known and isinstance(function, Name) and scope.resolve(function.name).slot is None:
            if node.names:
                return functions.call_named(lambda _frame: known, node.names, arguments)
            return functions.call_known(known, arguments)
        if node.names:
            return functions.call_named(self.code(function, scope), node.names, arguments)
        return functions.call_code(self.code(function, scope), arguments)

    def _membership(self, node: Membership, scope: StaticScope) -> Code:
        slot = self._slot()
        subject = self.code(node.value, scope)
        tests = tuple(self._test(test, scope.with_local("?", slot)) for test in node.tests)
        return unary.membership_code(subject, slot, tests)

    def _test(self, test: Node, scope: StaticScope) -> unary.Check:
        literal = None if self.observe else unary.literal_check(test)
        if isinstance(test, Interval) and not literal:
            first, last = self.code(test.first, scope), self.code(test.last, scope)
            return unary.interval_check(first, test.first_included, last, test.last_included)
        return literal or unary.general_check(self.code(test, scope), _mentions(test, "?"))

    def _domains(
        self, iterations: tuple[Iteration, ...], scope: StaticScope
    ) -> tuple[list[tuple[Code, int]], StaticScope]:
        """The code and the slot of each iteration; later ones see the earlier variables."""
        domains: list[tuple[Code, int]] = []
        for iteration in iterations:
            domain = self.code(iteration.collection, scope)
            if iteration.last is not None:
                domain = loops.sequence_code(domain, self.code(iteration.last, scope))
            slot = self._slot()
            domains.append((domain, slot))
            scope = scope.with_local(iteration.name, slot)
        return domains, scope

    def _for(self, node: For, scope: StaticScope) -> Code:
        domains, inner = self._domains(node.iterations, scope)
        size = _size(node.body)
        if _mentions(node.body, "partial"):
            partial = self._slot()
            body = self.code(node.body, inner.with_local("partial", partial))
            return loops.for_code(domains, body, partial, size)
        body = self.code(node.body, inner)
        if len(domains) == 1:
            return loops.single_loop(*domains[0], body, size)
        return loops.for_code(domains, body, None, size)

    def _quantified(self, node: Quantified, scope: StaticScope) -> Code:
        domains, inner = self._domains(node.iterations, scope)
        condition = self.code(node.condition, inner)
        decisive = node.quantifier == "some"
        return loops.quantified_code(decisive, domains, condition, _size(node.condition))

    def _context(self, node: ContextLiteral, scope: StaticScope) -> Code:
        entries: list[tuple[str, Code, int]] = []
        for name, value in node.entries:
            code, slot = self.code(value, scope), self._slot()
            entries.append((name, code, slot))
            scope = scope.with_local(name, slot)
        return literals.context_code(entries)

    def _function(self, node: FunctionLiteral, scope: StaticScope) -> Code:
        if node.body is None:
            return functions.external_code()
        slots = []
        for parameter in node.parameters:
            slots.append(self._slot())
            scope = scope.with_local(parameter.name, slots[-1])
        types = (type_of(p.type, self.types) if p.type else None for p in node.parameters)
        return functions.function_code(
            functions.Template(
                tuple(parameter.name for parameter in node.parameters),
                tuple(known or ANY for known in types),
                tuple(slots),
                self.code(node.body, scope),
                _size(node.body),
                height(node.body),
            )
        )


def _size(node: Node) -> int:
    """How many nodes: what one evaluation of it is charged."""
    return 1 + sum(_size(child) for child in children(node))


def _mentions(node: Node, name: str) -> bool:
    return (isinstance(node, Name) and node.name == name) or any(
        _mentions(child, name) for child in children(node)
    )
