"""Texts of FEEL, each parsed once: equal cells of a table have one tree, for compiler and checks alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from engine.feel.errors import FeelSyntaxError
from engine.feel.expression import known_names
from engine.feel.parser import height, parse_expression, parse_unary_tests
from engine.feel.references import Reference, references_of
from engine.feel.syntax import Node, Tests

Tree = TypeVar("Tree", Node, Tests)


@dataclass(frozen=True, slots=True)
class Read(Generic[Tree]):
    """A tree with what its text alone tells."""

    tree: Tree
    height: int
    references: tuple[Reference, ...]


class Reading:
    """Reads texts that use the known names of one model, and remembers them until told to forget."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = known_names(names)
        self._expressions: dict[str, Read[Node]] = {}
        self._tests: dict[str, Read[Tests]] = {}

    def expression(self, text: str) -> Read[Node]:
        """An expression. Raises FeelSyntaxError."""
        return self._read(text, self._expressions, parse_expression)

    def tests(self, text: str) -> Read[Tests]:
        """The unary tests of a cell. Raises FeelSyntaxError."""
        return self._read(text, self._tests, parse_unary_tests)

    def tests_or_none(self, text: str) -> Tests | None:
        """The tree of a cell, None for a text that is no FEEL."""
        try:
            return self.tests(text).tree
        except FeelSyntaxError:
            return None

    def forget(self) -> None:
        """Give the memory back; what is asked for again is parsed again."""
        self._expressions.clear()
        self._tests.clear()

    def _read(
        self, text: str, known: dict[str, Read[Tree]], parse: Callable[[str, tuple[str, ...]], Tree]
    ) -> Read[Tree]:
        read = known.get(text)
        if read is None:
            tree = parse(text, self._names)
            read = known[text] = Read(tree, height(tree), references_of(tree, text))
        return read
