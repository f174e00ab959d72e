"""The interpreter alone, without database and Temporal: milliseconds, best of several."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from engine.compiler import compile_definitions
from engine.interpreter import State, open_calls, restore, snapshot, step
from engine.interpreter.stimuli import AnyStimulus, ServiceAnswered, Started
from engine.model import Process, ServiceSignature
from stack.collector import settle_collector

_ANYTHING = {"type": "object", "additionalProperties": True}
_SERVICES = {"work.do": ServiceSignature("work.do", _ANYTHING, _ANYTHING, frozenset(), None)}
_HEAD = "lang: 1\nprocess: sample\nversion: 1\nname: Sample\ninput: {order: any}\n"
_NOW = datetime(2026, 1, 5, 10, tzinfo=UTC)
_BATCH = 200  # calls of one segment: what one activation of the workflow adopts
LINES = (250, 500, 1_000)


def measure() -> dict[str, Any]:
    """A 40-element order from start to end; orders of many lines, activation by activation. The collector is
    set as in a worker."""
    settle_collector()
    straight = _process(
        "variables: {n: {initial: 0}}\nflow:\n"
        + "".join(
            f"  - {{id: call_{i}, type: serviceTask, service: work.do, input: {{n: =n}}}}\n"
            f"  - {{id: count_{i}, type: scriptTask, set: {{n: =n + 1}}}}\n"
            for i in range(20)
        )
    )
    lines = _process(
        "flow:\n  - id: lines\n    type: subProcess\n"
        "    multiInstance: {in: =order.lines, as: line, key: =line.id}\n"
        "    flow:\n      - {id: call, type: serviceTask, service: work.do, input: {line: =line}}\n"
        "      - {id: pick, type: userTask, candidateGroups: [clerks], outcomes: [done], due: PT4H}\n"
    )
    return {
        "order_of_40_elements_ms": min(_through(straight) for _ in range(20)),
        "lines": {str(count): _best([_many(lines, count) for _ in range(3)]) for count in LINES},
    }


def _best(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: min(one[name] for one in rounds) for name in rounds[0]}


def _process(text: str) -> Process:
    library = compile_definitions({"sample.yaml": (_HEAD + text).encode()}, _SERVICES)
    assert not library.errors, library.errors
    return library.processes["sample", 1]


def _through(process: Process) -> float:
    state = State()

    def run() -> None:
        step(process, state, _started({}))
        while calls := open_calls(process, state):
            step(process, state, _answered(calls[0].call))

    return _ms(run)


def _many(process: Process, count: int) -> dict[str, float]:
    order = {"lines": [{"id": str(n), "sku": f"SKU-{n}", "quantity": n % 9 + 1} for n in range(count)]}
    state = State()
    longest = _ms(lambda: step(process, state, _started(order)))
    carrying = _ms(lambda: restore(snapshot(state)))
    total = longest
    while calls := open_calls(process, state)[:_BATCH]:
        stimuli: list[AnyStimulus] = [_answered(call.call) for call in calls]
        spent = _ms(lambda stimuli=stimuli: [step(process, state, one) for one in stimuli])  # type: ignore[misc]
        longest, total = max(longest, spent), total + spent
    return {
        "longest_activation_ms": longest,
        "total_ms": total,
        "ms_per_line": total / count,
        "carrying_state_ms": carrying,
        "state_kb": len(snapshot(state)) / 1024,
    }


def _started(order: dict[str, Any]) -> Started:
    return Started(id="s", time=_NOW, number="B-1", input={"order": order})


def _answered(call: str) -> ServiceAnswered:
    return ServiceAnswered(id=f"{call}/a", time=_NOW, call=call, result={"done": True})


def _ms(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000
