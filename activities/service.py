"""How a service is declared, and what it is told and may answer.

A service is one typed function: ports, call and a pydantic input, to a pydantic output. Declared by
`service`, it runs as a part of a segment, on our own database. Declared by `outside_service`, it runs as a
Temporal activity on the task queue of its system. Either way its signature tells the compiler of definitions
what it takes, gives and may refuse.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar, get_type_hints

from pydantic import BaseModel, ValidationError

from application.ports import Origin, OutsidePorts, Ports
from engine.model.services import ServiceSignature
from engine.values import Value
from orders.schema import schema_of
from orders.telling import misfit_of

Input = TypeVar("Input", bound=BaseModel)
Output = TypeVar("Output", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a service.

    `key` is its idempotency key: a repeated call has the same. `time` (aware) is the segment's and takes the
    place of now. `actor` is who caused the call, None for the system; `language` is the order's. `undoes` is
    the key of an outside call that may have taken effect, or still will, when this one is to undo it.
    """

    key: str
    order: str
    element: str
    time: datetime
    actor: str | None = None
    language: str = "zh"
    undoes: str | None = None

    def origin(self, part: str = "") -> Origin:
        """The call as ports see it; `part` tells apart several uses of one port in one call."""
        return Origin(f"{self.key}/{part}" if part else self.key, self.order, self.time)


class BusinessError(Exception):
    """A BPMN error that the service declares: a business outcome, for the definition to handle."""

    def __init__(self, code: str, message: str, data: Mapping[str, Value] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = dict(data or {})


class InvalidInputError(Exception):
    """The definition handed over something that the service cannot read; no retry will change that."""


@dataclass(frozen=True)
class Service(Generic[Input, Output]):
    """A declared service. It can be called like the function it is, or with plain values by `run`."""

    name: str
    function: Callable[[Any, Call, Input], Output]
    input: type[Input]
    output: type[Output]
    errors: frozenset[str]
    queue: str | None
    signature: ServiceSignature

    def __call__(self, ports: Ports | OutsidePorts, call: Call, request: Input) -> Output:
        """Call the function itself."""
        return self.function(ports, call, request)

    def run(self, ports: Ports | OutsidePorts, call: Call, value: Value) -> Value:
        """Check the input, call the function, and give its result as a value.

        Raises InvalidInputError, BusinessError with a declared code, or whatever the ports raise.
        """
        result: Value = self.function(ports, call, self._read(value)).model_dump()
        return result

    def _read(self, value: Value) -> Input:
        try:
            return self.input.model_validate(value)
        except ValidationError as error:
            problems = [misfit_of(detail).finding.message for detail in error.errors(include_url=False)]
            raise InvalidInputError(f"{self.name} cannot use its input: {'; '.join(problems)}") from error


def service(
    name: str, *, errors: Iterable[str] = ()
) -> Callable[[Callable[[Ports, Call, Input], Output]], Service[Input, Output]]:
    """Declare a function as the service `name`; its input and output are read from its annotations."""

    def declare(function: Callable[[Ports, Call, Input], Output]) -> Service[Input, Output]:
        return _declared(name, function, frozenset(errors), None)

    return declare


def outside_service(
    name: str, *, queue: str, errors: Iterable[str] = ()
) -> Callable[[Callable[[OutsidePorts, Call, Input], Output]], Service[Input, Output]]:
    """Declare a function as the service `name` of an outside system, whose task queue is `queue`."""

    def declare(function: Callable[[OutsidePorts, Call, Input], Output]) -> Service[Input, Output]:
        return _declared(name, function, frozenset(errors), queue)

    return declare


def _declared(
    name: str, function: Callable[[Any, Call, Input], Output], errors: frozenset[str], queue: str | None
) -> Service[Input, Output]:
    types: dict[str, Any] = get_type_hints(function)
    takes, gives = types["request"], types["return"]
    signature = ServiceSignature(name, schema_of(takes), schema_of(gives), errors, queue)
    return Service(name, function, takes, gives, errors, queue, signature)
