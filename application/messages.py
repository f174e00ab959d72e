"""What goes between the application, the workflows and the activities: names and shapes, no behaviour.

Everything is plain data (``engine.values``), so that Temporal's own UI shows it readably.
"""

from dataclasses import dataclass, field
from typing import Any

ORDER_WORKFLOW = "Order"
SWEEP_WORKFLOW = "Sweep"
RUN_SEGMENT = "segment"
REOPEN = "reopen"
SWEEP = "sweep"
ORDERS_QUEUE = "orders"

# Updates and, for those who cannot wait, signals of the same names.
CLAIM_TASK = "claim_task"
RELEASE_TASK = "release_task"
DELEGATE_TASK = "delegate_task"
COMPLETE_TASK = "complete_task"
SEND_MESSAGE = "send_message"
RESOLVE_INCIDENT = "resolve_incident"
WISHES = (CLAIM_TASK, RELEASE_TASK, DELEGATE_TASK, COMPLETE_TASK, SEND_MESSAGE, RESOLVE_INCIDENT)

MOVE_CLOCK = "move_clock"
RECONCILE = "reconcile"
CALENDARS_GROWN = "calendars_grown"
LETTER = "letter"

HEAD = "head"
STATE = "state"
OPEN_TASKS = "open_tasks"
JOURNAL = "journal"

REFUSED = "Refused"  # type of the application error that carries a refusal

# Search attributes, few: for people in Temporal's own UI.
PROCESS_ATTRIBUTE = "OrderProcess"
STAGE_ATTRIBUTE = "OrderStage"
CUSTOMER_ATTRIBUTE = "OrderCustomer"
CHANNEL_ATTRIBUTE = "OrderChannel"
DUE_ATTRIBUTE = "OrderDue"
INCIDENTS_ATTRIBUTE = "OrderIncidents"

SUMMARY_MEMO = "order"  # the summary once more: that of Temporal's own is forgotten by the next run


def summary_of_called(process: str, version: int, parent: str, place: str | None) -> str:
    """What the lists of Temporal's own pages say of a called order; ``place`` is where it was called."""
    return f"{f'{place}: ' if place else ''}{process} v{version}, called by {parent}"


@dataclass(frozen=True, slots=True)
class StartOrder:
    """The input of an order's workflow. ``carried`` is set on continue-as-new: the state as plain data, or
    packed as text where it is large (``workflows/carrying.py``), and ``waiting`` the stimuli that had arrived
    but were not handled yet. ``placed_at`` (ISO 8601) is where a manual clock begins. ``parent`` is the
    number of the order that called this one and waits for it."""

    number: str
    process: str
    version: int
    digest: str
    clock: str
    actor: dict[str, Any]
    input: dict[str, Any]
    carried: Any = None
    waiting: list[dict[str, Any]] = field(default_factory=list)
    rollovers: int = 0
    placed_at: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person, or a system in somebody's name, wants of an order. ``id`` is chosen before the first
    try; repeating it is safe. ``what`` holds the fields of the stimulus, for example ``task`` and
    ``outcome``."""

    id: str
    actor: dict[str, Any]
    what: dict[str, Any]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class MoveClock:
    """Moves a manual clock to a time, or to the next thing that is due."""

    id: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """What was committed at one place of a journal: these stimuli lead from one hash to the next."""

    before: str
    after: str
    stimuli: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class SegmentRequest:
    """Run a segment behind ``before``. ``now`` is Temporal's time, a floor for the times of records.

    ``stimuli`` are in order of arrival, without times. The state travels beside it as canonical JSON.
    ``load`` says how much the present run has seen (``application.limits.Load``, without the state).
    """

    number: str
    digest: str
    before: str
    now: str
    stimuli: list[dict[str, Any]]
    load: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SegmentAnswer:
    """What stands in the journal behind ``before`` now, whoever wrote it; the workflow adopts it.

    ``services`` names the services that ran, for readers of the history. ``outcomes`` answers stimuli by id:
    ``{"answer": …}`` or ``{"refusal": …}``; an id that is missing was not handled and has to be sent again.
    ``more``: the journal says more still.
    """

    services: list[str]
    segments: list[Segment]
    outcomes: dict[str, dict[str, Any]]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """Where a workflow stands. ``waiting`` counts what has arrived and is not handled; ``busy``: it goes on
    by itself, because of that or because somebody else's answer is under way."""

    hash: str
    seq: int
    status: str
    next_due: str | None
    waiting: int
    busy: bool = False
