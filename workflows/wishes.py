"""Wishes of people and messages, as stimuli."""

from datetime import datetime
from typing import Any

from application.letters import is_letter
from application.limits import STIMULUS_BYTES
from application.messages import (
    CLAIM_TASK,
    COMPLETE_TASK,
    DELEGATE_TASK,
    RELEASE_TASK,
    RESOLVE_INCIDENT,
    SEND_MESSAGE,
    MoveClock,
    StartOrder,
    Wish,
)
from engine.interpreter import read_stimulus
from engine.interpreter.stimuli import AnyStimulus
from engine.values import encode
from engine.values.moments import parse_datetime

_KINDS = {
    CLAIM_TASK: "ClaimReceived",
    RELEASE_TASK: "ReleaseReceived",
    DELEGATE_TASK: "DelegationReceived",
    COMPLETE_TASK: "CompletionReceived",
    SEND_MESSAGE: "MessageArrived",
    RESOLVE_INCIDENT: "ResolutionReceived",
}
SYSTEM: dict[str, Any] = {"person": "system", "groups": [], "on_behalf_of": None, "role": None, "via": None}


def stimulus_of(name: str, wish: Wish) -> dict[str, Any]:
    """A wish as a plain stimulus without time."""
    return plain_stimulus(_KINDS[name], wish.id, wish.actor, wish.reason, **wish.what)


def plain_stimulus(
    kind: str, id_: str, actor: dict[str, Any] | None = None, reason: str | None = None, **parts: Any
) -> dict[str, Any]:
    """A plain stimulus without time: the segment gives it one."""
    return {
        "kind": kind,
        "id": id_,
        "actor": SYSTEM | (actor or {}),
        "reason": reason,
        "readings": [],
        **parts,
    }


def read(plain: dict[str, Any], now: datetime) -> AnyStimulus:
    """A plain stimulus, read to be checked at a time. Raises KeyError and TypeError for what is malformed."""
    return read_stimulus({**plain, "time": now})


def start_stimulus(start: StartOrder) -> dict[str, Any]:
    """The order's arrival. A manual clock starts at the time that the order was placed."""
    parts: dict[str, Any] = {"number": start.number, "input": start.input, "clock": start.clock}
    parts["parent"] = start.parent
    if start.clock == "manual" and start.placed_at is not None:
        parts["time"] = parse_datetime(start.placed_at)
    return plain_stimulus("Started", f"{start.number}/started", start.actor, **parts)


def calendars_stimulus(id_: str) -> dict[str, Any]:
    """Deadlines that no calendar reached can be worked out."""
    return plain_stimulus("CalendarsGrown", id_)


def check_size(plain: dict[str, Any]) -> None:
    """Raises ValueError for a stimulus that is too large for a segment's answer."""
    if (size := len(encode(plain))) > STIMULUS_BYTES:
        raise ValueError(f"it has {size} bytes, more than {STIMULUS_BYTES}")


def read_letter(plain: dict[str, Any], now: datetime) -> dict[str, Any]:
    """What another order tells, as it came. Raises KeyError, TypeError, ValueError for what is no letter."""
    read(plain, now)
    if not is_letter(plain):
        raise ValueError(f"{plain['kind']} does not come from orders")
    return plain


def clock_stimulus(move: MoveClock, to: datetime) -> dict[str, Any]:
    """A manual clock is moved."""
    return plain_stimulus("ClockReached", move.id, time=to)
