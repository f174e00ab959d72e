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
    number, customer and goods; ``waits_for`` is an outside system, by its task queue. Open orders come
    first, late ones in front of them. Orders that others called and wait for are left out unless
    ``children`` or ``waits_for``; what is wrong with them counts for those above them."""

    status: str | None = None
    stage: str | None = None
    process: str | None = None
    customer: str | None = None
    channel: str | None = None
    text: str | None = None
    waits_for: str | None = None
    late: bool = False
    incidents: bool = False
    needs_engineer: bool = False
    open: bool = False
    limit: int = 50
    children: bool = False


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list. ``due`` is the nearest deadline of an open user task, ``late`` whether one has
    passed; ``time`` is the order's own time when its clock is manual; ``waits_for`` are the calls of outside
    systems that are open: system, service, element, since. ``parent`` called it, ``root`` is the order at the
    top. ``below`` says what is wrong with the orders below this one. ``calendars`` are those that do not
    reach a deadline of the order yet: until they grow, it has no date and nothing happens by it.
    ``total`` is what is ordered now; ``changed`` says that this is no more what was received."""

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
    waits_for: Sequence[Mapping[str, Any]]
    parent: str | None
    root: str | None
    below: Below
    calendars: Sequence[str]
    changed: bool


@dataclass(frozen=True, slots=True)
class Below:
    """The orders that an order called, and those that they called: how many are open, how many incidents wait
    there for a person, how many of the orders are late, and how many need an engineer."""

    open: int = 0
    incidents: int = 0
    late: int = 0
    needs_engineer: int = 0


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """Which user tasks. ``person`` and ``groups``: assigned to the person, or unassigned and open to the
    person or one of the groups. ``assigned_only`` leaves out what nobody has taken. ``number``: of an order
    and those below it."""

    person: str | None = None
    groups: frozenset[str] = frozenset()
    assigned_only: bool = False
    number: str | None = None
    closed: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A user task, most urgent first in lists. Names and outcomes are in both languages, outcomes in the
    definition's order. ``prefill`` is what was written into the form the last time, with ``prefill: last``.
    ``root`` is the order at the top when the task's own was called by another."""

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
    prefill: Mapping[str, Any] | None
    stage: str | None
    escalation: int
    proposal: Mapping[str, Any] | None
    result: Mapping[str, Any] | None
    root: str | None


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
    """Everything about one order. ``document`` is what was received (the input of one that was called),
    ``lines`` what is ordered now. ``parties`` holds the personal data by reference (a known
    customer's own by its number), None once erased;
    ``next_due`` is the nearest time that anything in the order waits for; ``load`` says how much the order
    carries (``application.limits.Load``)."""

    order: OrderRow
    digest: str
    document: Mapping[str, Any]
    lines: Sequence[Mapping[str, Any]]
    parties: Mapping[str, Mapping[str, Any] | None]
    tasks: Sequence[TaskRow]
    incidents: Sequence[IncidentRow]
    next_due: datetime | None
    load: Mapping[str, int] | None
    head: str
    family: Family


@dataclass(frozen=True, slots=True)
class Member:
    """An order of a family. ``called_by`` is the call activity of its parent (with
    the entry that it was called for: ``source[10]``); ``head`` the hash that its
    journal stands at, None before it has begun. ``time`` is that of a manual clock; ``due`` the nearest time
    that anything in it waits for, ``task_due`` the nearest deadline of an open user task."""

    number: str
    parent: str | None
    called_by: str | None
    process: str
    version: int
    digest: str
    stage: str | None
    status: str
    clock: str
    time: datetime | None
    due: datetime | None
    task_due: datetime | None
    late: bool
    open_incidents: int
    needs_engineer: str | None
    closed_at: datetime | None
    head: str | None


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter between orders that has not arrived, or was refused (``refusal`` is its code)."""

    sender: str
    receiver: str
    kind: str
    name: str | None
    sent_at: datetime
    refusal: str | None


@dataclass(frozen=True, slots=True)
class Family:
    """An order, those that it called and so on, open ones first; ``more`` says that there are others.
    ``letters`` are those that are under way among them, or were refused."""

    members: Sequence[Member]
    letters: Sequence[LetterRow]
    more: bool = False


class ReadModel(Protocol):
    """Answers questions; changes nothing."""

    def orders(self, query: OrderQuery) -> Sequence[OrderRow]:
        """The orders that a query asks for."""
        ...

    def order(self, number: str) -> OrderPage | None:
        """One order, or None."""
        ...

    def family(self, number: str) -> Family:
        """All open orders of an order's whole family, from its root down, and letters that are under way."""
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

    def records(self, number: str, after: int = -1) -> Sequence[Record]:
        """The records of an order, in order; only those with a sequence number above ``after``."""
        ...

    def digest(self, number: str) -> str | None:
        """The digest of the definition that an order runs by; None when there is no such order."""
        ...

    def head(self, number: str) -> str:
        """The hash that an order's journal stands at; the genesis hash when nothing is recorded."""
        ...

    def stored_outcome(self, number: str, stimulus: str) -> Mapping[str, Any] | None:
        """What an order's journal says a stimulus was answered, or None when it never was."""
        ...

    def refusals(self, number: str) -> Sequence[Mapping[str, Any]]:
        """What people were refused about an order: at, actor, action, code, text."""
        ...
