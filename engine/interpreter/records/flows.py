"""Gateways, multi-instances and handlers: what runs beside what."""

from dataclasses import dataclass

from engine.interpreter.records.kinds import Data
from engine.values import Value


@dataclass(frozen=True, slots=True)
class BranchesTaken:
    flows: list[str]


@dataclass(frozen=True, slots=True)
class BranchEnded:
    """``ended``: by an ``end``, so that nothing follows it."""

    flow: str
    ended: bool


@dataclass(frozen=True, slots=True)
class ItemsPlanned:
    """The instances to come: the key texts in collection order, and, when one follows the other, the entries
    that wait for their turn as [key text, key, index, value]."""

    order: list[str]
    waiting: list[list[Value]]


@dataclass(frozen=True, slots=True)
class ItemsFollowed:
    """The collection has other entries now: the key texts in its order, those that are ``gone``, and new
    entries that wait for their turn, as in ``ItemsPlanned``."""

    order: list[str]
    gone: list[str]
    waiting: list[list[Value]]


@dataclass(frozen=True, slots=True)
class ItemEnded:
    """An instance of a multi-instance has ended with a collected value."""

    item: str
    value: Value


@dataclass(frozen=True, slots=True)
class InstanceHeldOff:
    """An instance waits until nothing in the instance ``below`` is being undone. ``then``: what it was about
    to do: empty for the next thing that it does of itself, ``error`` to raise, ``skip``."""

    below: int
    then: Data


@dataclass(frozen=True, slots=True)
class HoldEnded:
    """It goes on."""


@dataclass(frozen=True, slots=True)
class HandlerQueued:
    """``queue: one``: an event that waits until the running instance of its handler ends."""

    handler: str
    variables: Data


@dataclass(frozen=True, slots=True)
class HandlerDequeued:
    handler: str


@dataclass(frozen=True, slots=True)
class ConditionTurned:
    """The condition of a handler became true or false. Becoming true starts the handler."""

    handler: str
    holds: bool
