"""Warnings about cells that can never hold and expressions that never have a value, by their types."""

from collections.abc import Iterator

from engine.decisions.source import InputSource, TableSource
from engine.feel import FeelSyntaxError, FeelType
from engine.feel.checking import Lookup, Problem, check_expression, check_tests, nothing_known
from engine.feel.reading import Reading
from engine.values import Finding

_ANY = FeelType("Any")


def type_warnings(source: TableSource, reading: Reading, lookup: Lookup = nothing_known) -> list[Finding]:
    """The problems of all cells; ``lookup`` has the types of the names around the table."""
    return [
        Finding(problem.code, problem.message, problem.cure, path=path, severity="warning")
        for path, problem in _Checker(reading, lookup).problems(source)
    ]


class _Checker:
    def __init__(self, reading: Reading, lookup: Lookup) -> None:
        self._reading = reading
        self._lookup = lookup

    def problems(self, source: TableSource) -> Iterator[tuple[str, Problem]]:
        """All problems with the paths of their cells."""
        for index, column in enumerate(source.inputs):
            path = f"inputs[{index}]"
            found, problems = self._expression(column.expression)
            yield from ((f"{path}.expression", problem) for problem in problems)
            subject = found if found.name not in ("Any", "Null") else self._allowed_type(column)
            cells = [rule.inputs[index].strip() or "-" for rule in source.rules]
            known = {text: self._cell(text, subject) for text in dict.fromkeys(cells)}
            for row, text in enumerate(cells):
                for problem in known[text]:
                    yield f"rules[{row}].{path}", problem
        for row, rule in enumerate(source.rules):
            for index, text in enumerate(rule.outputs):
                path = f"rules[{row}].outputs[{index}]"
                yield from ((path, problem) for problem in self._expression(text)[1])

    def _expression(self, text: str) -> tuple[FeelType, tuple[Problem, ...]]:
        try:
            return check_expression(self._reading.expression(text).tree, text, self._lookup)
        except FeelSyntaxError:
            return _ANY, ()

    def _cell(self, text: str, subject: FeelType) -> tuple[Problem, ...]:
        tests = self._reading.tests_or_none(text)
        return check_tests(tests, text, subject, self._lookup) if tests else ()

    def _allowed_type(self, column: InputSource) -> FeelType:
        """The one type of the allowed values, when they are written out."""
        if not column.allowed:
            return _ANY
        found, _ = self._expression(f"[{column.allowed}][1]")
        return found if found.name in ("number", "string", "boolean", "date") else _ANY
