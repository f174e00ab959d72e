"""What a call of stock answered, as it is kept under the call's key."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from application.ports import Allotment, Movement


def stored(answers: Iterable[Allotment] | Iterable[Movement]) -> list[dict[str, Any]]:
    """The answers as values."""
    return [asdict(answer) for answer in answers]


def allotments_from(rows: Iterable[Mapping[str, Any]]) -> list[Allotment]:
    """What `stored` made of allotments."""
    return [Allotment(**row) for row in rows]


def movements_from(rows: Iterable[Mapping[str, Any]]) -> list[Movement]:
    """What `stored` made of movements."""
    return [Movement(**row) for row in rows]
