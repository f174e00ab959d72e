"""A service of an outside system, run by itself: its answer is kept, so that it is asked for once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from activities.calls import OversizedError, size_of
from activities.service import BusinessError, Call, InvalidInputError, Service
from application.ports import OutsidePorts, RefusedError, RejectedError, UnavailableError
from application.ports.answers import Answers
from engine.values import NotAValueError, Value


class CallFailedError(Exception):
    """A call of an outside system has failed. `code` is stable; `terminal`: no retry will change that;
    `retry_after`: when the system wants to be asked again."""

    def __init__(
        self, code: str, message: str, *, terminal: bool, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.terminal = terminal
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class OutsideRun:
    """Runs services of outside systems. `systems` opens them for one call.

    Only a result is kept. After a refusal or a failure the same call asks again: somebody may have put right
    what was wrong.
    """

    systems: Callable[[], AbstractContextManager[OutsidePorts]]
    answers: Answers

    def run(self, service: Service[Any, Any], call: Call, value: Value) -> dict[str, Any]:
        """The answer, or the declared business error, as parts of a stimulus. Raises CallFailedError."""
        kept = self.answers.find(call.key)
        if kept is not None:
            return kept
        try:
            with self.systems() as ports:
                result = service.run(ports, call, value)
            size_of(result, service.name)
        except BusinessError as error:
            return _raised(service, error)
        except UnavailableError as error:
            raise CallFailedError(
                "OUTSIDE_UNAVAILABLE", str(error), terminal=False, retry_after=error.retry_after
            ) from error
        except (RejectedError, RefusedError, InvalidInputError, OversizedError, NotAValueError) as error:
            raise CallFailedError("OUTSIDE_REJECTED", str(error), terminal=True) from error
        answer = {"kind": "ServiceAnswered", "result": result}
        self.answers.keep(call.key, call.order, service.name, answer, datetime.now(UTC))
        return answer


def _raised(service: Service[Any, Any], error: BusinessError) -> dict[str, Any]:
    if error.code not in service.errors:
        text = f"{service.name} raised {error.code}, which it does not declare: {error.message}"
        raise CallFailedError("UNDECLARED_ERROR", text, terminal=True) from error
    return {"kind": "ServiceRaised", "code": error.code, "message": error.message, "data": error.data}
