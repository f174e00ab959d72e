"""Where golden histories have been: which elements and which ways out of them no history has ever taken.

A way is what a reader of the diagram sees leave an element: a branch of a gateway, an event of a wait, a
handler (boundary event, event sub-process). Counted by digest: a history of an older draft says nothing about
the definition of today.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from temporalio.client import WorkflowHistory

from engine.interpreter import State, read_stimulus, step
from engine.interpreter.records import BranchesTaken, Record
from engine.model import Process, Split, Wait
from engine.values import decode
from tests.replay import golden
from tests.replay.golden import GoldenOrder, Run
from tests.replay.replaying import resolver


@dataclass(frozen=True, slots=True)
class Gaps:
    """What no history of a process has entered or taken."""

    process: str
    elements: list[str]
    ways: list[str]

    def __bool__(self) -> bool:
        return bool(self.elements or self.ways)

    def __str__(self) -> str:
        found = [*self.elements, *(way for way in self.ways if way not in self.elements)]
        return f"{self.process}: no history enters {', '.join(found)}"


def gaps(process: Process, been: set[str]) -> Gaps:
    """What is missing where histories have been at these elements, flows and handlers."""
    return Gaps(
        process.name,
        [id_ for id_ in process.elements if id_ not in been],
        [way for way in ways(process) if way not in been],
    )


def ways(process: Process) -> list[str]:
    """Flows of branches and events, ids of handlers."""
    found = [handler.id for handler in process.handlers]
    for element in process.elements.values():
        if isinstance(element, Split):
            found += [branch.flow for branch in element.branches]
        if isinstance(element, Wait):
            found += [event.flow for event in element.events]
        found += [handler.id for handler in element.handlers]
    return found


def been() -> Mapping[str, set[str]]:
    """By digest: every element, flow and handler that a kept history has been at."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for scenario in sorted(golden.kept()):
        for order, (_, places) in zip(golden.read(scenario).orders, folds(scenario), strict=True):
            found[order.digest] |= places
    return found


@cache
def folds(scenario: str) -> list[tuple[str, set[str]]]:
    """For each order of a scenario where its chain stands, and where it has been: a fold of what its segments
    say, without any workflow. Its definitions must be among the kept ones."""
    resolve = resolver()
    return [_folded(resolve(order.digest), order) for order in golden.read(scenario).orders]


def _folded(process: Process, order: GoldenOrder) -> tuple[str, set[str]]:
    state = State()
    found: set[str] = set()
    for segment in (segment for run in order.runs for segment in _segments(run)):
        if segment["before"] == state.hash:  # a segment that a later run adopted again is passed over
            for plain in segment["stimuli"]:
                for record in step(process, state, read_stimulus(plain)).records:
                    found.update(_places(record))
    return state.hash, found


def _places(record: Record) -> Iterator[str]:
    yield record.element
    if isinstance(record.change, BranchesTaken):
        yield from record.change.flows


def _segments(run: Run) -> Iterator[dict[str, Any]]:
    for event in WorkflowHistory.from_json("", run.history).events:
        for payload in event.marker_recorded_event_attributes.details["result"].payloads:
            answer: Any = decode(payload.data) if payload.data else None
            if isinstance(answer, dict):
                yield from answer["segments"]
