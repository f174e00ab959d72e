"""Function literals and calls (DMN 1.5, 10.3.2.13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.feel.code.scopes import Code
from engine.feel.functions import Function
from engine.feel.library.built_in import BuiltIn
from engine.feel.run import Frame, Run
from engine.feel.types import MISMATCH, FeelType, coerce, takes


@dataclass(frozen=True, slots=True)
class Template:
    """What all functions from one function literal share."""

    parameters: tuple[str, ...]
    types: tuple[FeelType, ...]
    slots: tuple[int, ...]
    body: Code
    size: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class FeelFunction(Function):
    """A function written in FEEL, with the variables it saw where it was written."""

    name: str
    template: Template
    captured: Frame

    def conforms_to(self, wanted: FeelType) -> bool:
        """Whether it takes such arguments; what it gives is not known."""
        return takes(self.template.types, wanted)

    def invoke(self, arguments: Sequence[Any], run: Run) -> Any:
        """The result; None when number or types of the arguments do not fit."""
        template = self.template
        if len(arguments) != len(template.slots):
            return None
        slots = self.captured.slots.copy()
        for slot, argument, wanted in zip(template.slots, arguments, template.types, strict=True):
            slots[slot] = coerce(argument, wanted, run)
            if slots[slot] is MISMATCH:
                return None
        run.charge(template.size)
        run.enter(template.height)
        result = template.body(Frame(self.captured.scope, slots, run))
        run.leave(template.height)
        return result

    def invoke_named(self, arguments: dict[str, Any], run: Run) -> Any:
        """The result for named arguments: what is not given is null, none may be unknown."""
        if not arguments.keys() <= set(self.template.parameters):
            return None
        return self.invoke([arguments.get(name) for name in self.template.parameters], run)


class ExternalFunction(Function):
    """A function in another language (DMN 1.5, 10.3.2.13.3). It is never run: its result is null."""

    __slots__ = ()
    name = "external function"

    def conforms_to(self, wanted: FeelType) -> bool:  # noqa: ARG002 - the same for all
        """It has no known parameters."""
        return False

    def invoke(self, arguments: Sequence[Any], run: Run) -> Any:  # noqa: ARG002 - the same for all
        """Null."""
        return None

    def invoke_named(self, arguments: dict[str, Any], run: Run) -> Any:  # noqa: ARG002 - the same for all
        """Null."""
        return None


def function_code(template: Template) -> Code:
    """The function with the variables of the moment."""
    return lambda frame: FeelFunction("function", template, Frame(frame.scope, frame.slots.copy(), frame.run))


def external_code() -> Code:
    """A function that only says no."""
    function = ExternalFunction()
    return lambda _frame: function


def call_code(function: Code, arguments: tuple[Code, ...]) -> Code:
    """``f(a, b)``; null when ``f`` is no function."""

    def call(frame: Frame) -> Any:
        target = function(frame)
        if not isinstance(target, Function):
            return None
        return target.invoke([argument(frame) for argument in arguments], frame.run)

    return call


def call_known(function: BuiltIn, arguments: tuple[Code, ...]) -> Code:
    """A call of a function that is known when compiling: a built-in."""
    if len(arguments) == 1:
        call, only = function.of_one(), arguments[0]
        return lambda frame: call(only(frame), frame.run)
    invoke = function.invoke
    return lambda frame: invoke([argument(frame) for argument in arguments], frame.run)


def call_named(function: Code, names: tuple[str, ...], arguments: tuple[Code, ...]) -> Code:
    """``f(x: a, y: b)``"""

    def call(frame: Frame) -> Any:
        target = function(frame)
        if not isinstance(target, Function):
            return None
        values = {name: argument(frame) for name, argument in zip(names, arguments, strict=True)}
        return target.invoke_named(values, frame.run)

    return call
