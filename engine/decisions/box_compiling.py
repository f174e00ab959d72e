"""Boxed expressions → code: one bundle of code for all that stands in one decision or function."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from engine.decisions import box_code
from engine.decisions.box_types import BoxTypes, misfit
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
    TableBox,
)
from engine.decisions.compiling import compile_inside
from engine.decisions.functions import Body, Signature
from engine.decisions.item_types import ANYTHING, ItemType, Types
from engine.decisions.table import DecisionTable
from engine.feel import Bundle, Code, FeelSyntaxError, FeelType, Reference
from engine.feel.checking import Lookup, nothing_known
from engine.feel.code import literals, loops
from engine.feel.code.functions import external_code
from engine.feel.code.scopes import Item, Local, StaticScope
from engine.feel.types import ANY
from engine.values import Finding

MAX_NESTING = 40  # boxes in boxes; a level costs up to three Python frames


class BoxCompiler:
    """Compiles boxes, and collects what is wrong with them and which outer names they use.

    ``outer`` has the types of outer names; ``found`` is the type of the box that was compiled last.
    """

    def __init__(self, names: tuple[str, ...], types: Types, outer: Lookup = nothing_known) -> None:
        self.bundle = Bundle(names, types.feel)
        self.findings: list[Finding] = []
        self.references: list[tuple[Reference, Place]] = []
        self.found: FeelType = ANY
        self._types = types
        self._known = BoxTypes(outer, types.feel)
        self._nesting = 0
        self._deepest = 0
        self._size = 1

    @property
    def height(self) -> int:
        """How many levels an evaluation of all this may go down."""
        return self.bundle.height + 2 * self._deepest

    def code(self, box: Box, scope: StaticScope) -> Code:
        """The code of a box, with the value made to fit the box's type."""
        if self._nesting >= MAX_NESTING:
            self._find(Finding("too-deep", "boxed expressions nest too deep", "move parts out"), box.place)
            return box_code.null_code
        self._nesting += 1
        self._deepest = max(self._deepest, self._nesting)
        self._size += 1
        code = self._code(box, scope)
        self._nesting -= 1
        if not isinstance(box, LiteralBox | ContextBox):
            self.found = ANY
        if isinstance(box, FunctionBox):
            return code
        wanted = self.type(box.type, box.place)
        self._fits(wanted, box.place)
        return box_code.typed_code(code, wanted)

    def _fits(self, wanted: ItemType, place: Place) -> None:
        """What was compiled last becomes a value of this type."""
        for finding in misfit(self.found, wanted.type):
            self._find(finding, place)
        if wanted != ANYTHING:
            self.found = wanted.type

    def type(self, reference: str, place: Place) -> ItemType:
        """The type of that name; a warning and any type when there is none."""
        if not self._types.known(reference):
            cure = "declare it, or use a type of FEEL"
            finding = Finding("unknown-type", f"there is no type `{reference}`", cure, severity="warning")
            self._find(finding, place)
        return self._types.named(reference) if reference else ANYTHING

    def function(self, box: FunctionBox, scope: StaticScope, result: ItemType | None = None) -> Body:
        """The body of a function; ``result`` when its type is written elsewhere."""
        parameters = tuple((name, self.type(kind, box.place)) for name, kind in box.parameters)
        slots = []
        for name, _ in box.parameters:
            slots.append(self.bundle.slot())
            scope = scope.with_local(name, slots[-1])
        for slot, (_, kind) in zip(slots, parameters, strict=True):
            self._known.note(slot, kind.type)
        wanted = result or self.type(box.type, box.place)
        if wanted.type.name == "function":
            wanted = ItemType(wanted.type.result) if wanted.type.result else ANYTHING
        code, size, height = self._measured(lambda: self._optional(box.body, scope))
        return Body(Signature(parameters, wanted), tuple(slots), code, size, height)

    def _measured(self, compile_: Callable[[], Code]) -> tuple[Code, int, int]:
        """Code with its own size and height: what a call or a turn of a loop costs."""
        size, height = self._size, self.bundle.height
        self._size, self.bundle.height = 1, 0
        code = compile_()
        own_size, own_height = self._size, self.bundle.height
        self._size, self.bundle.height = size + own_size, max(height, own_height)
        return code, own_size, own_height + 4

    def _code(self, box: Box, scope: StaticScope) -> Code:  # noqa: PLR0911, PLR0912 - one case a kind
        match box:
            case LiteralBox():
                return self._literal(box, scope)
            case TableBox():
                return self._table(box, scope)
            case ContextBox():
                return self._context(box, scope)
            case ListBox(items=items):
                return literals.list_code(tuple(self.code(item, scope) for item in items))
            case RelationBox():
                return self._relation(box, scope)
            case FunctionBox(kind=kind):
                if kind != "FEEL":
                    return external_code()
                return box_code.function_code("function", self.function(box, scope))
            case InvocationBox(function=function, arguments=arguments):
                names = tuple(argument.name for argument in arguments)
                codes = tuple(self._entry(argument, scope, box.place) for argument in arguments)
                return box_code.invocation_code(self.code(function, scope), names, codes)
            case ConditionalBox():
                parts = (box.condition, box.then, box.otherwise)
                return box_code.conditional_code(*(self.code(part, scope) for part in parts))
            case FilterBox():
                return self._filter(box, scope)
            case ForBox():
                return self._for(box, scope)
            case QuantifiedBox():
                return self._quantified(box, scope)
            case _:
                assert_never(box)

    def _optional(self, box: Box | None, scope: StaticScope) -> Code:
        if box is not None:
            return self.code(box, scope)
        self.found = ANY
        return box_code.null_code

    def _literal(self, box: LiteralBox, scope: StaticScope) -> Code:
        self.found = ANY
        if not box.text.strip():
            return box_code.null_code
        self._size += len(box.text) // 8
        try:
            code = self.bundle.expression(box.text, scope)
        except FeelSyntaxError as error:
            finding = Finding("feel-syntax", f"{box.text.strip()!r:.80}: {error.message}", error.cure)
            self._find(finding, box.place.inside(error.line, error.column))
            return box_code.null_code
        for reference in self.bundle.references:
            self._refer(reference, box.place.inside(reference.line, reference.column), scope)
        tree = self.bundle.reading.expression(box.text).tree
        self.found, warnings = self._known.check(tree, box.text, box.place, scope)
        self.findings += warnings
        return code

    def _table(self, box: TableBox, scope: StaticScope) -> Code:
        source = box.table
        if source.hit_policy in ("P", "O"):
            outputs = tuple(
                output if output.allowed else replace(output, allowed=self._types.named(output.type).texts)
                for output in source.outputs
            )
            source = replace(source, outputs=outputs)
        compiled = compile_inside(source, self.bundle, scope)
        if not isinstance(compiled, DecisionTable):
            for finding in compiled:
                self._find(finding, box.locate(finding.path))
            return box_code.null_code
        self._size += len(source.rules) * (len(source.inputs) + len(source.outputs)) // 4
        for path, reference in compiled.places:
            self._refer(reference, box.locate(path), scope)
        for finding in compiled.check(self._known.lookup(scope)):
            self._find(finding, box.locate(finding.path))
        return box_code.table_code(compiled)

    def _context(self, box: ContextBox, scope: StaticScope) -> Code:
        entries: list[tuple[str, Code, int]] = []
        types: list[FeelType] = []
        for entry in box.entries:
            code, slot = self._entry(entry, scope, box.place), self.bundle.slot()
            entries.append((entry.name, code, slot))
            types.append(self.found)
            self._known.note(slot, self.found)
            scope = scope.with_local(entry.name, slot)
        context = literals.context_code(entries)
        self.found = FeelType("context", tuple(types), tuple(entry.name for entry in box.entries))
        return context if box.result is None else box_code.result_code(context, self.code(box.result, scope))

    def _entry(self, entry: Entry, scope: StaticScope, place: Place) -> Code:
        wanted = self.type(entry.type, place)
        if isinstance(entry.box, FunctionBox) and entry.box.kind == "FEEL":
            # Older models write the type of the result where the type of the function belongs.
            result = None if wanted == ANYTHING else wanted
            function = box_code.function_code(entry.name, self.function(entry.box, scope, result))
            self.found = ANY
            return function
        code = self._optional(entry.box, scope)
        self._fits(wanted, entry.box.place if entry.box else place)
        return box_code.typed_code(code, wanted)

    def _relation(self, box: RelationBox, scope: StaticScope) -> Code:
        slots = [self.bundle.slot() for _ in box.columns]
        kinds = [self.type(kind, box.place) for _, kind in box.columns]
        rows = []
        for row in box.rows:
            codes = [
                box_code.typed_code(self.code(cell, scope), kind)
                for cell, kind in zip(row, kinds, strict=False)
            ]
            names = [name for name, _ in box.columns]
            rows.append(literals.context_code(list(zip(names, codes, slots, strict=False))))
            if len(row) != len(box.columns):
                message = f"a row has {len(row)} cells, the relation {len(box.columns)} columns"
                self._find(Finding("relation-width", message, "add or remove cells"), box.place)
        return literals.list_code(tuple(rows))

    def _filter(self, box: FilterBox, scope: StaticScope) -> Code:
        slot = self.bundle.slot()
        collection = self.code(box.collection, scope)
        match, size, _ = self._measured(lambda: self.code(box.match, scope.with_item(slot)))
        return box_code.filter_code(collection, match, slot, size)

    def _for(self, box: ForBox, scope: StaticScope) -> Code:
        slot, partial = self.bundle.slot(), self.bundle.slot()
        collection = self.code(box.collection, scope)
        inner = scope.with_local(box.variable, slot).with_local("partial", partial)
        body, size, _ = self._measured(lambda: self.code(box.body, inner))
        return loops.for_code([(collection, slot)], body, partial, size)

    def _quantified(self, box: QuantifiedBox, scope: StaticScope) -> Code:
        slot = self.bundle.slot()
        collection = self.code(box.collection, scope)
        inner = scope.with_local(box.variable, slot)
        condition, size, _ = self._measured(lambda: self.code(box.condition, inner))
        return loops.quantified_code(box.quantifier == "some", [(collection, slot)], condition, size)

    def _refer(self, reference: Reference, place: Place, scope: StaticScope) -> None:
        """Note the use of a name that is not a variable here; in a filter it may be an entry."""
        local = any(isinstance(b, Local) and b.name == reference.path[0] for b in scope.bindings)
        if not local:
            filtered = any(isinstance(binding, Item) for binding in scope.bindings)
            found = replace(reference, certain=False) if filtered else reference
            self.references.append((found, place))

    def _find(self, finding: Finding, place: Place) -> None:
        self.findings.append(finding.at("", place.line, place.column, place.path))
