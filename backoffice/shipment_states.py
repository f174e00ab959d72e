"""The life of a shipment in one table."""

from collections.abc import Mapping

_ON_THE_WAY = frozenset({"in_transit", "delayed", "delivered", "damaged", "lost", "returned", "recalled"})

_MAY_BECOME: Mapping[str, frozenset[str]] = {
    "picking": frozenset({"shipped", "cancelled"}),
    "shipped": _ON_THE_WAY,
    "in_transit": _ON_THE_WAY,
    "delayed": _ON_THE_WAY,
    # A recall can come too late, and a recalled parcel can still be lost or damaged.
    "recalled": frozenset({"in_transit", "delayed", "delivered", "damaged", "lost", "returned"}),
    "damaged": frozenset({"delivered", "returned", "lost"}),
    "lost": frozenset({"in_transit", "delivered", "returned"}),
    "delivered": frozenset({"returned", "damaged"}),
    "returned": frozenset(),
    "cancelled": frozenset(),
}

# What cancelling means in each state; in every other state it is refused.
CAN_BE_CANCELLED: Mapping[str, str] = {
    "picking": "cancelled",
    "shipped": "recalled",
    "in_transit": "recalled",
    "delayed": "recalled",
}


def may_become(state: str, other: str) -> bool:
    """Whether a shipment in `state` can be in `other` next."""
    return other in _MAY_BECOME[state]
