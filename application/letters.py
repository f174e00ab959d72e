"""Letters: what one order tells another. Each is a stimulus of the receiver, with an id of the sender's."""

from collections.abc import Mapping
from typing import Any

REOPENING = "UndoReceived"  # for an order that has ended, too: that then goes on
_KINDS = frozenset({"ChildEnded", "CancelReceived", REOPENING})


def is_letter(stimulus: Mapping[str, Any]) -> bool:
    """Whether a plain stimulus comes from another order."""
    kind = stimulus.get("kind")
    return kind in _KINDS or (kind == "MessageArrived" and stimulus.get("sender") is not None)


def reopens(stimulus: Mapping[str, Any]) -> bool:
    """Whether it lets an order that has ended go on."""
    return stimulus.get("kind") == REOPENING
