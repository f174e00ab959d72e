"""The syntax tree of FEEL: a closed union of frozen dataclasses.

Every node carries ``start`` and ``end``, the offsets of its text, so that a message can quote it.
"""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, Union

ArithmeticOperator = Literal["+", "-", "*", "/", "**"]
ComparisonOperator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the text a node stands."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Constant(Span):
    """A literal: number, string, boolean, null, or an at-literal such as ``@"2026-01-31"``."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name(Span):
    name: str


@dataclass(frozen=True, slots=True)
class Path(Span):
    base: "Node"
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Span):
    base: "Node"
    predicate: "Node"


@dataclass(frozen=True, slots=True)
class Call(Span):
    """``names`` is empty for positional arguments, else as long as ``arguments``."""

    function: "Node"
    arguments: tuple["Node", ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arithmetic(Span):
    operator: ArithmeticOperator
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Negation(Span):
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Comparison(Span):
    operator: ComparisonOperator
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Between(Span):
    value: "Node"
    low: "Node"
    high: "Node"


@dataclass(frozen=True, slots=True)
class Membership(Span):
    """``value in (test, …)``; each test is an expression that may be a range or use ``?``."""

    value: "Node"
    tests: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Logic(Span):
    operator: Literal["and", "or"]
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Conditional(Span):
    condition: "Node"
    then: "Node"
    otherwise: "Node"


@dataclass(frozen=True, slots=True)
class Iteration:
    """``name in collection`` or, with ``last``, ``name in collection..last``."""

    name: str
    collection: "Node"
    last: Union["Node", None] = None


@dataclass(frozen=True, slots=True)
class For(Span):
    iterations: tuple[Iteration, ...]
    body: "Node"


@dataclass(frozen=True, slots=True)
class Quantified(Span):
    quantifier: Literal["some", "every"]
    iterations: tuple[Iteration, ...]
    condition: "Node"


@dataclass(frozen=True, slots=True)
class ListLiteral(Span):
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class ContextLiteral(Span):
    entries: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Interval(Span):
    first: "Node"
    first_included: bool
    last: "Node"
    last_included: bool


@dataclass(frozen=True, slots=True)
class UnaryTest(Span):
    """``< 5``: all values that compare so with the endpoint."""

    operator: ComparisonOperator
    endpoint: "Node"


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    type: Union["TypeName", None] = None


@dataclass(frozen=True, slots=True)
class FunctionLiteral(Span):
    """``body`` is None for an external function, which this engine never runs."""

    parameters: tuple[Parameter, ...]
    body: Union["Node", None]


@dataclass(frozen=True, slots=True)
class InstanceOf(Span):
    value: "Node"
    type: "TypeName"


@dataclass(frozen=True, slots=True)
class TypeName:
    """``number``, ``list<T>``, ``range<T>``, ``context<a: T>``, ``function<T, U> -> R`` or a given name.

    ``arguments`` holds the element type, the entry types or the parameter types; ``entries`` the entry
    names of a context; ``result`` a function's.
    """

    name: str
    arguments: tuple["TypeName", ...] = ()
    entries: tuple[str, ...] = ()
    result: Union["TypeName", None] = None


@dataclass(frozen=True, slots=True)
class Tests(Span):
    """Unary tests of a decision table's cell. No tests at all means ``-``: anything matches."""

    tests: tuple["Node", ...]
    negated: bool = False


Node: TypeAlias = (
    Constant
    | Name
    | Path
    | Filter
    | Call
    | Arithmetic
    | Negation
    | Comparison
    | Between
    | Membership
    | Logic
    | Conditional
    | For
    | Quantified
    | ListLiteral
    | ContextLiteral
    | Interval
    | UnaryTest
    | FunctionLiteral
    | InstanceOf
)


def children(node: Node | Tests) -> tuple[Node, ...]:  # noqa: PLR0911, PLR0912 - one line a kind
    """The direct sub-expressions in the order of the text."""
    match node:
        case Constant() | Name():
            return ()
        case Path(base=base):
            return (base,)
        case Filter(base=base, predicate=predicate):
            return (base, predicate)
        case Call(function=function, arguments=arguments):
            return (function, *arguments)
        case Arithmetic(left=left, right=right) | Comparison(left=left, right=right):
            return (left, right)
        case Negation(operand=operand):
            return (operand,)
        case Between(value=value, low=low, high=high):
            return (value, low, high)
        case Membership(value=value, tests=tests):
            return (value, *tests)
        case Logic(operands=operands):
            return operands
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case For(iterations=iterations, body=body) | Quantified(iterations=iterations, condition=body):
            return (*_collections(iterations), body)
        case ListLiteral(items=items):
            return items
        case ContextLiteral(entries=entries):
            return tuple(value for _, value in entries)
        case Interval(first=first, last=last):
            return (first, last)
        case UnaryTest(endpoint=endpoint):
            return (endpoint,)
        case FunctionLiteral(body=body):
            return (body,) if body is not None else ()
        case InstanceOf(value=value):
            return (value,)
        case Tests(tests=tests):
            return tests


def _collections(iterations: tuple[Iteration, ...]) -> tuple[Node, ...]:
    ends = ((iteration.collection, iteration.last) for iteration in iterations)
    return tuple(node for pair in ends for node in pair if node is not None)
