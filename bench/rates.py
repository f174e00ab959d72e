"""How often a call can be made in a second."""

from collections.abc import Callable
from timeit import repeat

_ROUND_SECONDS = 0.02
_ROUNDS = 25


def rate(call: Callable[[], object]) -> float:
    """Calls per second, by the best of many short rounds: the others had to share the machine."""
    call()
    once = min(repeat(call, number=1, repeat=5))
    number = max(1, int(_ROUND_SECONDS / max(once, 1e-7)))
    return number / min(repeat(call, number=number, repeat=_ROUNDS))
