"""How large an order may grow, and when somebody has to look before it can grow no more.

Temporal takes payloads up to 2 MiB (2,097,152 bytes), 2,000 updates and 10,000 signals in a run, and
histories up to 51,200 events or 50 MiB. A payload above that would be tried again for ever, so nothing larger
is ever sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.interpreter import Refusal
from engine.values import encode

STIMULUS_BYTES = 1_000_000  # of one stimulus: a segment answers with it, with 50 others and with results
WISH_BYTES = (
    200_000  # of a person's wish: ten may be accepted in one workflow task, which goes in one message
)
BATCH_BYTES = 500_000  # of the stimuli of one segment, unless a single one is larger
DOCUMENT_BYTES = STIMULUS_BYTES - 10_000  # of an order as it arrives, which is its first stimulus
TASK_BYTES = (
    400_000  # of segments' answers in one workflow task, before the next begins: a message takes 4 MB
)
CARRIED_BYTES = 1_500_000  # of a state that goes into a new run, packed

# From here on somebody has to look. A packed state is a tenth of the plain one, or less.
_STATE_BYTES = 8_000_000
_EVENTS = 25_000
_HISTORY_BYTES = 25_000_000
_MESSAGES = 1_800


@dataclass(frozen=True, slots=True)
class Load:
    """How much an order carries. ``state``: bytes of its state; ``events`` and ``history``: number and bytes
    of the events of its present run; ``messages``: updates and signals in it; ``rollovers``: runs before."""

    state: int = 0
    events: int = 0
    history: int = 0
    messages: int = 0
    rollovers: int = 0


def too_large(wish: dict[str, Any]) -> Refusal | None:
    """Why a person's wish, as a plain stimulus, cannot be taken: None when it can."""
    size = len(encode(wish))
    return Refusal("too_large", {"size": size, "limit": WISH_BYTES}) if size > WISH_BYTES else None


def too_near(load: Mapping[str, int]) -> str | None:
    """What an engineer has to see to before an order reaches a limit; None while all is well."""
    load_ = Load(**load)
    if load_.state > _STATE_BYTES:
        return f"its state is {_mb(load_.state)}, and grows: beyond some 10 MB it can begin no new run"
    if load_.events > _EVENTS or load_.history > _HISTORY_BYTES:
        size = f"{load_.events} events, {_mb(load_.history)}"
        return f"its run has {size} and has not gone over into a new one: it fails at 51200 events or 50 MB"
    if load_.messages > _MESSAGES:
        return (
            f"its run has had {load_.messages} messages and does not go over into a new one: it ends at 2000"
        )
    return None


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
