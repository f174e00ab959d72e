"""Functions whose body is a boxed expression, a business knowledge model or a decision service."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.decisions.item_types import ItemType
from engine.feel import Code, FeelType, Frame, Function
from engine.feel.run import Run
from engine.feel.types import ANY, takes, type_conforms


@dataclass(frozen=True, slots=True)
class Signature:
    """Names and types of parameters, and the type of the result."""

    parameters: tuple[tuple[str, ItemType], ...]
    result: ItemType

    def arguments(self, values: Sequence[Any], run: Run) -> list[Any] | None:
        """The arguments made to fit; None when their number or one of them does not."""
        if len(values) != len(self.parameters):
            return None
        fitted = [kind.fit(value, run) for (_, kind), value in zip(self.parameters, values, strict=True)]
        lost = any(new is None and old is not None for new, old in zip(fitted, values, strict=True))
        return None if lost else fitted

    def conforms_to(self, wanted: FeelType) -> bool:
        """Whether such a function is of that type of function."""
        known = self.result.type.name != "Any" and wanted.result is not None
        fits = not known or type_conforms(self.result.type, wanted.result or ANY)
        return fits and takes([kind.type for _, kind in self.parameters], wanted)

    def in_order(self, values: Mapping[str, Any]) -> list[Any] | None:
        """Named arguments in order, null for what is not given; None when there is another name."""
        names = [name for name, _ in self.parameters]
        return [values.get(name) for name in names] if values.keys() <= set(names) else None


@dataclass(frozen=True, slots=True)
class Body:
    """Code with the slots of its parameters; ``size`` is what a call is charged, ``height`` its depth."""

    signature: Signature
    slots: tuple[int, ...]
    code: Code = field(repr=False)
    size: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class BoxedFunction(Function):
    """A function with the variables it saw where it was written."""

    name: str
    body: Body
    captured: Frame

    def conforms_to(self, wanted: FeelType) -> bool:
        """Whether it takes such arguments, and gives such a value as far as that is known."""
        return self.body.signature.conforms_to(wanted)

    def invoke(self, arguments: Sequence[Any], run: Run) -> Any:
        """The result; null when number or types of the arguments do not fit. Raises FeelError."""
        body = self.body
        fitted = body.signature.arguments(arguments, run)
        if fitted is None:
            return None
        slots = self.captured.slots.copy()
        for slot, argument in zip(body.slots, fitted, strict=True):
            slots[slot] = argument
        run.charge(body.size)
        run.enter(body.height)
        result = body.signature.result.fit(body.code(Frame(self.captured.scope, slots, run)), run)
        run.leave(body.height)
        return result

    def invoke_named(self, arguments: dict[str, Any], run: Run) -> Any:
        """The result for named arguments: what is not given is null, none may be unknown."""
        ordered = self.body.signature.in_order(arguments)
        return None if ordered is None else self.invoke(ordered, run)


@dataclass(frozen=True, slots=True, eq=False)
class ServiceFunction(Function):
    """A decision service as a function; ``call`` makes the decisions for the given parameters."""

    name: str
    signature: Signature
    call: Callable[[list[Any], Run], Any] = field(repr=False)

    def conforms_to(self, wanted: FeelType) -> bool:
        """Whether it takes such arguments, and gives such a value as far as that is known."""
        return self.signature.conforms_to(wanted)

    def invoke(self, arguments: Sequence[Any], run: Run) -> Any:
        """The result; null when number or types of the arguments do not fit. Raises FeelError."""
        fitted = self.signature.arguments(arguments, run)
        return None if fitted is None else self.signature.result.fit(self.call(fitted, run), run)

    def invoke_named(self, arguments: dict[str, Any], run: Run) -> Any:
        """The result for named arguments: what is not given is null, none may be unknown."""
        ordered = self.signature.in_order(arguments)
        return None if ordered is None else self.invoke(ordered, run)
