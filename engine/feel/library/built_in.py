"""How a built-in function is declared: signatures with typed parameters, tried in order.

Arguments are converted as the standard says (singleton lists, dates); when none of the signatures
fits, the result is null. Every call is charged for the lists and texts it gets.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.feel.functions import Function
from engine.feel.library.kinds import Kind
from engine.feel.run import Run
from engine.feel.types import MISMATCH, FeelType

MISSING = object()  # an argument that was not given; null is one that was


@dataclass(frozen=True, slots=True)
class Parameter:
    """``optional``: may be missing; ``nullable``: may be missing or null. The function then gets None."""

    name: str
    convert: Kind
    optional: bool = False
    nullable: bool = False

    def bind(self, value: Any) -> Any:
        """The argument for the function, or MISMATCH."""
        if value is MISSING:
            return None if self.optional or self.nullable else MISMATCH
        return None if value is None and self.nullable else self.convert(value)


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function.

    ``rest``: the last parameter takes all further arguments as a list. ``uses_run``: the function
    gets the Run first, because it calls functions, needs the time or has to be charged for more.
    ``steps``: what a call is charged when it takes longer than most.
    """

    function: Callable[..., Any]
    parameters: tuple[Parameter, ...]
    rest: bool = False
    uses_run: bool = False
    steps: int = 0

    def call(self, arguments: Sequence[Any], run: Run) -> Any:
        """The result, or MISMATCH when the arguments are not for this signature."""
        run.charge(self.steps)
        values = self._spread(arguments) if self.rest else arguments
        if values is None or len(values) > len(self.parameters):
            return MISMATCH
        bound: list[Any] = [run] if self.uses_run else []
        for index, parameter in enumerate(self.parameters):
            value = parameter.bind(values[index] if index < len(values) else MISSING)
            if value is MISMATCH:
                return MISMATCH
            bound.append(value)
        return self.function(*bound)

    def order(self, named: dict[str, Any]) -> list[Any] | None:
        """Named arguments in the order of the parameters; None when the names do not fit."""
        if not named.keys() <= {parameter.name for parameter in self.parameters}:
            return None
        return [named.get(parameter.name, MISSING) for parameter in self.parameters]

    def _spread(self, arguments: Sequence[Any]) -> list[Any] | None:
        """The further arguments gathered into the last parameter."""
        fixed = len(self.parameters) - 1
        if len(arguments) <= fixed:
            return None
        return [*arguments[:fixed], list(arguments[fixed:])]


class BuiltIn(Function):
    """A function of the standard's library."""

    __slots__ = ("name", "signatures")

    def __init__(self, name: str, *signatures: Signature) -> None:
        self.name = name
        self.signatures = signatures

    def conforms_to(self, wanted: FeelType) -> bool:
        """Whether one of the signatures takes that many arguments."""
        parameters = len(wanted.arguments)
        return any(
            signature.rest or self._required(signature) <= parameters <= len(signature.parameters)
            for signature in self.signatures
        )

    def invoke(self, arguments: Sequence[Any], run: Run) -> Any:
        """The result of the first signature that fits; None when none does."""
        run.charge(1)
        for argument in arguments:
            if type(argument) is list:
                run.charge(len(argument))
            elif type(argument) is str:
                run.charge_text(len(argument))
        for signature in self.signatures:
            result = signature.call(arguments, run)
            if result is not MISMATCH:
                return result
        return None

    def of_one(self) -> Callable[[Any, Run], Any]:
        """The same as invoke for one argument, with less ado when the first signature takes just one."""
        first = self.signatures[0]
        if len(first.parameters) > 1 or first.rest or first.uses_run or first.steps:
            return lambda argument, run: self.invoke((argument,), run)
        bind, function = first.parameters[0].bind, first.function

        def call(argument: Any, run: Run) -> Any:
            value = bind(argument)
            if value is MISMATCH or type(argument) is not list:
                return self.invoke((argument,), run)
            run.charge(1 + len(argument))
            return function(value)

        return call

    def invoke_named(self, arguments: dict[str, Any], run: Run) -> Any:
        """The same with named arguments. A ``rest`` parameter takes one list under its name."""
        for signature in self.signatures:
            ordered = signature.order(arguments)
            if ordered is None:
                continue
            if signature.rest and type(ordered[-1]) is list:
                ordered = [*ordered[:-1], *ordered[-1]]
            result = self.invoke(ordered, run)
            if result is not None:
                return result
        return None

    @staticmethod
    def _required(signature: Signature) -> int:
        return sum(not (p.optional or p.nullable) for p in signature.parameters)


def built_in(
    name: str,
    function: Callable[..., Any],
    *parameters: Parameter,
    rest: bool = False,
    uses_run: bool = False,
    steps: int = 0,
) -> BuiltIn:
    """A function with a single signature."""
    return BuiltIn(name, Signature(function, parameters, rest, uses_run, steps))
