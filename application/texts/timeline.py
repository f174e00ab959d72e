"""An order's timeline in words, from its records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from application.left_over import KeptMessages
from application.moments import on_the_clock
from application.texts.events import ACTIONS, EVENTS, LEFT_OVER
from application.texts.gaps import without_gaps
from application.texts.labels import Labels
from engine.interpreter import Record
from engine.interpreter.records import ServiceCalled


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline. ``seq`` is the record's; ``by`` and ``reason`` are None when nobody said so."""

    seq: int
    time: datetime
    text: str
    by: str | None = None
    reason: str | None = None


def timeline(records: Iterable[Record], language: str, labels: Labels | None = None) -> Iterator[Moment]:
    """What people care about, oldest first; bookkeeping of the engine is left out."""
    teller = Teller(language if language == "zh" else "en", labels or Labels())
    for record in records:
        text = teller.tell(record)
        if text is not None:
            person = record.actor.get("person")
            by = None if person == "system" else _by(record.actor)
            yield Moment(record.seq, record.time, text, by, record.reason)
        yield from (Moment(record.seq, record.time, left) for left in teller.left_over(record))


def _by(actor: dict[str, Any]) -> str:
    behalf = actor.get("onBehalfOf")
    return f"{actor['person']} ({behalf})" if behalf else str(actor["person"])


@dataclass(slots=True)
class Teller:
    """Turns records into sentences. Remembers which call belongs to which service."""

    language: str
    labels: Labels
    services: dict[str, str] = field(default_factory=dict)
    kept: KeptMessages = field(default_factory=KeptMessages)

    def tell(self, record: Record) -> str | None:
        """The sentence for a record, or None when it is not for people."""
        change = record.change
        if isinstance(change, ServiceCalled):
            self.services[change.call] = change.service
        sentences = EVENTS.get(type(change))
        if sentences is None:
            return None
        facts = {part.name: getattr(change, part.name) for part in fields(change)}
        worded = {name: self._worded(record.element, name, value) for name, value in facts.items()}
        worded["element"] = self._place(record.element)
        worded["service"] = self.services.get(str(facts.get("call")), "?")
        worded["people"] = _people(facts)
        return without_gaps(sentences[self.language], facts).format_map(worded).rstrip()

    def left_over(self, record: Record) -> list[str]:
        """A sentence for each kept message that nobody will take any more; nobody has done that."""
        sentence = LEFT_OVER[self.language]
        return [
            sentence.format(message=left.message, content=content_in_words(left.content))
            for left in self.kept.left_by(record)
        ]

    def _place(self, element: str) -> str:
        """The element's name; what happens to the process as a whole has none."""
        return self.labels.element(element, self.language) if element else _WHOLE[self.language]

    def _worded(self, element: str, name: str, value: Any) -> str:
        """A field of a record for people."""
        match name:
            case "stage":
                return self.labels.stage(value, self.language)
            case "status":
                return self.labels.status(value, self.language)
            case "outcome":
                return self.labels.outcome(element, value, self.language)
            case "action":
                return ACTIONS.get(value, {}).get(self.language, value)
            case "milestone":
                return self.labels.element(value, self.language)
            case _:
                return _shown(value)


def _people(facts: dict[str, Any]) -> str:
    """Whom a task is for: who was named, or else everybody who may take it."""
    assigned = facts.get("assignee")
    return str(assigned) if assigned else _shown([*facts.get("groups", ()), *facts.get("users", ())])


_WHOLE = {"en": "the order", "zh": "订单"}


def _shown(value: Any) -> str:
    match value:
        case list():
            return ", ".join(_shown(item) for item in value)
        case dict():
            return ", ".join(f"{name} {_shown(item)}" for name, item in value.items())
        case datetime():
            return on_the_clock(value)
        case Decimal():
            return format(value.normalize(), "f")
        case _:
            return _PLAIN.get(value, str(value)) if value is None or isinstance(value, bool) else str(value)


def content_in_words(content: Any) -> str:
    """What a message says, in one line."""
    text = _shown(content)
    return text if len(text) <= _LINE else f"{text[:_LINE]} …"


_LINE = 200
_PLAIN = {None: "-", True: "true", False: "false"}
