"""Records, stimuli and states as canonical JSON."""

import hashlib
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from typing import Any, get_args

from engine.interpreter import records, stimuli
from engine.interpreter.actors import Actor
from engine.interpreter.records import Change, Record
from engine.interpreter.state import GENESIS, Instance, KeptMessage, Scope, State, Timer
from engine.interpreter.stimuli import AnyStimulus
from engine.values import decode, encode

_CHANGES = {kind.__name__: kind for kind in get_args(records.Change)}
_STIMULI = {kind.__name__: kind for kind in get_args(stimuli.AnyStimulus)}
_STATE_PARTS = frozenset({"left", "instances", "children", "by_element", "timers", "kept"})
_STATE = tuple(f.name for f in fields(State) if f.name not in _STATE_PARTS)


_FIELDS = {
    kind: tuple(f.name for f in fields(kind))
    for kind in (*_CHANGES.values(), *_STIMULI.values(), Actor, Instance, Scope, Timer, KeptMessage)
}


def _plain(thing: Any) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in _FIELDS[type(thing)]}


@lru_cache(maxsize=4096)
def _quoted(text: str) -> bytes:
    return encode(text)


def plain_change(change: Change) -> dict[str, Any]:
    """What changed, as plain data."""
    return _plain(change)


def record_body(record: Record) -> bytes:
    """The canonical JSON of a record without its hash: what is hashed."""
    around = Circumstances(record.time, record.actor, record.reason)
    return around.body(record.seq, record.element, record.instance, record.change)


class Circumstances:
    """What all records of a turn share, encoded once: time, actor, reason."""

    __slots__ = ("_head", "_reason", "_time")

    def __init__(self, time: datetime, actor: dict[str, Any], reason: str | None) -> None:
        self._head = b'{"actor":%b,"change":' % encode(actor)
        self._reason, self._time = encode(reason), encode(time)

    def body(self, seq: int, element: str, instance: int, change: Change) -> bytes:
        """The canonical JSON of one of the records: the same as ``encode`` of all its parts."""
        return b'%b%b,"element":%b,"instance":%d,"kind":"%b","reason":%b,"seq":%d,"time":%b}' % (
            self._head,
            encode(_plain(change)),
            _quoted(element),
            instance,
            type(change).__name__.encode(),
            self._reason,
            seq,
            self._time,
        )


def chain(before: str, body: bytes) -> str:
    """The hash of a record: SHA-256 over the hash before (as ASCII) and its body."""
    return hashlib.sha256(before.encode() + body).hexdigest()


def read_record(body: bytes | str, digest: str) -> Record:
    """The record that ``record_body`` wrote."""
    plain: dict[str, Any] = decode(body)  # type: ignore[assignment]
    change = read_change(plain.pop("kind"), plain.pop("change"))
    return Record(**plain, change=change, hash=digest)


def read_change(kind: str, plain: dict[str, Any]) -> Change:
    """The change that ``plain_change`` gave. Raises KeyError for an unknown kind."""
    change: Change = _CHANGES[kind](**plain)
    return change


def broken_link(items: list[Record], before: str = GENESIS) -> int | None:
    """The sequence number of the first record whose hash does not fit, or None when the chain is whole."""
    for record in items:
        if chain(before, record_body(record)) != record.hash:
            return record.seq
        before = record.hash
    return None


def plain_stimulus(stimulus: AnyStimulus) -> dict[str, Any]:
    """A stimulus as plain data."""
    actor = stimulus.actor
    return _plain(stimulus) | {
        "kind": type(stimulus).__name__,
        "actor": _plain(actor) | {"groups": list(actor.groups)},
        "readings": list(stimulus.readings),
    }


# What senders write; the rest of a stimulus is made here.
_TYPES: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "reason": (str, type(None)),
    "task": str,
    "outcome": str,
    "to": str,
    "name": str,
    "action": str,
    "instance": int,
    "variables": dict,
    "base": dict,
    "child": str,
    "status": str,
    "output": dict,
    "error": (str, type(None)),
    "sender": (str, type(None)),
    "parent": (str, type(None)),
    "person": (str, type(None)),
}


def read_stimulus(plain: dict[str, Any]) -> AnyStimulus:
    """The stimulus that ``plain_stimulus`` wrote. Raises KeyError for an unknown kind."""
    parts = dict(plain)
    for name, types in _TYPES.items():
        if name in parts and not isinstance(parts[name], types):
            raise TypeError(f"{name} is {parts[name]!r:.80}")
    kind = _STIMULI[parts.pop("kind")]
    actor = parts.pop("actor")
    stimulus: AnyStimulus = kind(
        **parts
        | {"actor": Actor(**actor | {"groups": tuple(actor["groups"])}), "readings": tuple(parts["readings"])}
    )
    return stimulus


def snapshot(state: State) -> bytes:
    """The state as canonical JSON; ``restore`` gives an equal one."""
    plain = {name: getattr(state, name) for name in _STATE}
    plain["left"] = state.left and _plain(state.left)
    plain["instances"] = [_plain_instance(i) for i in state.instances.values()]
    plain["timers"] = [_plain(t) for t in state.timers.values()]
    plain["kept"] = [_plain(k) for k in state.kept.values()]
    # Order matters for these four, and canonical JSON sorts keys.
    plain["dedupe"] = list(state.dedupe)
    plain["held"] = list(state.held)
    plain["calls"] = [[call, instance] for call, instance in state.calls.items()]
    plain["seen"] = [[id_, answer] for id_, answer in state.seen.items()]
    return encode(plain)


def restore(data: bytes | str) -> State:
    """The state that ``snapshot`` wrote."""
    plain: dict[str, Any] = decode(data)  # type: ignore[assignment]
    instances = [_read_instance(i) for i in plain.pop("instances")]
    plain["left"] = plain["left"] and Scope(**plain["left"])
    plain["timers"] = {t["timer"]: Timer(**t) for t in plain["timers"]}
    plain["kept"] = {k["number"]: KeptMessage(**k) for k in plain["kept"]}
    plain["dedupe"] = dict.fromkeys(plain["dedupe"])
    plain["held"] = dict.fromkeys(plain.get("held", ()))
    plain["calls"] = dict(plain["calls"])
    plain["seen"] = dict(plain["seen"])
    state = State(**plain)
    for instance in instances:
        state.put(instance)
    return state


def _plain_instance(instance: Instance) -> dict[str, Any]:
    return _plain(instance) | {"scope": instance.scope and _plain(instance.scope)}


def _read_instance(plain: dict[str, Any]) -> Instance:
    return Instance(**plain | {"scope": plain["scope"] and Scope(**plain["scope"])})
