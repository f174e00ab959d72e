"""Messages: who takes one, and what happens to one that nobody takes (``language.md``, "Messages")."""

from dataclasses import dataclass
from functools import partial

from engine.interpreter.checks import Sent, require
from engine.interpreter.entering import fail
from engine.interpreter.handlers import can_start, handlers_of, start_handler
from engine.interpreter.records import MessageKept, MessageReceived, MessageTaken
from engine.interpreter.state import ROOT, Instance, KeptMessage
from engine.interpreter.stimuli import MessageArrived
from engine.interpreter.trouble import Refused, Trouble, invalid
from engine.interpreter.turn import Turn
from engine.interpreter.waits import event_happened, is_open
from engine.model import Event, Handler, Message, Text, Wait
from engine.values import Refusal, Value, encode

Answer = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way: what has arrived, or was kept."""

    name: str
    payload: Value
    correlation: Value
    dedupe: str | None
    caller: int = 0  # the call activity whose child has sent it

    @property
    def names(self) -> dict[str, Value]:
        """What conditions and outputs see of it."""
        return {"message": self.payload}


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who could take a message: a wait's event (by index) or a host's handler."""

    instance: Instance
    receiver: Handler | int
    guarded: bool
    refuse: Text | None = None


def receive(turn: Turn, stimulus: MessageArrived) -> Answer:
    """Deliver, keep, recognise as duplicate, or refuse. Returns the answer."""
    declared = _declared(turn, stimulus)
    dedupe = _dedupe_key(turn, declared, stimulus.payload)
    if dedupe is not None and dedupe in turn.state.dedupe:
        return {"status": "duplicate"}
    unfit = Refusal("message_unfit", {"message": stimulus.name})
    require(turn, declared.checks, Sent(ROOT, {"message": stimulus.payload}, unfit))
    caller = turn.state.calls.get(stimulus.sender or "", 0)
    letter = Letter(stimulus.name, stimulus.payload, stimulus.correlation, dedupe, caller)
    takers = _takers(turn, letter)
    ready = [taker for taker in takers if not taker.guarded]
    rivals = [taker for taker in ready if isinstance(taker.receiver, int)]
    if len(rivals) > 1:
        return _ask_for_which(turn, declared, letter, rivals)
    if ready:
        _hand_over(turn, ready[0], letter)
        return {"status": "delivered"}
    _refuse_if_not_now(declared, takers)
    _keep(turn, declared, letter)
    return {"status": "kept"}


def _declared(turn: Turn, stimulus: MessageArrived) -> Message:
    declared = turn.process.messages.get(stimulus.name)
    if declared is None:
        known: list[Value] = [*sorted(turn.process.messages)]
        raise Refused(Refusal("message_unknown", {"message": stimulus.name, "known": known}))
    problems = declared.schema.problems(stimulus.payload) if declared.schema else []
    if problems:
        raise Refused(invalid("message_invalid", problems, message=stimulus.name))
    return declared


def _dedupe_key(turn: Turn, declared: Message, payload: Value) -> str | None:
    if declared.dedupe is None:
        return None
    value = turn.value(declared.dedupe, ROOT, {"message": payload})
    return None if value is None else f"{declared.name}:{encode(value).decode()}"


def _refuse_if_not_now(declared: Message, takers: list[Taker]) -> None:
    guard = next((taker.refuse for taker in takers if taker.refuse is not None), None)
    if guard is not None:
        texts = {"en": guard.en, "zh": guard.zh}
        raise Refused(Refusal("message_not_now", {"message": declared.name}, texts))
    if declared.early == "refuse" and takers:
        raise Refused(Refusal("message_not_now", {"message": declared.name}))
    if declared.early == "refuse":
        raise Refused(Refusal("message_not_expected", {"message": declared.name}))


def _ask_for_which(turn: Turn, declared: Message, letter: Letter, rivals: list[Taker]) -> Answer:
    """Several waits match. A sender who did not say which is asked to. If the definition cannot tell them
    apart, the message is kept, and the wait whose incident a person retries gets it."""
    keys = [_correlation(rival.instance, f"event/{rival.receiver}") for rival in rivals]
    if letter.correlation is None and len({str(key) for key in keys}) == len(keys):
        raise Refused(Refusal("message_ambiguous", {"message": letter.name, "keys": keys}))
    _keep(turn, declared, letter)
    for rival in rivals:
        text = f"message {letter.name} fits {len(rivals)} open waits: retry the one that is meant"
        fail(turn, rival.instance.key, Trouble("AMBIGUOUS_MESSAGE", text), "waiting")
    return {"status": "kept"}


def _takers(turn: Turn, letter: Letter) -> list[Taker]:
    """All who wait for the message, the one who comes first in front. Raises Trouble."""
    found = [taker for host in _listening(turn, letter) for taker in _takers_at(turn, host, letter)]
    return sorted(found, key=partial(_rank, turn))


