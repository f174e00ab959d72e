"""Each text of a table is parsed once, however many rules have it and however many checks ask."""

from engine.feel import FeelSyntaxError
from engine.feel.expression import known_names
from engine.feel.parser import parse_unary_tests
from engine.feel.syntax import Tests

KNOWN = known_names(())


class Reading:
    """The trees of the cells of one table. For one check of one table, then thrown away."""

    def __init__(self) -> None:
        self._trees: dict[str, Tests | None] = {}

    def tests(self, text: str) -> Tests | None:
        """The tree of a cell; None for a text that cannot be read without more names."""
        if text not in self._trees:
            try:
                self._trees[text] = parse_unary_tests(text, KNOWN)
            except FeelSyntaxError:
                self._trees[text] = None
        return self._trees[text]
