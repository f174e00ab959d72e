"""Item definitions → types (DMN 1.5, 7.3.2): FEEL types with what values they allow.

``instance of`` looks at the FEEL type alone; inputs, decisions and parameters also have to fit the
allowed values and the constraint. What does not fit becomes null (DMN 1.5, 10.3.2.9.4).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.decisions.models import ItemSource
from engine.feel import FeelSyntaxError, FeelType, UnaryTests, compile_unary_tests
from engine.feel.parser import parse_expression
from engine.feel.run import Run
from engine.feel.syntax import InstanceOf
from engine.feel.types import ANY, MISMATCH, coerce, type_of
from engine.values import Finding

MAX_DEPTH = 20
_TEST_BUDGET = 5_000
_TEST_CHARGE = 100
_NAMES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "integer": "number", "int": "number", "long": "number", "short": "number", "byte": "number",
    "double": "number", "float": "number", "decimal": "number",
    "<Undefined>": "Any", "any": "Any", "Undefined": "Any",
}  # fmt: skip
_SIMPLE = (
    "Any", "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
    "years and months duration", "list", "context", "function", "range",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemType:
    """``allowed`` tests a value, or each element of a collection; ``constraint`` the value as a whole."""

    type: FeelType
    components: tuple[tuple[str, "ItemType"], ...] = ()
    element: "ItemType | None" = None
    allowed: tuple[UnaryTests, ...] = field(default=(), repr=False)
    constraint: UnaryTests | None = field(default=None, repr=False)
    texts: str = ""  # the allowed values as they are written

    def fit(self, value: Any, run: Run) -> Any:
        """The value made to fit, or null."""
        if value is None:
            return None
        fitted = coerce(value, self.type, run)
        return fitted if fitted is not MISMATCH and self.allows(fitted, run, {}) else None

    @property
    def restricted(self) -> bool:
        """Whether anything but the FEEL type counts."""
        inner = [part for _, part in self.components] + ([self.element] if self.element else [])
        return bool(self.allowed or self.constraint or any(part.restricted for part in inner))

    def allows(self, value: Any, run: Run, siblings: Mapping[str, Any]) -> bool:
        """Whether a value of the type keeps to what is allowed; ``siblings`` are the entries beside it."""
        if value is None or not self.restricted:
            return True
        run.charge(_TEST_CHARGE)
        tests = (*self.allowed, *((self.constraint,) if self.constraint else ()))
        if not all(test.matches(value, siblings, now=run.now, budget=_TEST_BUDGET) is True for test in tests):
            return False
        if self.element is not None and isinstance(value, list):
            return all(self.element.allows(item, run, {}) for item in value)
        if isinstance(value, dict):
            return all(part.allows(value.get(name), run, value) for name, part in self.components)
        return True


ANYTHING = ItemType(ANY)


class Types:
    """The types of a model by name; those of imported models as ``import.name``."""

    def __init__(
        self, items: tuple[ItemSource, ...], names: tuple[str, ...], imported: Mapping[str, ItemType]
    ) -> None:
        self._sources = {item.name: item for item in items}
        self._names = names
        self._known: dict[str, ItemType] = dict(imported)
        self._open: list[str] = []
        self.findings: list[Finding] = []
        for item in items:
            self._item(item.name)

    @property
    def own(self) -> Mapping[str, ItemType]:
        """All of them."""
        return self._known

    @property
    def feel(self) -> dict[str, FeelType]:
        """As FEEL knows them, for ``instance of``."""
        return {name: known.type for name, known in self._known.items()}

    def known(self, reference: str) -> bool:
        """Whether a reference to a type leads somewhere."""
        return not reference.strip() or self._find(reference.strip()) is not None

    def named(self, reference: str) -> ItemType:
        """The type of that name; any type for an unknown one. Prefixes (``feel:number``) do not count."""
        return self._find(reference.strip()) or ANYTHING

    def _find(self, reference: str) -> ItemType | None:
        candidates = (reference, reference.rpartition("}")[2], reference.rpartition(":")[2])
        for name in dict.fromkeys(candidates):
            if found := self._item(name):
                return found
            if simple := _simple(name):
                return simple
        last = reference.rpartition(":")[2].rpartition(".")[2]
        return self._item(last) or _simple(last) or self._written(reference)

    def _written(self, reference: str) -> ItemType | None:
        """A type written in FEEL: ``list<number>``."""
        if "<" not in reference:
            return None
        try:
            node = parse_expression(f"x instance of {reference}", self._names)
        except FeelSyntaxError:
            return None
        found = type_of(node.type, self.feel) if isinstance(node, InstanceOf) else None
        return ItemType(found) if found else None

    def _item(self, name: str) -> ItemType | None:
        if name in self._known or name not in self._sources:
            return self._known.get(name)
        if name in self._open or len(self._open) > MAX_DEPTH:
            return ANYTHING  # a type that contains itself: deeper down anything is allowed
        self._open.append(name)
        made = self._made(self._sources[name])
        self._open.pop()
        return self._known.setdefault(name, made)

    def _made(self, source: ItemSource) -> ItemType:
        inner = self._base(source)
        allowed = self._tests(source, source.allowed)
        if allowed:
            inner = ItemType(
                inner.type, inner.components, inner.element, (*inner.allowed, allowed),
                inner.constraint, source.allowed,
            )  # fmt: skip
        constraint = self._tests(source, source.constraint)
        if source.collection:
            return ItemType(FeelType("list", (inner.type,)), element=inner, constraint=constraint)
        if constraint is None:
            return inner
        tests = inner.allowed if inner.constraint is None else (*inner.allowed, inner.constraint)
        return ItemType(inner.type, inner.components, inner.element, tests, constraint, inner.texts)

    def _base(self, source: ItemSource) -> ItemType:
        if source.function is not None:
            parameters, result = source.function
            types = tuple(self.named(parameter).type for parameter in parameters)
            return ItemType(FeelType("function", types, result=self.named(result).type))
        if source.components:
            parts = tuple((part.name, self._made(part)) for part in source.components)
            entries = tuple(name for name, _ in parts)
            return ItemType(FeelType("context", tuple(part.type for _, part in parts), entries), parts)
        if not self.known(source.base):
            self._find_unknown(source)
        return self.named(source.base)

    def _find_unknown(self, source: ItemSource) -> None:
        place = source.place
        message = f"there is no type `{source.base}`"
        found = Finding("unknown-type", message, "declare it, or use a type of FEEL", severity="warning")
        self.findings.append(found.at("", place.line, place.column, place.path))

    def _tests(self, source: ItemSource, text: str) -> UnaryTests | None:
        if not text.strip():
            return None
        try:
            return compile_unary_tests(text, self._names)
        except FeelSyntaxError as error:
            place = source.place
            found = Finding("feel-syntax", f"{text.strip()!r:.80}: {error.message}", error.cure)
            self.findings.append(found.at("", place.line, place.column, place.path))
            return None


def _simple(name: str) -> ItemType | None:
    plain = _NAMES.get(name, name)
    return ItemType(FeelType(plain)) if plain in _SIMPLE else None
