"""Walks an expression, infers types, and notes what can never be."""

from collections.abc import Mapping
from typing import assert_never

from engine.feel.checking import kinds
from engine.feel.checking.built_ins import result_of
from engine.feel.checking.calls import Trouble, built_in_trouble, function_trouble
from engine.feel.checking.kinds import BOOLEAN, ORDERED, RANGE, element_of, may_be, shown
from engine.feel.checking.operators import NEGATED, arithmetic_cure, arithmetic_type
from engine.feel.checking.problems import Problem
from engine.feel.checking.properties import PROPERTIES
from engine.feel.checking.scopes import Sight
from engine.feel.comparison import kind_of
from engine.feel.errors import place
from engine.feel.library import BUILT_INS
from engine.feel.names import nearest
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
    UnaryTest,
)
from engine.feel.types import ANY, NULL, FeelType, type_of

_TRUTH = frozenset({"boolean"})
_MAX_QUOTE = 60


class Checker:
    """Collects the problems of one text."""

    def __init__(self, text: str, given: Mapping[str, FeelType]) -> None:
        self._text = text
        self._given = given
        self._problems: dict[tuple[int, str], Problem] = {}

    def found(self) -> tuple[Problem, ...]:
        """All problems in the order of the text."""
        return tuple(self._problems[key] for key in sorted(self._problems))

    def tests(self, tests: tuple[Node, ...], subject: FeelType, sight: Sight) -> None:
        """What stands in a cell or behind ``in``."""
        for test in tests:
            found = self._tested(test, sight)
            if not kinds.comparable(subject, found):
                message = f"a {shown(subject)} is never `{self._quote(test)}`"
                self._note(test, "wrong-type", message, f"test for a {shown(subject)}")

    def _tested(self, test: Node, sight: Sight) -> FeelType:
        """The type that a value needs to pass the test; ANY for conditions, lists and what is not known."""
        match test:
            case Interval(first=first, last=last):
                found = self.type_of(first, sight)
                self._ordered(test, found, self.type_of(last, sight))
            case UnaryTest(endpoint=endpoint):
                found = self.type_of(endpoint, sight)
            case _:
                found = self.type_of(test, sight)
                return found if found.name in ORDERED else ANY
        return found

    def type_of(self, node: Node, sight: Sight) -> FeelType:  # noqa: PLR0911, PLR0912 - one case a kind
        """The type of a node's value; ANY when nothing is known."""
        match node:
            case Constant(value=value):
                return FeelType("Null" if value is None else kind_of(value))
            case Name(name=name):
                return sight.find(name)
            case Path(base=base, name=name):
                return self._entry(node, self.type_of(base, sight), name)
            case Filter():
                return self._filter(node, sight)
            case Call():
                return self._call(node, sight)
            case Arithmetic():
                return self._arithmetic(node, sight)
            case Negation(operand=operand):
                found = self.type_of(operand, sight)
                self._expect(operand, found, NEGATED, "`-` works on numbers and durations")
                return found if found.name in NEGATED else ANY
            case Comparison():
                return self._comparison(node, sight)
            case Between(value=value, low=low, high=high):
                subject = self.type_of(value, sight)
                for bound in (low, high):
                    self._ordered(node, subject, self.type_of(bound, sight))
                return BOOLEAN
            case Membership(value=value, tests=tests):
                subject = self.type_of(value, sight)
                self.tests(tests, subject, sight.with_local("?", subject))
                return BOOLEAN
            case Logic(operands=operands):
                for operand in operands:
                    self._condition(operand, sight)
                return BOOLEAN
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                self._condition(condition, sight)
                return kinds.join(self.type_of(then, sight), self.type_of(otherwise, sight))
            case For(iterations=iterations, body=body):
                return kinds.list_of(self.type_of(body, self._iterations(iterations, sight, partial=True)))
            case Quantified(iterations=iterations, condition=condition):
                self._condition(condition, self._iterations(iterations, sight, partial=False))
                return BOOLEAN
            case ListLiteral(items=items):
                return kinds.list_of(kinds.join_all([self.type_of(item, sight) for item in items]))
            case ContextLiteral():
                return self._context(node, sight)
            case Interval(first=first, last=last):
                self._ordered(node, self.type_of(first, sight), self.type_of(last, sight))
                return RANGE
            case UnaryTest(endpoint=endpoint):
                self.type_of(endpoint, sight)
                return RANGE
            case FunctionLiteral():
                return self._function(node, sight)
            case InstanceOf(value=value, type=name):
                self.type_of(value, sight)
                if type_of(name, self._given) is None:
                    near = nearest(name.name, [*self._given, *kinds.TYPE_NAMES])
                    cure = f"did you mean `{near}`?" if near else "use a type of FEEL or of the model"
                    self._note(node, "unknown-feel-type", f"there is no type `{name.name}`", cure)
                return BOOLEAN
            case _:
                assert_never(node)

    def _entry(self, node: Path, base: FeelType, name: str) -> FeelType:
        if base.name == "list":
            return kinds.list_of(self._entry(node, element_of(base), name))
        if base.name == "context":
            return base.arguments[base.entries.index(name)] if name in base.entries else ANY
        properties = PROPERTIES.get(base.name)
        if properties is None:
            return ANY
        if name not in properties:
            near = nearest(name, properties)
            known = f"it has {', '.join(properties)}" if properties else "only contexts have entries"
            cure = f"did you mean `{near}`?" if near else known
            self._note(node, "unknown-path", f"a {shown(base)} has no `{name}`", cure)
        return properties.get(name, ANY)

    def _filter(self, node: Filter, sight: Sight) -> FeelType:
        base = self.type_of(node.base, sight)
        element = element_of(base)
        predicate = self.type_of(node.predicate, sight.with_item(element))
        self._expect(node.predicate, predicate, _TRUTH | {"number"}, "a filter is a condition or a position")
        if predicate.name == "number":
            return element
        return kinds.list_of(element) if predicate.name == "boolean" else ANY

    def _call(self, node: Call, sight: Sight) -> FeelType:
        arguments = [self.type_of(argument, sight) for argument in node.arguments]
        function = node.function
        if isinstance(function, Name) and function.name in BUILT_INS and not sight.is_local(function.name):
            self._tell(node, built_in_trouble(function.name, arguments, node.names))
            return result_of(function.name, arguments, named=bool(node.names))
        found = self.type_of(function, sight)
        if not may_be(found, frozenset({"function"})):
            message = f"`{self._quote(function)}` is a {shown(found)} and cannot be called"
            self._note(node, "wrong-type", message, "write an operator, or the name of a function")
        elif found.name == "function":
            self._tell(node, function_trouble(found, arguments, bool(node.names)))
        return found.result or ANY

    def _arithmetic(self, node: Arithmetic, sight: Sight) -> FeelType:
        left, right = self.type_of(node.left, sight), self.type_of(node.right, sight)
        result = arithmetic_type(node.operator, left, right)
        if result is None:
            message = f"`{node.operator}` is not defined for {shown(left)} and {shown(right)}"
            self._note(node, "wrong-type", message, arithmetic_cure(node.operator, left, right))
        return result or ANY

    def _comparison(self, node: Comparison, sight: Sight) -> FeelType:
        left, right = self.type_of(node.left, sight), self.type_of(node.right, sight)
        if node.operator not in ("=", "!="):
            self._ordered(node, left, right)
        elif not kinds.comparable(left, right):
            message = f"a {shown(left)} is compared with a {shown(right)}"
            self._note(node, "wrong-type", message, "compare values of one type")
        return BOOLEAN

    def _ordered(self, node: Node, left: FeelType, right: FeelType) -> None:
        if not (may_be(left, ORDERED) and may_be(right, ORDERED) and kinds.comparable(left, right)):
            message = f"a {shown(left)} and a {shown(right)} have no order"
            self._note(node, "wrong-type", message, "compare values of one type: numbers, texts, dates …")

    def _iterations(self, iterations: tuple[Iteration, ...], sight: Sight, *, partial: bool) -> Sight:
        for iteration in iterations:
            domain = self.type_of(iteration.collection, sight)
            if iteration.last is not None:
                self._ordered(iteration.last, domain, self.type_of(iteration.last, sight))
            element = ANY if domain.name == "range" else element_of(domain)
            sight = sight.with_local(iteration.name, element)
        return sight.with_local("partial", kinds.LIST) if partial else sight

    def _context(self, node: ContextLiteral, sight: Sight) -> FeelType:
        types: list[FeelType] = []
        for name, value in node.entries:
            types.append(self.type_of(value, sight))
            sight = sight.with_local(name, types[-1])
        return FeelType("context", tuple(types), tuple(name for name, _ in node.entries))

    def _function(self, node: FunctionLiteral, sight: Sight) -> FeelType:
        types = []
        for parameter in node.parameters:
            types.append((type_of(parameter.type, self._given) if parameter.type else None) or ANY)
            sight = sight.with_local(parameter.name, types[-1])
        if node.body is None:
            message = "functions in another language are never run"
            self._note(node, "external-function", message, "write the function in FEEL, or call a service")
            return FeelType("function", tuple(types), result=NULL)
        return FeelType("function", tuple(types), result=self.type_of(node.body, sight))

    def _condition(self, node: Node, sight: Sight) -> None:
        self._expect(node, self.type_of(node, sight), _TRUTH, "a condition is true or false")

    def _expect(self, node: Node, found: FeelType, wanted: frozenset[str], rule: str) -> None:
        if not may_be(found, wanted):
            message = f"`{self._quote(node)}` is a {shown(found)}"
            self._note(node, "wrong-type", message, rule)

    def _tell(self, node: Node, trouble: Trouble | None) -> None:
        if trouble:
            self._note(node, "wrong-arguments", *trouble)

    def _note(self, node: Node, code: str, message: str, cure: str) -> None:
        line, column = place(self._text, node.start)
        self._problems.setdefault((node.start, message), Problem(code, message, cure, line, column))

    def _quote(self, node: Node) -> str:
        one_line = " ".join(self._text[node.start : node.end].split())
        return one_line if len(one_line) <= _MAX_QUOTE else one_line[: _MAX_QUOTE - 1] + "…"
