"""One call of a service: its answer, or its failure, as a stimulus."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import structlog
from structlog.contextvars import bound_contextvars

from activities.budget import BYTES
from activities.service import BusinessError, Call, InvalidInputError, Service
from application.order_language import language_of
from application.ports import Ports
from application.ports.journal import Effect, Journal, UnguardedError
from engine.interpreter import CallService, State
from engine.values import NotAValueError, Value, encode

_log = structlog.get_logger(__name__)


class CallPlace(Protocol):
    """Where a service runs: ports in a transaction, with savepoints."""

    ports: Ports

    def savepoint(self) -> AbstractContextManager[None]:
        """Undo what happens inside when it raises."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a call led to. ``stimulus`` is plain, without time; ``effect`` is None when it failed."""

    stimulus: dict[str, Any]
    effect: Effect | None
    size: int


@dataclass(frozen=True, slots=True)
class ServiceRun:
    """Runs services in savepoints. A business error is an answer; anything else technical is a failure that
    the interpreter retries, except what the whole segment has to be repeated for."""

    services: Mapping[str, Service[Any, Any]]
    journal: Journal

    def run(self, place: CallPlace, state: State, call: CallService, at: datetime) -> Answered:
        """Run one call. Raises only what concerns the whole transaction."""
        service = self.services[call.service]
        told = Call(call.call, state.number, call.element, at, language=language_of(state))
        try:
            with bound_contextvars(element=call.element), place.savepoint():
                result = service.run(place.ports, told, call.input)
                size = size_of(result, call.service)
        except BusinessError as error:
            return _raised(call, service, error)
        except (InvalidInputError, OversizedError, NotAValueError) as error:
            return _failed(call, error, terminal=True)
        except Exception as error:
            if isinstance(error, UnguardedError):
                raise
            if self.journal.is_repeatable(error) or self.journal.is_unavailable(error):
                raise
            _log.warning("service failed", order=state.number, element=call.element, exc_info=True)
            return _failed(call, error, terminal=False)
        effect = Effect(call.call, call.service, call.element, at, result)
        return Answered(_stimulus(call, "ServiceAnswered", result=result), effect, size)


class OversizedError(Exception):
    """A service has answered more than a history can hold."""


def size_of(result: Value, service: str) -> int:
    """Bytes of a service's result. Raises OversizedError."""
    size = len(encode(result))
    if size > BYTES:
        raise OversizedError(f"{service} answered {size} bytes, more than {BYTES}; let it answer less")
    return size


def _stimulus(call: CallService, kind: str, **parts: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "id": f"{call.call}/{kind}",
        "actor": {"person": "system", "groups": [], "on_behalf_of": None, "role": None, "via": None},
        "reason": None,
        "readings": [],
        "call": call.call,
        **parts,
    }


def _raised(call: CallService, service: Service[Any, Any], error: BusinessError) -> Answered:
    if error.code not in service.errors:
        text = RuntimeError(f"{service.name} raised {error.code}, which it does not declare: {error.message}")
        return _failed(call, text, terminal=True)
    parts = {"code": error.code, "message": error.message, "data": error.data}
    return Answered(_stimulus(call, "ServiceRaised", **parts), None, 0)


def _failed(call: CallService, error: Exception, *, terminal: bool) -> Answered:
    parts = {"code": type(error).__name__, "message": str(error)[:2_000], "terminal": terminal}
    return Answered(_stimulus(call, "ServiceFailed", **parts), None, 0)
