"""Which elements of the recorded definitions no history has ever entered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from temporalio.client import WorkflowHistory

from engine.interpreter import State, read_stimulus, step
from engine.model import Process
from engine.values import decode
from tests.replay import golden
from tests.replay.golden import GoldenOrder, Run
from tests.replay.replaying import resolver


def never_entered() -> Mapping[str, tuple[int, list[str]]]:
    """By process: how many elements its newest recorded definition has, and those that nobody entered."""
    resolve = resolver()
    processes: dict[str, Process] = {}
    entered: dict[str, set[str]] = defaultdict(set)
    for scenario in sorted(golden.kept()):
        for order in golden.read(scenario).orders:
            process = processes[order.digest] = resolve(order.digest)
            entered[process.name] |= folded(process, order)[1]
    return {
        process.name: (
            len(process.elements),
            sorted(id_ for id_ in process.elements if id_ not in entered[process.name]),
        )
        for process in sorted(processes.values(), key=lambda process: process.version)
    }


def folded(process: Process, order: GoldenOrder) -> tuple[str, set[str]]:
    """Where the chain of an order stands, and the elements that it has records of: a fold of what its
    segments say, without any workflow."""
    state = State()
    found: set[str] = set()
    for segment in (segment for run in order.runs for segment in _segments(run)):
        if segment["before"] == state.hash:  # a segment that a later run adopted again is passed over
            for plain in segment["stimuli"]:
                found |= {record.element for record in step(process, state, read_stimulus(plain)).records}
    return state.hash, found


def _segments(run: Run) -> Iterator[dict[str, Any]]:
    for event in WorkflowHistory.from_json("", run.history).events:
        for payload in event.marker_recorded_event_attributes.details["result"].payloads:
            answer: Any = decode(payload.data) if payload.data else None
            if isinstance(answer, dict):
                yield from answer["segments"]
