"""The read model: what people look at. Always as new as the last answer that an order gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from engine.interpreter import Record

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OrderQuery:
    """Which orders; what is None or False does not narrow. ``text`` is looked for in number, external
    number, customer and goods. Open orders come first, late ones in front of them."""

    status: str | None = None
    stage: str | None = None
    process: str | None = None
    customer: str | None = None
    channel: str | None = None
    text: str | None = None
    late: bool = False
    incidents: bool = False
    needs_engineer: bool = False
    open: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list. ``due`` is the nearest deadline of an open user task, ``late`` whether one has
    passed; ``time`` is the order's own time when its clock is manual."""

    number: str
    process: str
    version: int
    status: str
    stage: str | None
    channel: str
    external_number: str
    revision: int
    customer: str | None
    currency: str
    total: Decimal
    placed_at: datetime
    closed_at: datetime | None
    due: datetime | None
    late: bool
    open_tasks: int
    open_incidents: int
    needs_engineer: str | None
    clock: str
    time: datetime | None
    priority: int


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """Which user tasks. ``person`` and ``groups``: assigned to the person, or unassigned and open to the
    person or one of the groups. ``assigned_only`` leaves out what nobody has taken."""

    person: str | None = None
    groups: frozenset[str] = frozenset()
    assigned_only: bool = False
    number: str | None = None
    closed: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A user task, most urgent first in lists. Names and outcomes are in both languages."""

    id: str
    order_number: str
    element: str
    name: Texts
    state: str
    assignee: str | None
    owner: str | None
    candidate_groups: Sequence[str]
    candidate_users: Sequence[str]
    excluded: Sequence[str]
    due: datetime | None
    late: bool
    priority: int
    opened_at: datetime
    claimed_at: datetime | None
    completed_at: datetime | None
    completed_by: str | None
    outcome: str | None
    outcomes: Mapping[str, Texts]
    form: str | None
    data: Mapping[str, Any] | None
    stage: str | None
    escalation: int
    proposal: Mapping[str, Any] | None
    result: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """Something that failed and waits for a person, or has waited."""

    order_number: str
    instance: int
    element: str
    code: str
    message: str
    raised_at: datetime
    resolved_at: datetime | None
    resolved_by: str | None
    resolution: str | None


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Everything about one order. ``parties`` holds the personal data by reference (a known
    customer's own by its number), None once erased;
    ``next_due`` is the nearest time that anything in the order waits for."""

    order: OrderRow
    digest: str
    document: Mapping[str, Any]
    parties: Mapping[str, Mapping[str, Any] | None]
    tasks: Sequence[TaskRow]
    incidents: Sequence[IncidentRow]
    next_due: datetime | None
    head: str


class ReadModel(Protocol):
    """Answers questions; changes nothing."""

    def orders(self, query: OrderQuery) -> Sequence[OrderRow]:
        """The orders that a query asks for."""
        ...

    def order(self, number: str) -> OrderPage | None:
        """One order, or None."""
        ...

    def numbers_like(self, number: str) -> Sequence[str]:
        """Some numbers that look like this one."""
        ...

    def tasks(self, query: TaskQuery) -> Sequence[TaskRow]:
        """The user tasks that a query asks for."""
        ...

    def task(self, task: str) -> TaskRow | None:
        """One user task, open or closed, or None."""
        ...

    def incidents(self, number: str | None = None, *, resolved: bool = False) -> Sequence[IncidentRow]:
        """Open incidents, oldest first; with ``resolved`` all."""
        ...

    def records(self, number: str) -> Sequence[Record]:
        """All records of an order, in order."""
        ...

    def stored_outcome(self, number: str, stimulus: str) -> Mapping[str, Any] | None:
        """What an order's journal says a stimulus was answered, or None when it never was."""
        ...

    def refusals(self, number: str) -> Sequence[Mapping[str, Any]]:
        """What people were refused about an order: at, actor, action, code, text."""
        ...
