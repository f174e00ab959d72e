"""The decision table, ready to decide (DMN 1.5, chapter 8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.decisions.analysis import analyse
from engine.decisions.deciding import Outcome, decide
from engine.decisions.model import Body
from engine.decisions.source import HitPolicy, TableSource
from engine.decisions.type_checks import type_warnings
from engine.feel import Reference
from engine.feel.checking import Lookup, nothing_known
from engine.values import Finding


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A table that has been checked and compiled. Immutable; tables with equal sources are equal.

    ``places`` has each reference to an outer name with the path of its cell (``rules[2].inputs[0]``); equal
    cells of a column count once.
    """

    name: str
    hit_policy: HitPolicy
    source: TableSource
    body: Body = field(repr=False, compare=False)
    places: tuple[tuple[str, Reference], ...] = field(repr=False, compare=False)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The outer names that the table uses, each once for each place in a text."""
        return tuple(dict.fromkeys(reference for _, reference in self.places))

    def evaluate(self, scope: Mapping[str, Any], *, now: datetime | None = None) -> Outcome:
        """Decide on the values in the scope.

        Raises DecisionError when rules contradict the hit policy or an input is not allowed, FeelError
        when an expression goes beyond its limits.
        """
        return decide(self.body, scope, now)

    def check(self, lookup: Lookup = nothing_known) -> list[Finding]:
        """Warnings: gaps and overlaps, as far as the cells are plain enough to tell, and wrong types.

        ``lookup`` has the types of the names around the table.
        """
        reading = self.body.bundle.reading
        found = [*analyse(self.source, reading), *type_warnings(self.source, reading, lookup)]
        reading.forget()
        return found
