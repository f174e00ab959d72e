"""Compiles what authors wrote where a value or a condition stands, and checks every name in it."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.compiler.literals import as_feel, expressions_in
from engine.compiler.report import Report, did_you_mean
from engine.compiler.scope import Scope
from engine.compiler.shape_types import ShapeTypes
from engine.compiler.shapes import ANY, Shape
from engine.feel import (
    BUILT_IN_NAMES,
    Expression,
    FeelSyntaxError,
    FeelType,
    Reference,
    compile_expression,
    nearest,
)
from engine.language.places import Mark, Path
from engine.model import Constant, Formula
from engine.values import Finding

_HOST_CALL = re.compile(r'\b(active|reached)\s*\(\s*"([^"]*)"\s*\)')
_SYNTAX_CURE = "complete or correct the expression; texts in FEEL stand in double quotes"
_PATH = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")


class Formulas:
    """The expressions of one process.

    ``reads`` collects every path that is read, ``texts`` every expression with its place: the proofs about
    outcomes need both. ``written`` holds paths that the process itself writes; they are known as well.
    ``proven`` expressions are compiled without a look at the names and types in them.
    """

    def __init__(
        self, report: Report, elements: Iterable[str], milestones: Iterable[str], *, proven: bool = False
    ) -> None:
        self.reads: set[tuple[str, ...]] = set()
        self.texts: list[tuple[str, Path]] = []
        self.written: set[tuple[str, ...]] = set()
        self._report, self._proven = report, proven
        self._shape_types = ShapeTypes()
        self._elements, self._milestones = list(elements), list(milestones)

    def value(self, raw: Any, scope: Scope, path: Path) -> Formula:
        """A literal, or an expression behind ``=``; expressions inside lists and mappings count too."""
        if isinstance(raw, str) and raw.startswith("="):
            return self._expression(raw[1:], scope, path, skipped=1)
        inner = list(expressions_in(raw, path))
        if not inner:
            return Constant(raw)
        parts = [self._expression(text[1:], scope, place, skipped=1) for text, place in inner]
        if any(isinstance(part, Constant) for part in parts):
            return Constant(None)
        return compile_expression(as_feel(raw))

    def expression(self, raw: str, scope: Scope, path: Path) -> Formula:
        """A field that can only be an expression; it should begin with ``=``."""
        if not raw.startswith("="):
            message = f"`{raw[:60]}` is a text; an expression is expected here"
            self._report.error("not-an-expression", message, f"write `={raw[:60]}`", path)
            return Constant(None)
        return self._expression(raw[1:], scope, path, skipped=1)

    def condition(self, raw: str | bool, scope: Scope, path: Path) -> Formula:
        """A condition; it needs no leading ``=``."""
        if isinstance(raw, bool):
            return Constant(raw)
        skipped = 1 if raw.startswith("=") else 0
        formula = self._expression(raw[skipped:], scope, path, skipped=skipped)
        if isinstance(formula, Expression) and not self._proven:
            self._check_truth(formula, scope, Spot(self._report, path, skipped))
        return formula

    def optional_condition(self, raw: str | bool | None, scope: Scope, path: Path) -> Formula | None:
        """A condition that may be left out."""
        return None if raw is None else self.condition(raw, scope, path)

    def inputs(self, given: Mapping[str, Any], scope: Scope, path: Path) -> tuple[tuple[str, Formula], ...]:
        """Named values, such as the input of a service."""
        return tuple((name, self.value(raw, scope, (*path, name))) for name, raw in given.items())

    def shape_of_text(self, raw: str, scope: Scope) -> Shape:
        """What is known of an expression's value: the shape of a plain path, else nothing."""
        text = raw.removeprefix("=").strip()
        if not _PATH.fullmatch(text):
            return ANY
        first, *rest = text.split(".")
        found = scope.find(first)
        for name in rest:
            found = found.at(name) if found else None
        return found or ANY

    def check(self, references: Iterable[Reference], scope: Scope, spot: "Spot") -> None:
        """Every name resolves, and every path leads through fields that exist."""
        for reference in references:
            self.reads |= {reference.path, reference.fallback}
            readings = [path for path in (reference.path, reference.fallback) if path]
            if reference.certain and not any(self._unknown_at(path, scope) is None for path in readings):
                self._refuse(self._likely(readings, scope), scope, reference, spot)

    def _likely(self, readings: list[tuple[str, ...]], scope: Scope) -> tuple[str, ...]:
        """What a name in a filter was meant to be: a field of the entry if those are known, else outer."""
        first = readings[0]
        around = self.shape_of_text(".".join(first[:-1]), scope) if len(first) > 1 else ANY
        return first if around.names() else readings[-1]

    def _unknown_at(self, path: tuple[str, ...], scope: Scope) -> int | None:
        """The position of the first name in a path that nothing has; None when all are there."""
        found = scope.find(path[0])
        if found is None:
            return 0
        for position, name in enumerate(path[1:], 1):
            inner = found.at(name)
            if inner is None and path[: position + 1] not in self.written:
                return position
            found = inner or ANY
        return None

    def _refuse(self, path: tuple[str, ...], scope: Scope, reference: Reference, spot: "Spot") -> None:
        position = self._unknown_at(path, scope) or 0
        line, column, name = reference.line, reference.column, path[position]
        if position == 0:
            cure = did_you_mean(name, [*scope.known(), *(BUILT_IN_NAMES if reference.call else ())], "name")
            spot.error("unknown-name", f"nothing here is called `{name}`", cure, line, column)
            return
        around = ".".join(path[:position])
        shape = self.shape_of_text(around, scope)
        spot.error(
            "unknown-path", f"`{around}` has no field `{name}`", _cure(name, shape, around), line, column
        )

    def _expression(self, text: str, scope: Scope, path: Path, *, skipped: int) -> Formula:
        spot = Spot(self._report, path, skipped)
        self.texts.append((text, path))
        try:
            expression = compile_expression(text)
        except FeelSyntaxError as error:
            spot.error("feel-syntax", error.message, error.cure or _SYNTAX_CURE, error.line, error.column)
            return Constant(None)
        if self._proven:
            return expression
        self.check(expression.references, scope, spot)
        self._check_ids(text, scope, spot)
        for problem in expression.problems(self._types(scope)):
            spot.error(problem.code, problem.message, problem.cure, problem.line, problem.column)
        return expression

    def _check_truth(self, formula: Expression, scope: Scope, spot: "Spot") -> None:
        found = formula.type(self._types(scope)).name
        if found not in ("boolean", "Any", "Null"):
            message = f"a condition is true or false; this is a {found}"
            spot.error("wrong-type", message, "compare it with something", 1, 1)

    def _types(self, scope: Scope) -> Callable[[str], FeelType | None]:
        """The types of the names in a scope."""

        def type_of_name(name: str) -> FeelType | None:
            shape = scope.find(name)
            return None if shape is None else self._shape_types.type_of(shape)

        return type_of_name

    def _check_ids(self, text: str, scope: Scope, spot: "Spot") -> None:
        """``active("id")`` and ``reached("id")`` name elements; a milestone has to be in sight."""
        for call in _HOST_CALL.finditer(text):
            kind, known = (
                ("milestone", self._milestones) if call[1] == "reached" else ("element", self._elements)
            )
            line, column = _line_and_column(text, call.start(2))
            if call[2] not in known:
                message = f"there is no {kind} `{call[2]}`"
                spot.error(f"unknown-{kind}", message, did_you_mean(call[2], known, kind), line, column)
            elif kind == "milestone" and not scope.sees_milestone(call[2]):
                message = f"the milestone `{call[2]}` stands in a scope inside, and is never seen from here"
                spot.error("unseen-element", message, "set a variable there, and test that", line, column)


def _cure(name: str, shape: Shape, around: str) -> str:
    """The nearest field; or the one of the same name a step further in."""
    known = shape.names()
    further = [field for field in known if (inner := shape.at(field)) and name in inner.names()]
    if further and nearest(name, known) is None:
        return f"did you mean `{around}.{further[0]}.{name}`?"
    return did_you_mean(name, known, "field")


class Spot:
    """Where an expression stands; gives findings the place of a character inside it."""

    def __init__(self, report: Report, path: Path, skipped: int) -> None:
        self._report, self._path, self._skipped = report, path, skipped

    def error(self, code: str, message: str, cure: str, line: int, column: int) -> None:
        """A finding at a line and column of the expression."""
        document = self._report.document
        mark: Mark = document.mark(self._path).inside(line, column, self._skipped)
        placed = document.at(Finding(code, message, cure), self._path)
        self._report.findings.append(placed.at(document.file, mark.line, mark.column))


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def is_expression(formula: Formula) -> bool:
    """Whether a formula has to be evaluated."""
    return isinstance(formula, Expression)