def _listening(turn: Turn, letter: Letter) -> list[Instance]:
    return turn.state.instances_of(turn.process.receivers.get(letter.name, ()))


def _takers_at(turn: Turn, instance: Instance, letter: Letter) -> list[Taker]:
    return [*_waits_in(turn, instance, letter), *_handlers_in(turn, instance, letter)]


def _rank(turn: Turn, taker: Taker) -> tuple[bool, int, int]:
    """Waits first; then the deepest scope, then the one opened first. Declared order is kept by the sort."""
    parent = taker.instance.parent
    depth = sum(1 for around in turn.state.ancestors(parent) if around.scope is not None)
    return not isinstance(taker.receiver, int), -depth, taker.instance.key


def _waits_in(turn: Turn, instance: Instance, letter: Letter) -> list[Taker]:
    if instance.kind != "element" or not is_open(instance):
        return []
    element = turn.element(instance)
    events: tuple[Event, ...] = element.events if isinstance(element, Wait) else ()
    return [
        Taker(instance, index, not turn.holds(event.when, instance.key, letter.names))
        for index, event in enumerate(events)
        if event.trigger.kind == "message"
        and event.trigger.name == letter.name
        and _correlates(turn, instance, f"event/{index}", letter)
    ]


def _handlers_in(turn: Turn, host: Instance, letter: Letter) -> list[Taker]:
    return [
        Taker(host, handler, not can_start(turn, host, handler, letter.names), handler.refuse)
        for handler in handlers_of(turn, host)
        if handler.trigger.kind == "message"
        and handler.trigger.name == letter.name
        and _correlates(turn, host, f"handler/{handler.id}", letter)
    ]


def _correlation(instance: Instance, purpose: str) -> Value:
    values: dict[str, Value] = instance.data.get("correlation") or {}
    return values.get(purpose)


def _correlates(turn: Turn, instance: Instance, purpose: str, letter: Letter) -> bool:
    """Whether a message is for this wait. One from a child, without a correlation of its own, is for what
    stands around its call activity, and for the instances of multi-instances that this is in."""
    expected = _correlation(instance, purpose)
    if letter.correlation is not None or expected is None or not letter.caller:
        return letter.correlation is None or expected is None or bool(expected == letter.correlation)
    around = list(turn.state.ancestors(letter.caller))
    return any(instance is one for one in around) or expected in _keys(around)


def _keys(around: list[Instance]) -> list[Value]:
    """The keys of the multi-instances that instances are in, from the inside out."""
    scopes = (one.scope.variables for one in around if one.item is not None and one.scope is not None)
    return [variables["instance"]["key"] for variables in scopes]  # type: ignore[index,call-overload]


def _hand_over(turn: Turn, taker: Taker, letter: Letter) -> None:
    received = MessageReceived(letter.name, taker.instance.key, letter.payload, letter.dedupe)
    turn.emit(received, taker.instance.key)
    if isinstance(taker.receiver, int):
        event_happened(turn, taker.instance, taker.receiver, letter.names)
    else:
        start_handler(turn, taker.instance, taker.receiver, letter.names)


def _keep(turn: Turn, declared: Message, letter: Letter) -> None:
    expires = None if declared.time_to_live is None else turn.time + declared.time_to_live
    number = turn.state.next_key
    correlation = letter.correlation
    if correlation is None and letter.caller:
        correlation = next(iter(_keys(list(turn.state.ancestors(letter.caller)))), None)
    kept = MessageKept(number, letter.name, letter.payload, correlation, letter.dedupe, expires)
    turn.emit(kept)


def hand_out_kept(turn: Turn) -> bool:
    """Kept messages go to those who wait for them by now, the oldest first. Whether one was handed over."""
    handed_over = False
    for kept in list(turn.state.kept.values()):
        if kept.expires is not None and kept.expires <= turn.time:
            turn.emit(MessageTaken(kept.number, expired=True))
        elif kept.number in turn.state.kept and _hand_out(turn, kept):
            turn.work()
            handed_over = True
    return handed_over


def _hand_out(turn: Turn, kept: KeptMessage) -> bool:
    letter = Letter(kept.name, kept.payload, kept.correlation, kept.dedupe)
    ready: list[Taker] = []
    for instance in _listening(turn, letter):
        try:
            ready += [taker for taker in _takers_at(turn, instance, letter) if not taker.guarded]
        except Trouble as trouble:
            fail(turn, instance.key, trouble, "waiting")
    if not ready:
        return False
    turn.emit(MessageTaken(kept.number, expired=False))
    _hand_over(turn, min(ready, key=partial(_rank, turn)), letter)
    return True
