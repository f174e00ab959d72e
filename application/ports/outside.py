"""Systems that are not ours: what a service may use of them, and in which ways a call can go wrong.

OutsideError
  ├─ RefusedError      a business answer: no
  ├─ UnavailableError  not now; the same call again, later, is safe
  └─ RejectedError     this call can never work; an engineer has to look

Every call that changes something carries an `Origin`. The same key again is the same call: it takes effect
once, and gives the answer that the first one would have given. Two callers may come with one key at the same
time: a worker that was thought dead may be alive.
"""

from dataclasses import dataclass
from datetime import timedelta

from application.ports.erp import Erp


@dataclass(frozen=True, slots=True)
class OutsidePorts:
    """The outside systems as a service on a task queue sees them. Each call is on its own: there is no
    transaction around several."""

    erp: Erp


class OutsideError(Exception):
    """A call of an outside system did not do what was asked."""


class RefusedError(OutsideError):
    """The system understood and says no, for a reason of its business."""


class UnavailableError(OutsideError):
    """No answer, or "not now". Whether the call took effect is unknown. `retry_after`: its own wish."""

    def __init__(self, message: str, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class RejectedError(OutsideError):
    """The system does not understand us, or we do not understand it: no retry will change that."""
