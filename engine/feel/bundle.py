"""Several expressions and cells compiled to share one frame: what a decision table is made of.

Evaluating a table's hundreds of cells one by one would spend most of the time on making frames.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from engine.feel.code.compilation import Compilation
from engine.feel.code.scopes import Code, StaticScope
from engine.feel.expression import DEFAULT_BUDGET
from engine.feel.reading import Read, Reading
from engine.feel.references import Reference
from engine.feel.run import Frame, Run
from engine.feel.syntax import Node, Tests
from engine.feel.types import FeelType

_OUTSIDE = StaticScope()


class Bundle:
    """Add everything first, then make a frame for each evaluation and run the codes on it."""

    def __init__(self, names: Iterable[str] = (), types: Mapping[str, FeelType] | None = None) -> None:
        self.reading = Reading(names)
        self._compilation = Compilation(types or {})
        self.height = 0
        self.references: tuple[Reference, ...] = ()  # of what was added last

    def slot(self) -> int:
        """A place in the frame for a value that cells test."""
        self._compilation.slots += 1
        return self._compilation.slots - 1

    @property
    def slots(self) -> int:
        """How many places a frame needs so far."""
        return self._compilation.slots

    def expression(self, text: str, scope: StaticScope = _OUTSIDE) -> Code:
        """Code that gives the expression's value; ``scope`` has the variables around it.

        Raises FeelSyntaxError.
        """
        read = self.reading.expression(text)
        self._note(read)
        return self._compilation.code(read.tree, scope)

    def tests(self, text: str, slot: int, scope: StaticScope = _OUTSIDE) -> Code:
        """Code that says whether the value in the slot passes the cell's tests. Raises FeelSyntaxError."""
        read = self.reading.tests(text)
        self._note(read)
        return self._compilation.tests(read.tree, slot, scope)

    def _note(self, read: Read[Node] | Read[Tests]) -> None:
        self.height = max(self.height, read.height)
        self.references = read.references

    def frame(
        self, scope: Mapping[str, Any], now: datetime | None = None, budget: int = DEFAULT_BUDGET
    ) -> Frame:
        """A frame to run the codes on; they raise FeelError when the budget is used up."""
        run = Run(budget, now)
        run.depth = self.height
        return Frame(scope, [None] * self._compilation.slots, run)
