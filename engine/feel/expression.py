"""Expressions and unary tests: compiled once, evaluated often."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from engine.feel.checking import Lookup, Problem, check_expression, nothing_known
from engine.feel.code.compilation import Compilation
from engine.feel.code.scopes import Code, StaticScope
from engine.feel.errors import FeelError
from engine.feel.library import BUILT_INS
from engine.feel.parser import height, parse_expression, parse_unary_tests
from engine.feel.properties import PROPERTY_NAMES
from engine.feel.reasons import why_null
from engine.feel.references import Reference, references_of
from engine.feel.results import builds_values, check_size
from engine.feel.run import Frame, Run
from engine.feel.syntax import Node, Tests
from engine.feel.types import FeelType

DEFAULT_BUDGET = 100_000
_NO_TYPES: Mapping[str, FeelType] = {}
_KNOWN = tuple(name for name in (*BUILT_INS, *PROPERTY_NAMES) if " " in name)


class Expression:
    """A FEEL expression (DMN 1.5, 10.3). Immutable, and safe to share between threads."""

    __slots__ = ("_code", "_height", "_measured", "_slots", "_types", "node", "references", "text")

    text: str
    references: tuple[Reference, ...]

    def __init__(self, text: str, node: Node, types: Mapping[str, FeelType]) -> None:
        compilation = Compilation(types)
        self.text = text
        self.node = node
        self._types = types
        self._code: Code = compilation.code(node, StaticScope())
        self._slots = compilation.slots
        self._height = height(node)
        self._measured = builds_values(node)
        self.references = references_of(node, text)

    def evaluate(
        self, scope: Mapping[str, Any], *, now: datetime | None = None, budget: int = DEFAULT_BUDGET
    ) -> Any:
        """The value in that scope, a name being looked up when it is needed.

        What the standard calls an error gives null. ``now`` is the time of ``now()`` and ``today()``.
        Raises FeelError when the budget of steps, the depth or the size of a value is exceeded.
        """
        run = Run(budget, now)
        run.depth = self._height
        try:
            value = self._code(Frame(scope, [None] * self._slots, run))
            if self._measured:
                check_size(value)
        except FeelError as error:
            raise error.within(self.text) from None
        return value

    def why_null(self, scope: Mapping[str, Any], *, now: datetime | None = None) -> str:
        """Why the value is null: the sub-expression it comes from and the reason, in plain words."""
        return why_null(self.node, self.text, scope, now, self._types)

    def problems(self, lookup: Lookup = nothing_known) -> tuple[Problem, ...]:
        """What can never be in it, by the types of its literals and of the names that ``lookup`` knows."""
        return check_expression(self.node, self.text, lookup, self._types)[1]

    def type(self, lookup: Lookup = nothing_known) -> FeelType:
        """The type of its value, as far as it can be told."""
        return check_expression(self.node, self.text, lookup, self._types)[0]

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"


class UnaryTests:
    """A cell of a decision table (DMN 1.5, 10.3.2.12): ``< 5``, ``"a", "b"``, ``not(1)``, ``? > 3``."""

    __slots__ = ("_code", "_height", "_slots", "any_value", "node", "references", "text")

    text: str
    references: tuple[Reference, ...]
    any_value: bool

    def __init__(self, text: str, node: Tests, types: Mapping[str, FeelType]) -> None:
        compilation = Compilation(types, slots=1)
        self.text = text
        self.node = node
        self.any_value = not node.tests
        self._code: Code = compilation.tests(node, slot=0)
        self._slots = compilation.slots
        self._height = height(node)
        self.references = references_of(node, text)

    def matches(
        self,
        subject: Any,
        scope: Mapping[str, Any],
        *,
        now: datetime | None = None,
        budget: int = DEFAULT_BUDGET,
    ) -> bool | None:
        """Whether the subject (``?``) passes; None when that cannot be said. Raises FeelError."""
        run = Run(budget, now)
        run.depth = self._height
        slots = [None] * self._slots
        slots[0] = subject
        try:
            return self._code(Frame(scope, slots, run))  # type: ignore[no-any-return]
        except FeelError as error:
            raise error.within(self.text) from None

    def __repr__(self) -> str:
        return f"UnaryTests({self.text!r})"


def known_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names of several words that a text may use: the library's and these."""
    return (*_KNOWN, *names)


def compile_expression(
    text: str, names: Iterable[str] = (), types: Mapping[str, FeelType] = _NO_TYPES
) -> Expression:
    """Compile an expression. ``names`` are known names and entries with spaces or operators in them,
    ``types`` the item definitions. Raises FeelSyntaxError.
    """
    return Expression(text, parse_expression(text, known_names(names)), types)


def compile_unary_tests(
    text: str, names: Iterable[str] = (), types: Mapping[str, FeelType] = _NO_TYPES
) -> UnaryTests:
    """Compile the cell of a decision table. Raises FeelSyntaxError."""
    return UnaryTests(text, parse_unary_tests(text, known_names(names)), types)
