"""The executable process definition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from engine.decisions import Decision
from engine.model.deadlines import Deadline
from engine.model.elements import Element, UserTask, Wait
from engine.model.formulas import Assignment, Check, Formula, Text
from engine.model.handlers import Handler, Trigger
from engine.model.schemas import Schema
from engine.model.services import ServiceSignature

SYSTEM_GROUP = "system"  # stands for programs that act in nobody's name wherever groups are named


@dataclass(frozen=True, slots=True)
class Flow:
    """A list of elements that follow each other. ``key`` is unique in its process (``main``,
    ``decided/0``, ``cancel_requested/flow``, …); ``owner`` is the id of the element that contains it
    (None: the process)."""

    key: str
    elements: tuple[Element, ...]
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands."""

    flow: str
    index: int


@dataclass(frozen=True, slots=True)
class Message:
    """A message that the process understands. ``time_to_live`` bounds how long an early one is kept,
    ``senders`` are the groups whose people may send it (None: everybody). ``checks`` see the process's
    variables and ``message``."""

    name: str
    schema: Schema | None = None
    dedupe: Formula | None = None
    early: Literal["keep", "refuse"] = "refuse"
    time_to_live: timedelta | None = None
    senders: frozenset[str] | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class VariableDeclaration:
    """A variable of the process and its first value."""

    name: str
    initial: Formula


@dataclass(frozen=True, slots=True)
class Process:
    """A compiled, checked definition. Equal digests mean equal behaviour.

    ``elements`` holds every element by id, ``places`` where each stands, ``flows`` every flow by key; the
    process's own flow has the key ``main``. ``inputs`` are the names of the input variables and the schemas
    they are checked against (None: any value).
    """

    name: str
    version: int
    digest: str
    lang: int
    label: Text
    flows: Mapping[str, Flow] = field(hash=False)
    elements: Mapping[str, Element] = field(hash=False)
    places: Mapping[str, Place] = field(hash=False)
    inputs: Mapping[str, Schema | None] = field(hash=False)
    variables: tuple[VariableDeclaration, ...]
    stages: tuple[tuple[str, Text], ...]
    messages: Mapping[str, Message] = field(hash=False)
    handlers: tuple[Handler, ...]
    decisions: Mapping[str, Decision] = field(hash=False)
    forms: Mapping[str, Schema] = field(hash=False)
    services: Mapping[str, ServiceSignature] = field(hash=False)
    output: tuple[Assignment, ...] = ()
    status_texts: Mapping[str, Text] = field(default_factory=dict, hash=False)
    errors: frozenset[str] = frozenset()
    receivers: Mapping[str, tuple[str, ...]] = field(init=False, hash=False, compare=False, repr=False)
    watching: tuple[str, ...] = field(init=False, hash=False, compare=False, repr=False)
    kept_open: tuple[str, ...] = field(init=False, hash=False, compare=False, repr=False)
    following: tuple[str, ...] = field(init=False, hash=False, compare=False, repr=False)
    pausing: frozenset[str] = field(init=False, hash=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        triggers = {"": [handler.trigger for handler in self.handlers]}
        triggers |= {element.id: triggers_of(element) for element in self.elements.values()}
        receivers: dict[str, dict[str, None]] = {}
        for id_, waited_for in triggers.items():
            for trigger in waited_for:
                if trigger.kind == "message":
                    receivers.setdefault(trigger.name, {})[id_] = None
        object.__setattr__(self, "receivers", {name: tuple(ids) for name, ids in receivers.items()})
        watching = [id_ for id_, found in triggers.items() if any(t.condition is not None for t in found)]
        kept_open = (e.id for e in self.elements.values() if e.multi is not None and e.multi.keep_open)
        object.__setattr__(self, "watching", tuple(watching))
        object.__setattr__(self, "kept_open", tuple(id_ for id_ in kept_open if id_ not in watching))
        following = tuple(e.id for e in self.elements.values() if e.multi is not None and e.multi.follow)
        object.__setattr__(self, "following", following)
        pausing = {"": [h.trigger.deadline for h in self.handlers if h.trigger.deadline is not None]}
        pausing |= {element.id: deadlines_of(element) for element in self.elements.values()}
        stops = (id_ for id_, found in pausing.items() if any(deadline.paused_by for deadline in found))
        object.__setattr__(self, "pausing", frozenset(stops))


def deadlines_of(element: Element) -> list[Deadline]:
    """Everything that an element has a time for."""
    found = [trigger.deadline for trigger in triggers_of(element) if trigger.deadline is not None]
    if isinstance(element, UserTask):
        found += [*([element.due] if element.due else []), *(rung.after for rung in element.escalation)]
    return found


def triggers_of(element: Element) -> list[Trigger]:
    """Everything that an element waits for while it is active."""
    events = element.events if isinstance(element, Wait) else ()
    return [*(handler.trigger for handler in element.handlers), *(event.trigger for event in events)]
