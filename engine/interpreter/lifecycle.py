"""The life of an element instance, as one table of legal transitions."""

from typing import Literal

Life = Literal[
    "none", "activating", "active", "completing", "completed", "terminating", "terminated", "failed"
]

# ``none`` is before the first record. ``failed`` has an incident and waits for a person.
# ``terminating`` waits for what has to end first: child processes that were told to cancel.
# An activation that failed may be skipped: then it goes from ``activating`` to ``completed``.
LEGAL: dict[Life, frozenset[Life]] = {
    "none": frozenset({"activating", "active"}),
    "activating": frozenset({"active", "failed", "completed", "terminated"}),
    "active": frozenset({"completing", "completed", "terminating", "terminated", "failed"}),
    "completing": frozenset({"completed", "terminating", "terminated", "failed"}),
    "terminating": frozenset({"terminated", "failed"}),
    "failed": frozenset({"activating", "active", "completing", "completed", "terminating", "terminated"}),
    "completed": frozenset(),
    "terminated": frozenset(),
}


class IllegalTransitionError(Exception):
    """An engine bug: a record would move an element instance where its life does not lead."""


def check_transition(before: Life, after: Life, element: str) -> None:
    """Raise IllegalTransitionError unless ``before`` may become ``after``."""
    if after not in LEGAL[before]:
        raise IllegalTransitionError(f"{element}: {before} → {after}")
