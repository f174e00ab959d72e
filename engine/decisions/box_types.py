"""What is known of the types around a piece of logic, and what can therefore never be in it."""

from collections.abc import Iterator, Mapping

from engine.decisions.boxes import Place
from engine.feel import FeelType
from engine.feel.checking import Lookup, Problem, check_expression
from engine.feel.checking.kinds import fits, shown
from engine.feel.code.scopes import Item, Local, StaticScope
from engine.feel.syntax import Node
from engine.feel.types import ANY
from engine.values import Finding


class BoxTypes:
    """Types of outer names by ``outer``, of variables by their slots. What is not known may be anything."""

    def __init__(self, outer: Lookup, given: Mapping[str, FeelType]) -> None:
        self._outer = outer
        self._given = given
        self._slots: dict[int, FeelType] = {}

    def note(self, slot: int, found: FeelType) -> None:
        """The variable in the slot is of that type."""
        self._slots[slot] = found

    def lookup(self, scope: StaticScope) -> Lookup:
        """The types of the names that a text in the scope uses. In a filter each may be an entry."""

        def known(name: str) -> FeelType | None:
            for binding in reversed(scope.bindings):
                match binding:
                    case Item():
                        return ANY
                    case Local(name=local, slot=slot) if local == name:
                        return self._slots.get(slot, ANY)
                    case Local():
                        pass
            return self._outer(name)

        return known

    def check(
        self, node: Node, text: str, place: Place, scope: StaticScope
    ) -> tuple[FeelType, list[Finding]]:
        """The type of an expression's value, and warnings about parts that never have a sound one."""
        found, problems = check_expression(node, text, self.lookup(scope), self._given)
        return found, [_warning(problem, place.inside(problem.line, problem.column)) for problem in problems]


def _warning(problem: Problem, place: Place) -> Finding:
    found = Finding(problem.code, problem.message, problem.cure, severity="warning")
    return found.at("", place.line, place.column, place.path)


def misfit(found: FeelType, wanted: FeelType) -> Iterator[Finding]:
    """A warning when no value of the one type can be made to fit the other: it would always become null."""
    if not fits(found, wanted):
        message = f"this gives a {shown(found)}, where a {shown(wanted)} belongs: it would always be null"
        yield Finding("wrong-type", message, "convert it, or correct the type", severity="warning")
