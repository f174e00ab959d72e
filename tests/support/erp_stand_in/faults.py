"""How the stand-in behaves badly, and how often."""

import threading
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "slow",  # answers after `seconds`
    "refuse",  # says no, for a reason of its business
    "silent",  # never answers; `when` says whether it does what was asked
    "twice",  # does it twice, as behind a proxy that repeats, and sends the answer twice
    "die",  # ends as by kill -9; `when` says whether it did what was asked
    "busy",  # 429, with Retry-After `seconds`
    "broken",  # 500
    "garbage",  # does it, and answers with something that is no JSON
    "reject",  # 400: it does not understand us
    "lazy",  # enters an order, but processes it only after `seconds`
]


@dataclass(slots=True)
class Fault:
    """One kind of trouble, for the next `times` requests whose path begins so and whose method is this.
    `when`: before or after what was asked is done."""

    kind: Kind
    times: int = 1
    seconds: float = 0
    when: Literal["before", "after"] = "after"
    method: str = "POST"
    path: str = "/"

    def concerns(self, method: str, path: str) -> bool:
        """Whether a request gets it."""
        return self.times > 0 and self.method in (method, "*") and path.startswith(self.path)


class FaultPlan:
    """Faults, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, plain: dict[str, Any]) -> None:
        """Raises TypeError for what is no fault."""
        with self._lock:
            self._faults.append(Fault(**plain))

    def clear(self) -> None:
        """Behave well from now on."""
        with self._lock:
            self._faults.clear()

    def next(self, method: str, path: str) -> Fault | None:
        """The fault that a request gets; it is used up by that."""
        with self._lock:
            for fault in self._faults:
                if fault.concerns(method, path):
                    fault.times -= 1
                    return fault
        return None
