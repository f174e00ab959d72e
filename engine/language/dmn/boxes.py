"""Boxed expressions of a .dmn file (DMN 1.5, 10.2)."""

from collections.abc import Callable, Iterator

from engine.decisions.boxes import (
    Box,
    ConditionalBox,
    ContextBox,
    Entry,
    FilterBox,
    ForBox,
    FunctionBox,
    InvocationBox,
    ListBox,
    LiteralBox,
    Place,
    QuantifiedBox,
    RelationBox,
)
from engine.language.dmn.tables import table_of
from engine.language.xml_reader import Element
from engine.values import Finding

Find = Callable[[Finding, Place], None]
MAX_NESTING = 60
EXPRESSIONS = (
    "literalExpression", "decisionTable", "context", "invocation", "list", "relation", "functionDefinition",
    "conditional", "filter", "for", "some", "every",
)  # fmt: skip
_KINDS = {"": "FEEL", "F": "FEEL", "J": "Java", "P": "PMML"}
_FEEL = ("feel", "friendly enough expression language", "sfeel", "s-feel")


class BoxReader:
    """Reads the expressions of one model; ``language`` is the model's own expression language."""

    def __init__(self, find: Find, language: str) -> None:
        self._find = find
        self._language = language
        self._nesting = 0

    def inside(self, parent: Element, path: str) -> Box | None:
        """The expression that an element contains, if any."""
        found = parent.one(*EXPRESSIONS)
        if found is not None:
            return self.box(found, f"{path}.{found.tag}")
        return None

    def box(self, element: Element, path: str) -> Box:
        """The expression that an element is."""
        if self._nesting >= MAX_NESTING:
            place = Place(path[:200], element.line, element.column)
            self._find(Finding("too-deep", "boxed expressions nest too deep", "move parts out"), place)
            return LiteralBox("", place)
        self._nesting += 1
        found = self._box(element, path)
        self._nesting -= 1
        return found

    def function(self, element: Element, path: str) -> FunctionBox:
        """A function definition, or the logic of a business knowledge model."""
        kind = element.get("kind").strip()
        kind = _KINDS.get(kind, kind)
        parameters = tuple((_name(p), p.get("typeRef")) for p in element.all("formalParameter"))
        place = Place(path, element.line, element.column)
        if kind == "FEEL":
            return FunctionBox(parameters, self.inside(element, path), kind, place, element.get("typeRef"))
        message = f"functions in {kind} are never run; calling this one gives null"
        cure = "write it in FEEL"
        self._find(Finding("external-function", message, cure, severity="warning"), place)
        return FunctionBox(parameters, None, kind, place, element.get("typeRef"))

    def _box(self, element: Element, path: str) -> Box:  # noqa: PLR0911 - one case a kind
        place = Place(path, element.line, element.column)
        kind = element.get("typeRef")
        match element.tag:
            case "literalExpression":
                return self._literal(element, path)
            case "decisionTable":
                return table_of(element, path, self._language_of)
            case "context":
                return self._context(element, place)
            case "list":
                items = enumerate(element.all(*EXPRESSIONS))
                return ListBox(tuple(self.box(e, f"{path}[{i}]") for i, e in items), place, kind)
            case "relation":
                return self._relation(element, place)
            case "functionDefinition":
                return self.function(element, path)
            case "invocation":
                return self._invocation(element, place)
            case "conditional":
                condition, then = self._part(element, "if", path), self._part(element, "then", path)
                return ConditionalBox(condition, then, self._part(element, "else", path), place, kind)
            case "filter":
                return FilterBox(
                    self._part(element, "in", path), self._part(element, "match", path), place, kind
                )
            case "for":
                return ForBox(
                    _variable(element), self._part(element, "in", path),
                    self._part(element, "return", path), place, kind,
                )  # fmt: skip
            case _:
                return QuantifiedBox(
                    "some" if element.tag == "some" else "every", _variable(element),
                    self._part(element, "in", path), self._part(element, "satisfies", path), place, kind,
                )  # fmt: skip

    def _literal(self, element: Element, path: str) -> LiteralBox:
        text = element.one("text")
        self._language_of(element, Place(path, element.line, element.column))
        if text is None:
            imported = element.one("importedValues")
            if imported is not None:
                place = Place(path, imported.line, imported.column)
                message = "imported values are not read"
                self._find(Finding("not-built", message, "write the expression here"), place)
            return LiteralBox("", Place(path, element.line, element.column), element.get("typeRef"))
        place = Place(path, text.text_line or text.line, text.text_column or text.column)
        return LiteralBox(text.text, place, element.get("typeRef"))

    def _language_of(self, element: Element, place: Place) -> None:
        """A finding for an expression that is not FEEL."""
        language = (element.get("expressionLanguage") or self._language).strip()
        lowered = language.lower()
        if not language or lowered in _FEEL or lowered.rstrip("/").endswith("feel"):
            return
        if "/spec/dmn/" in lowered:
            return
        message = f"the expression language {language} is not read"
        self._find(Finding("unknown-expression-language", message, "write it in FEEL"), place)

    def _context(self, element: Element, place: Place) -> ContextBox:
        entries: list[Entry] = []
        result: Box | None = None
        for index, entry in enumerate(element.all("contextEntry")):
            variable = entry.one("variable")
            name = _name(variable) if variable is not None else ""
            box = self.inside(entry, f"{place.path}.contextEntry[{name or index}]")
            if variable is None:
                result = box
            else:
                entries.append(Entry(name, box, variable.get("typeRef")))
        return ContextBox(tuple(entries), result, place, element.get("typeRef"))

    def _relation(self, element: Element, place: Place) -> RelationBox:
        columns = tuple((_name(column), column.get("typeRef")) for column in element.all("column"))
        rows = tuple(
            tuple(
                self.box(cell, f"{place.path}.row[{index}][{number}]")
                for number, cell in enumerate(row.all(*EXPRESSIONS))
            )
            for index, row in enumerate(element.all("row"))
        )
        return RelationBox(columns, rows, place, element.get("typeRef"))

    def _invocation(self, element: Element, place: Place) -> InvocationBox:
        called = element.one(*EXPRESSIONS)
        function = LiteralBox("", place) if called is None else self.box(called, f"{place.path}.{called.tag}")
        return InvocationBox(function, tuple(self._bindings(element, place)), place, element.get("typeRef"))

    def _bindings(self, element: Element, place: Place) -> Iterator[Entry]:
        for binding in element.all("binding"):
            parameter = binding.one("parameter")
            name = _name(parameter) if parameter is not None else ""
            box = self.inside(binding, f"{place.path}.binding[{name}]")
            yield Entry(name, box, parameter.get("typeRef") if parameter is not None else "")

    def _part(self, element: Element, tag: str, path: str) -> Box:
        """A named part of an expression; a finding when it is missing."""
        part = element.one(tag)
        box = self.inside(part, f"{path}.{tag}") if part is not None else None
        if box is not None:
            return box
        place = Place(path, element.line, element.column)
        self._find(Finding("missing-field", f"<{element.tag}> has no <{tag}>", "add it"), place)
        return LiteralBox("", place)


def _name(element: Element) -> str:
    return " ".join(element.get("name").split())


def _variable(element: Element) -> str:
    return " ".join(element.get("iteratorVariable").split())
