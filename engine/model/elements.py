"""The executable elements. Surface forms that mean the same have become one (``language.md``)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from engine.model.deadlines import Deadline, Rung
from engine.model.formulas import Assignment, Check, Constant, Formula, Text
from engine.model.handlers import CompensationChild, CompensationService, Handler, Trigger
from engine.model.services import RetryPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiInstance:
    """The marker that runs its element once for each entry of a collection."""

    collection: Formula
    variable: str
    key: Formula | None = None
    sequential: bool = False
    follow: tuple[str, ...] | None = None  # path of the collection that is followed
    keep_open: Formula | None = None
    collect: Formula | None = None
    complete_when: Formula | None = None
    rest: Literal["cancel", "keep", "compensate"] = "cancel"
    wait: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What all elements share.

    ``output`` sees ``result``; it was ``name`` (whole result) or a mapping. ``compensation`` is a service,
    the key of a flow, or the called order itself. ``settles`` drops the named elements' compensation entries
    when this one completes.
    """

    id: str
    name: Text
    stage: str | None = None
    skip_when: Formula | None = None
    skip_outcome: str | None = None
    handlers: tuple[Handler, ...] = ()
    output: tuple[Assignment, ...] = ()
    compensation: CompensationService | CompensationChild | str | None = None
    settles: tuple[str, ...] = ()
    multi: MultiInstance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCall(Element):
    """serviceTask."""

    service: str
    input: tuple[tuple[str, Formula], ...] = ()
    queue: str | None = None  # None: local, part of the segment
    retry: RetryPolicy = RetryPolicy()
    timeout: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask(Element):
    """userTask. ``exclude_tasks`` are user tasks whose actors and principals are excluded, ``exclude_people``
    expressions that give a person or a list of people. ``changes`` are the paths that the form may write.
    ``checks`` see ``outcome`` and ``data`` of a completion."""

    outcomes: tuple[tuple[str, Text], ...]
    form: str | None = None
    candidate_groups: Formula = Constant([])
    candidate_users: Formula = Constant([])
    assignee: Formula | None = None
    exclude_tasks: tuple[str, ...] = ()
    exclude_people: tuple[Formula, ...] = ()
    due: Deadline | None = None
    escalation: tuple[Rung, ...] = ()
    priority: Formula = Constant(50)
    input: tuple[tuple[str, Formula], ...] = ()
    changes: tuple[tuple[str, ...], ...] = ()
    prefill_last: bool = False
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class CalledProcess:
    """The definition of a called order. ``digest`` None: the newest when it is called; empty: the caller's
    own."""

    name: str
    version: int = 0
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallActivity(Element):
    """callActivity: an order of its own. Without ``wait`` it goes its own way. ``floating``: pinned to what
    was the newest version when the caller was compiled."""

    called: CalledProcess
    floating: bool = False
    input: tuple[tuple[str, Formula], ...] = ()
    wait: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Send(Element):
    """sendTask: a message to the open children of a call activity (``call``), to the order that ``order``
    gives, or, without either, to the parent."""

    message: str
    call: str | None = None
    order: Formula | None = None
    data: Formula = Constant(None)
    correlation: Formula | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Element):
    """businessRuleTask. Without ``input`` the decision sees the variables."""

    decision: str
    input: tuple[tuple[str, Formula], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script(Element):
    """scriptTask: assignments in written order, each sees the ones before."""

    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One way through a split; ``when`` None is the default branch (or always, in a parallel gateway)."""

    flow: str
    when: Formula | None = None
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """How many branches have to arrive (None: all that were taken), and what happens to the rest."""

    count: int | None = None
    rest: Literal["cancel", "keep"] = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Element):
    """Exclusive (first branch that holds), inclusive (all that hold) and parallel gateway (all).
    Branches with ``when`` come first, the default last; the default is taken when no other is."""

    choice: Literal["exclusive", "inclusive", "parallel"]
    branches: tuple[Branch, ...]
    join: Join = Join()


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a wait and the flow behind it (may be empty). ``output`` sees ``message``."""

    trigger: Trigger
    flow: str
    when: Formula | None = None
    output: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(Element):
    """Event-based gateway, timer, message (receive) and conditional wait: the first event that happens."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcess(Element):
    """subProcess: a scope of its own."""

    flow: str
    variables: tuple[tuple[str, Formula], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Element):
    """milestone: a no-op with a name that is reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Element):
    """end: of this branch, or with an error, or of the nearest process or sub-process (``terminate``)."""

    error: str | None = None
    terminate: bool = False
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goto(Element):
    """goto: leave to an element of an enclosing flow in the same scope instance."""

    target: str
    undo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Compensate(Element):
    """compensate: undo what the enclosing scope (in a handler: its host) has completed, or only ``of``."""

    of: tuple[str, ...] = ()
