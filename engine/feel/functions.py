"""Functions as values: built in, written in FEEL, or given by the host."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.feel.run import Run

if TYPE_CHECKING:
    from engine.feel.types import FeelType


class Function:
    """Anything that can be called. ``invoke`` gets the arguments in the order of the parameters."""

    __slots__ = ()

    name: str

    def invoke(self, arguments: Sequence[Any], run: Run) -> Any:
        """The result for positional arguments; None when they do not fit."""
        raise NotImplementedError

    def invoke_named(self, arguments: dict[str, Any], run: Run) -> Any:
        """The result for named arguments; None when a name is unknown."""
        raise NotImplementedError

    def conforms_to(self, wanted: "FeelType") -> bool:
        """Whether it is of that type of function, as far as its own types are known."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, eq=False)
class HostFunction(Function):
    """A function the host puts into the scope, such as ``active("id")``.

    ``callable`` gets FEEL values and returns one. It must be pure: same arguments, same result.
    """

    name: str
    parameters: tuple[str, ...]
    callable: Callable[..., Any] = field(repr=False)

    def conforms_to(self, wanted: "FeelType") -> bool:
        """Whether it has that many parameters."""
        return len(wanted.arguments) == len(self.parameters)

    def invoke(self, arguments: Sequence[Any], run: Run) -> Any:
        """Call the host; None when the number of arguments is wrong."""
        run.charge(1)
        if len(arguments) != len(self.parameters):
            return None
        return self.callable(*arguments)

    def invoke_named(self, arguments: dict[str, Any], run: Run) -> Any:
        """Call the host with named arguments; all must be given."""
        if arguments.keys() != set(self.parameters):
            return None
        return self.invoke([arguments[name] for name in self.parameters], run)
