"""The order book: every order that was received, before anything happens to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from application.ports.parties import PartyRecord


@dataclass(frozen=True, slots=True)
class ReceivedOrder:
    """An order to be entered. ``prefix`` begins its number; ``actor`` is who submits it, as in a wish;
    ``document`` is the order without personal data, ``parties`` that data."""

    prefix: str
    channel: str
    external_number: str
    revision: int
    content_hash: str
    customer: str | None
    process: str
    version: int
    digest: str
    clock: str
    currency: str
    total: Decimal
    language: str
    priority: int
    placed_at: datetime
    actor: Mapping[str, Any]
    document: Mapping[str, Any]
    parties: Sequence[PartyRecord]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the book says about an order. ``new``: it was entered just now. ``same``: what was received
    again is what was received first. ``recorded``: its process has begun."""

    number: str
    new: bool
    same: bool = True
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class OrderToStart:
    """All that is needed to start an order's workflow, read from its row. ``parent`` is set for one that
    another order called: its document is its input. ``called_by`` says where
    there. ``reports``: the parent waits for its end."""

    number: str
    process: str
    version: int
    digest: str
    clock: str
    placed_at: datetime
    actor: Mapping[str, Any]
    document: Mapping[str, Any]
    customer: str | None
    channel: str
    parent: str | None = None
    called_by: str | None = None
    reports: bool = False


class OrderBook(Protocol):
    """Orders by number and by identity (channel, external number, revision)."""

    def enter(self, order: ReceivedOrder) -> Entry:
        """Give the order a number and write it with its personal data, in one transaction; or find the order
        that has this identity already, however many try at once."""
        ...

    def to_start(self, number: str) -> OrderToStart | None:
        """What its workflow is started with; None for an unknown number."""
        ...
