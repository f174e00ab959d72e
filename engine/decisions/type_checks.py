"""Warnings about cells that can never hold and expressions that never have a value, by their types."""

from collections.abc import Iterator

from engine.decisions.source import InputSource, TableSource
from engine.feel import FeelSyntaxError, FeelType
from engine.feel.checking import Problem, check_expression, check_tests
from engine.feel.reading import Reading
from engine.values import Finding

_ANY = FeelType("Any")


def type_warnings(source: TableSource, reading: Reading) -> list[Finding]:
    """The problems of all cells."""
    return [
        Finding(problem.code, problem.message, problem.cure, path=path, severity="warning")
        for path, problem in _problems(source, reading)
    ]


def _problems(source: TableSource, reading: Reading) -> Iterator[tuple[str, Problem]]:
    for index, column in enumerate(source.inputs):
        path = f"inputs[{index}]"
        found, problems = _expression(column.expression, reading)
        yield from ((f"{path}.expression", problem) for problem in problems)
        subject = found if found.name not in ("Any", "Null") else _allowed_type(column, reading)
        cells = [rule.inputs[index].strip() or "-" for rule in source.rules]
        known = {text: _cell(text, subject, reading) for text in dict.fromkeys(cells)}
        for row, text in enumerate(cells):
            for problem in known[text]:
                yield f"rules[{row}].{path}", problem
    for row, rule in enumerate(source.rules):
        for index, text in enumerate(rule.outputs):
            yield from (
                (f"rules[{row}].outputs[{index}]", problem) for problem in _expression(text, reading)[1]
            )


def _expression(text: str, reading: Reading) -> tuple[FeelType, tuple[Problem, ...]]:
    try:
        return check_expression(reading.expression(text).tree, text)
    except FeelSyntaxError:
        return _ANY, ()


def _cell(text: str, subject: FeelType, reading: Reading) -> tuple[Problem, ...]:
    tests = reading.tests_or_none(text)
    return check_tests(tests, text, subject) if tests else ()


def _allowed_type(column: InputSource, reading: Reading) -> FeelType:
    """The one type of the allowed values, when they are written out."""
    if not column.allowed:
        return _ANY
    found, _ = _expression(f"[{column.allowed}][1]", reading)
    return found if found.name in ("number", "string", "boolean", "date") else _ANY
