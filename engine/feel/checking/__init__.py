"""What can be known of an expression's types before it runs, and what is surely wrong in it.

Careful on purpose: a problem is told only when the part can never have a sound value. Whatever is not
known is ``Any``, and every value may be null.
"""

from collections.abc import Callable, Mapping

from engine.feel.checking.checker import Checker
from engine.feel.checking.problems import Problem
from engine.feel.checking.scopes import Lookup, Sight
from engine.feel.syntax import Node, Tests
from engine.feel.types import ANY, FeelType

__all__ = ["Lookup", "Problem", "check_expression", "check_tests", "nothing_known"]


def nothing_known(name: str) -> FeelType | None:  # noqa: ARG001 - the same for all
    """A lookup that takes every name for known, and no type."""
    return ANY


def check_expression(
    node: Node,
    text: str,
    lookup: Callable[[str], FeelType | None] = nothing_known,
    given: Mapping[str, FeelType] | None = None,
) -> tuple[FeelType, tuple[Problem, ...]]:
    """The type of an expression's value, and its problems in the order of the text.

    ``lookup`` gives the types of outer names, None for a name that does not exist; ``given`` are the item
    definitions.
    """
    checker = Checker(text, given or {})
    found = checker.type_of(node, Sight(lookup))
    return found, checker.found()


def check_tests(
    tests: Tests,
    text: str,
    subject: FeelType = ANY,
    lookup: Callable[[str], FeelType | None] = nothing_known,
    given: Mapping[str, FeelType] | None = None,
) -> tuple[Problem, ...]:
    """The problems of a cell that tests values of the type ``subject``."""
    checker = Checker(text, given or {})
    checker.tests(tests.tests, subject, Sight(lookup).with_local("?", subject))
    return checker.found()
