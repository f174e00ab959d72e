"""What has happened to an order, in the terms of a script's expectations."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeVar

from application.ports.books import OrderBooks
from demo.script import Done, Expected
from engine.interpreter import Record, State
from engine.interpreter import records as r

Change = TypeVar("Change")


@dataclass(frozen=True, slots=True)
class Story:
    """An order from its first record to its last."""

    number: str
    process: str
    status: str
    stages: list[str]
    tasks: list[Done]
    escalated: list[str]
    lines: int
    lasted: timedelta
    incidents: list[str]
    books: OrderBooks
    children: dict[str, int] = field(default_factory=dict)


def story_of(state: State, records: Sequence[Record], books: OrderBooks) -> Story:
    """Read an order that is over."""
    return Story(
        number=state.number,
        process=state.process,
        status=state.status,
        stages=[change.stage for _, change in _changes(records, r.StageEntered)],
        tasks=[
            Done(task=record.element, by=record.actor["person"], outcome=change.outcome)
            for record, change in _changes(records, r.UserTaskCompleted)
        ],
        escalated=[
            f"{record.element} {c.rung}: {c.action}" for record, c in _changes(records, r.UserTaskEscalated)
        ],
        lines=_lines(state),
        lasted=records[-1].time - records[0].time,
        incidents=[f"{record.element}: {c.message}" for record, c in _changes(records, r.IncidentRaised)],
        books=books,
        children=_children(records),
    )


def _children(records: Sequence[Record]) -> dict[str, int]:
    """How many called orders ended with which status; one that was undone afterwards counts as that."""
    last = {change.child: change.status for _, change in _changes(records, r.ChildFinished)}
    return dict(Counter(last.values()))


def _lines(state: State) -> int:
    lines = (state.output or {}).get("lines")
    return int(lines) if isinstance(lines, int | Decimal) else 0


def differences(story: Story, expected: Expected) -> list[str]:
    """Where the story is not as the script says; empty when it is. An incident is never as expected."""
    pairs: dict[str, tuple[Any, Any]] = {
        "status": (story.status, expected.status),
        "stages": (story.stages, expected.stages),
        "tasks": ([_words(d) for d in story.tasks], _all_words(expected.tasks)),
        "stock": (story.books.stock, expected.stock),
        "held": (story.books.held, expected.held),
        "told": (story.books.told, expected.told),
        "escalated": (story.escalated, expected.escalated),
        "lines": (story.lines, expected.lines),
        "reserved": (story.books.reserved, Decimal(0)),
        "incidents": (story.incidents, []),
        "children": (story.children, expected.children),
    }
    return [
        f"{what}: {found} instead of {wanted}"
        for what, (found, wanted) in pairs.items()
        if wanted is not None and found != wanted
    ]


def _words(done: Done) -> str:
    return f"{done.task} by {done.by}: {done.outcome}"


def _all_words(tasks: list[Done] | None) -> list[str] | None:
    return None if tasks is None else [_words(done) for done in tasks]


def _changes(records: Sequence[Record], kind: type[Change]) -> Iterator[tuple[Record, Change]]:
    for record in records:
        if isinstance(record.change, kind):
            yield record, record.change
