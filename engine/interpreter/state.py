"""The state of one process instance: everything that a stimulus can depend on, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from engine.interpreter.lifecycle import Life
from engine.interpreter.records import Kind
from engine.values import Value

SEEN_LIMIT = 2_000  # answers kept in the state; older ones are found in the journal
ROOT = 1
GENESIS = "0" * 64  # the hash before the first record


@dataclass(slots=True)
class Scope:
    """What an instance keeps for the elements in it.

    ``log`` holds compensation entries, oldest first; ``reached`` milestones; ``entries`` how often each
    element was entered.
    """

    variables: dict[str, Value] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    reached: list[str] = field(default_factory=list)
    log: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Instance:
    """One element instance. Children, timers and the flow it stands in make up the token structure:
    each flow of an instance has at most one child that lives in it."""

    key: int
    element: str
    kind: Kind
    parent: int
    flow: str
    entry: int
    life: Life
    scope: Scope | None = None
    data: dict[str, Any] = field(default_factory=dict)
    incident: dict[str, Any] | None = None

    @property
    def open(self) -> bool:
        """Whether its body still works: neither interrupted, nor only waiting for its handlers."""
        return self.life in ("active", "activating", "failed") and "interrupted" not in self.data

    @property
    def detached(self) -> bool:
        """Whether the flow has gone on behind it."""
        return "detached" in self.data

    @property
    def item(self) -> str | None:
        """The key text of the entry that it works on, when it is one of a multi-instance."""
        return self.data.get("item")


@dataclass(slots=True)
class Timer:
    """A point in time that is waited for.

    ``left``: how often a cycle fires after this (None: without end). ``ahead``: it lay in the future when it
    was set. ``awaits``: it is undetermined, and this is what its calendar does not reach yet. ``rest``: it is
    paused, and so much is left of it.
    """

    timer: int
    instance: int
    purpose: str
    due: datetime | None
    left: int | None = None
    ahead: bool = True
    awaits: dict[str, Any] | None = None
    rest: timedelta | None = None


@dataclass(slots=True)
class KeptMessage:
    """An early message that waits for somebody who expects it."""

    number: int
    name: str
    payload: Value
    correlation: Value
    dedupe: str | None
    expires: datetime | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A compensation entry that waits for the fate of a call, and the scope whose log it is in."""

    scope: Scope
    entry: dict[str, Any]


@dataclass(slots=True)
class State:
    """See the module. ``time`` is that of the last record; ``hash`` the head of the record chain.

    ``jumps`` counts those since something from outside has happened. ``calls`` maps an open call, of a
    service or of another order by its number, to its instance, or to 0 when that has ended and only the fate
    of the call is awaited. ``held`` are the instances that wait for a compensation to be done. ``called``
    counts the orders that were called. ``left`` is what an order that its parent may undo keeps when it is
    over. ``children`` and ``by_element`` are derived from ``instances``, for quick look-up, oldest first.
    """

    number: str = ""
    process: str = ""
    version: int = 0
    digest: str = ""
    lang: int = 1
    clock: Literal["real", "manual"] = "real"
    status: str = "new"
    stage: str | None = None
    started: datetime | None = None
    time: datetime | None = None
    seq: int = 0
    hash: str = GENESIS
    next_key: int = ROOT
    jumps: int = 0
    output: dict[str, Value] | None = None
    ending: str | None = None
    parent: str | None = None
    called: int = 0
    cancelling: bool = False
    left: Scope | None = None
    instances: dict[int, Instance] = field(default_factory=dict)
    timers: dict[int, Timer] = field(default_factory=dict)
    kept: dict[int, KeptMessage] = field(default_factory=dict)
    dedupe: dict[str, None] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    held: dict[int, None] = field(default_factory=dict)
    seen: dict[str, dict[str, Value]] = field(default_factory=dict)
    children: dict[int, dict[int, None]] = field(default_factory=dict)
    by_element: dict[str, dict[int, None]] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether the process instance has ended."""
        return self.output is not None

    def next_due(self) -> datetime | None:
        """The nearest point in time that this instance waits for."""
        return min((t.due for t in self.timers.values() if t.due is not None), default=None)

    def awaited(self) -> list[dict[str, Any]]:
        """What calendars do not reach yet, for each timer that is undetermined."""
        return [timer.awaits for timer in self.timers.values() if timer.awaits is not None]

    def child_instances(self, key: int) -> list[Instance]:
        """The living children of an instance, oldest first."""
        return [self.instances[child] for child in self.children.get(key, ())]

    def instances_of(self, elements: Iterable[str]) -> list[Instance]:
        """The living instances of elements, in order of the elements, then oldest first."""
        return [self.instances[key] for element in elements for key in self.by_element.get(element, ())]

    def ancestors(self, key: int) -> Iterator[Instance]:
        """The instance itself, its parent, and so on up to the process."""
        while key:
            instance = self.instances[key]
            yield instance
            key = instance.parent

    def item_of(self, key: int) -> str | None:
        """The key text of the entry that an instance works on, in the nearest multi-instance around it."""
        return next((i.item for i in self.ancestors(key) if i.item is not None), None)

    def place_of(self, key: int) -> str:
        """Where an instance stands, for people: its element, with the entry that it works on:
        ``source[10]``."""
        item, element = self.item_of(key), self.instances[key].element
        return element if item is None else f"{element}[{item}]"

    def scope_of(self, key: int) -> Instance:
        """The nearest instance with a scope, the instance itself included."""
        while (instance := self.instances[key]).scope is None:
            key = instance.parent
        return instance

    def incidents(self) -> list[Instance]:
        """Element instances that wait for a person because something failed."""
        return [instance for instance in self.instances.values() if instance.incident is not None]

    def in_doubt(self, call: str) -> Doubt | None:
        """Where the fate of an abandoned call is waited for."""
        for instance in self.instances.values():
            for entry in instance.scope.log if instance.scope else ():
                if entry.get("pending", {}).get("call") == call:
                    return Doubt(instance.scope, entry) if instance.scope else None
        return None

    def put(self, instance: Instance) -> None:
        """Take an instance in, or replace the one with its key."""
        self.instances[instance.key] = instance
        self.children.setdefault(instance.parent, {})[instance.key] = None
        self.by_element.setdefault(instance.element, {})[instance.key] = None

    def remove(self, instance: Instance) -> None:
        """Take an instance out."""
        del self.instances[instance.key]
        _discard(self.children, instance.parent, instance.key)
        _discard(self.by_element, instance.element, instance.key)


def _discard(index: dict[Any, dict[int, None]], name: object, key: int) -> None:
    """Leave no empty entry behind, so that equal states stay equal."""
    del index[name][key]
    if not index[name]:
        del index[name]


def changed(old: Value, path: Sequence[str | int], how: str, value: Value) -> Value:
    """A copy of ``old`` with ``value`` at ``path``; what is not on the path is shared. A number on the path
    is the place in a list."""
    match path[0] if path else None:
        case int() as place:
            assert isinstance(old, list)
            return [*old[:place], changed(old[place], path[1:], how, value), *old[place + 1 :]]
        case str() as name:
            context = old if isinstance(old, dict) else {}
            return {**context, name: changed(context.get(name), path[1:], how, value)}
    if how == "append":
        return [*(old if isinstance(old, list) else []), value]
    return value
