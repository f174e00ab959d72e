"""The state on its way from one run to the next: readable while it is small, packed when it is large."""

import base64
import zlib
from typing import Any

from application.limits import CARRIED_BYTES
from engine.interpreter import State, restore, snapshot
from engine.values import decode, encode

READABLE_BYTES = 200_000  # people can read that in Temporal's own pages; more of it nobody reads
_LEVEL = 1  # fast: 5 MB take 30 ms; a higher level saves little

Carried = dict[str, Any] | str


def carried(state: State) -> Carried | None:
    """The state for the next run's input; None when it is too large for that, even packed."""
    data = snapshot(state)
    if len(data) <= READABLE_BYTES:
        plain: dict[str, Any] = decode(data)  # type: ignore[assignment]
        return plain
    packed = base64.b64encode(zlib.compress(data, _LEVEL)).decode()
    return packed if len(packed) <= CARRIED_BYTES else None


def taken_up(found: Carried) -> State:
    """The state that ``carried`` gave."""
    if isinstance(found, str):
        return restore(zlib.decompress(base64.b64decode(found)))
    return restore(encode(found))
